import { Form, Input, Radio, Select, Switch } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';

/** For what was put right while being looked at: registers and closes in one step. */
export function OnSpotFields() {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const settled = Form.useWatch<boolean | undefined>('settled') === true;
  const outcome: unknown = Form.useWatch(['onSpot', 'outcome']);
  const typeCode = Form.useWatch<string | undefined>('typeCode');
  const type = typeCode === undefined ? undefined : names.types.get(typeCode);
  const barred = type?.rules.onSpotAllowed === false;
  return (
    <>
      <Form.Item
        name="settled"
        label={t('register.onSpot')}
        valuePropName="checked"
        extra={t(barred ? 'register.onSpotBarred' : 'register.onSpotText')}
      >
        <Switch disabled={barred} />
      </Form.Item>
      {settled && !barred && (
        <>
          <Form.Item
            name={['onSpot', 'outcome']}
            label={t('fact.outcome')}
            initialValue="solved"
            rules={[{ required: true, message: t('act.needed') }]}
          >
            <Radio.Group
              optionType="button"
              options={(['solved', 'partly', 'unsolvable'] as const).map((value) => ({
                value,
                label: t(`outcome.${value}`),
              }))}
            />
          </Form.Item>
          {outcome === 'unsolvable' && (
            <Form.Item
              name={['onSpot', 'unsolvableReason']}
              label={t('field.unsolvableReason')}
              rules={[{ required: true, message: t('act.needed') }]}
            >
              <Select
                placeholder={t('act.choose')}
                options={(names.city.reasons.unsolvable ?? []).map(({ code, text }) => ({
                  value: code,
                  label: show(text),
                }))}
              />
            </Form.Item>
          )}
          <Form.Item name={['onSpot', 'note']} label={t('register.onSpotNote')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
          </Form.Item>
          <Form.Item name={['onSpot', 'reply']} label={t('field.reply')} extra={t('register.onSpotReply')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
          </Form.Item>
        </>
      )}
    </>
  );
}
