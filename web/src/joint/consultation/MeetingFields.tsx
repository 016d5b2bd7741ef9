import { changeConsultation } from '@heliu/contract/joint/consultations';
import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { fieldRule } from '../../kernel/desk/index.ts';
import { useTexts } from '../texts.ts';
import styles from './consultation.module.css';

export interface MeetingValues {
  readonly title: string;
  readonly reason: string;
  readonly startsAt: Dayjs;
  readonly place?: string;
  readonly link?: string;
}

const { link: linkSchema } = changeConsultation.body.shape;

const isGiven = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** What, why, when and where: of a new consultation and of one that is changed. */
export function MeetingFields() {
  const t = useTexts();
  return (
    <>
      <Form.Item
        name="title"
        label={t('consultation.form.name')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('consultation.form.nameNeeded') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('consultation.form.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('consultation.form.reasonNeeded') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="startsAt"
        label={t('consultation.form.when')}
        rules={[{ required: true, message: t('consultation.form.whenNeeded') }]}
      >
        <DatePicker
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          style={{ width: 220 }}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name="place"
          label={t('consultation.form.place')}
          dependencies={['link']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, value) =>
                isGiven(value) || isGiven(getFieldValue('link'))
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('consultation.form.whereNeeded'))),
            }),
          ]}
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="link"
          label={t('consultation.form.link')}
          rules={[fieldRule(linkSchema, t('consultation.form.linkBad'))]}
        >
          <Input maxLength={500} type="url" inputMode="url" placeholder="https://" autoComplete="off" />
        </Form.Item>
      </div>
    </>
  );
}
