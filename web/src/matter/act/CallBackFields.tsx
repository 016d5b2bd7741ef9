import { ReporterVerdict, Satisfaction } from '@heliu/contract/matter/model';
import { Form, Input, Radio } from 'antd';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';

const maxWords = 2000;

/**
 * What came of a call-back, wherever it is recorded. Without a number somebody may have been met or written to: it is said
 * how.
 */
export function CallBackFields({ byPhone }: { readonly byPhone: boolean }) {
  const t = useTexts();
  const reached: unknown = Form.useWatch('reached');
  const verdict: unknown = Form.useWatch('verdict');
  const asksHow = reached === true && !byPhone;
  const needed = [{ required: true, message: t('act.chooseOne') }];
  return (
    <>
      <Form.Item name="reached" label={t('callBack.reached')} rules={needed}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t(byPhone ? 'callBack.yes' : 'callBack.otherwise') },
            { value: false, label: t('callBack.no') },
          ]}
        />
      </Form.Item>
      {reached === true && (
        <>
          <Form.Item name="verdict" label={t('callBack.verdict')} rules={needed}>
            <Radio.Group
              optionType="button"
              options={ReporterVerdict.options.map((value) => ({ value, label: t(`verdict.${value}`) }))}
            />
          </Form.Item>
          {verdict === 'unsolved' && <p className={styles.hint}>{t('callBack.unsolved')}</p>}
          <Form.Item name="satisfaction" label={t('callBack.satisfaction')}>
            <Radio.Group
              optionType="button"
              options={Satisfaction.options.map((value) => ({ value, label: t(`satisfaction.${value}`) }))}
            />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="note"
        label={t(asksHow ? 'callBack.how' : 'callBack.note')}
        rules={asksHow ? [{ required: true, whitespace: true, message: t('callBack.howNeeded') }] : []}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={maxWords} />
      </Form.Item>
    </>
  );
}
