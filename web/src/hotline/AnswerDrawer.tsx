import { answerCaller, countAnswers, type KnowledgeView } from '@heliu/contract/hotline';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { countMatters, listMatters } from '@heliu/contract/matter/views';
import { Button, Drawer, Form, Input, Result, Select } from 'antd';
import { useAccount } from '../kernel/auth/index.ts';
import { useFormFaults } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { CopyableCode, Refusal } from '../kernel/ui/index.ts';
import { type ChosenPlace, PlaceField, useCityNames } from '../matter/index.ts';
import { phoneForForm, useCaller } from './caller.ts';
import styles from './hotline.module.css';
import { useTexts } from './texts.ts';

interface AnswerValues {
  readonly title: string;
  readonly typeCode: string;
  readonly channel: string;
  readonly place: { readonly chosen: ChosenPlace };
  readonly reporter?: { readonly name?: string; readonly phone?: string };
}

interface AnswerProps {
  readonly entry: KnowledgeView;
  readonly onClose: () => void;
}

/** Registers who asked and closes it at once with the words of the entry. */
export function AnswerDrawer({ entry, onClose }: AnswerProps) {
  const t = useTexts();
  const show = useShow();
  const [form] = Form.useForm<AnswerValues>();
  const command = useCommand(answerCaller, { refresh: [listMatters, countMatters, countAnswers] });
  const initial = useInitial(entry);
  useFormFaults(form, command.error);
  const send = ({ title, reporter, place, ...rest }: AnswerValues): void => {
    const filled = Object.entries(reporter ?? {}).filter(([, value]) => (value?.trim() ?? '') !== '');
    void command.run({
      body: {
        ...rest,
        entry: entry.code,
        title: title.trim(),
        place: place.chosen,
        ...(filled.length === 0 ? {} : { reporter: Object.fromEntries(filled) }),
      },
    });
  };
  const { reply } = command;
  return (
    <Drawer
      open
      size={520}
      title={t('answer.title')}
      onClose={onClose}
      closable={{ 'aria-label': t('cancel') }}
      footer={
        <div className={styles.drawerFoot}>
          <Button onClick={onClose}>{t(reply === undefined ? 'cancel' : 'answer.close')}</Button>
          {reply === undefined && (
            <Button type="primary" loading={command.pending} onClick={() => form.submit()}>
              {t('answer.send')}
            </Button>
          )}
        </div>
      }
    >
      {reply === undefined ? (
        <>
          <p className={styles.quote}>{show(entry.answer)}</p>
          <p className={styles.hint}>{t('answer.text')}</p>
          <Form form={form} layout="vertical" initialValues={initial} onFinish={send}>
            <AnswerFields />
          </Form>
          <Refusal error={command.error} onRetry={command.retry} />
        </>
      ) : (
        <Result status="success" title={t('answer.done')} subTitle={t('answer.doneText')}>
          <div className={styles.centred}>
            <CopyableCode value={reply.code} shown={spellMatterCode(reply.code)} big />
          </div>
        </Result>
      )}
    </Drawer>
  );
}

/** The caller's number, the type of the entry, and the operator's own place until another is chosen. */
function useInitial({ title, typeCode }: KnowledgeView): Partial<Record<keyof AnswerValues, unknown>> {
  const show = useShow();
  const { city } = useCityNames();
  const { id, roles } = useAccount();
  const { found } = useCaller(id).caller;
  const scope = roles.find(({ role }) => role === 'operator')?.scope;
  const unit = scope?.kind === 'unit' ? city.units.find(({ code }) => code === scope.code) : undefined;
  const placeCode = unit?.divisionCode ?? (scope?.kind === 'place' ? scope.code : undefined);
  return {
    title: show(title),
    ...(typeCode === null ? {} : { typeCode }),
    channel: city.channels.find(({ by }) => by === 'operator')?.code,
    ...(placeCode === undefined ? {} : { place: { chosen: { placeCode } } }),
    ...(found?.phone === undefined ? {} : { reporter: { phone: phoneForForm(found.phone) } }),
  };
}

function AnswerFields() {
  const t = useTexts();
  const show = useShow();
  const { city } = useCityNames();
  const types = city.types.filter(
    ({ rules, questions }) => rules.onSpotAllowed && !questions.some(({ required }) => required),
  );
  const needed = [{ required: true, message: t('answer.needed') }];
  return (
    <>
      <Form.Item name="title" label={t('answer.question')} rules={[{ ...needed[0], min: 2 }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="typeCode" label={t('answer.type')} rules={needed}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={types.map(({ code, name }) => ({ value: code, label: show(name) }))}
        />
      </Form.Item>
      <Form.Item name={['place', 'chosen']} label={t('answer.place')} rules={needed}>
        <PlaceField onNamed={() => undefined} />
      </Form.Item>
      <Form.Item name="channel" label={t('answer.channel')} rules={needed}>
        <Select
          options={city.channels
            .filter(({ by }) => by === 'operator')
            .map(({ code, name }) => ({ value: code, label: show(name) }))}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name={['reporter', 'name']} label={t('answer.name')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={['reporter', 'phone']}
          label={t('answer.phone')}
          rules={[{ pattern: /^[+\d][\d -]{4,24}$/, message: t('answer.phoneBad') }]}
        >
          <Input inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
    </>
  );
}
