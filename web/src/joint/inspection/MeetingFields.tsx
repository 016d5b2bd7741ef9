import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { CalendarOutlined } from '../../kernel/desk/icons.tsx';
import { useTexts } from '../texts.ts';

interface MeetingFieldsProps {
  /** Who may lead: the convening centre and the invited units. */
  readonly leads: readonly { readonly value: string; readonly label: string }[];
}

/** What, when and where units meet, and who leads: of a new inspection and of one that is changed. */
export function MeetingFields({ leads }: MeetingFieldsProps) {
  const t = useTexts();
  return (
    <>
      <Form.Item
        name="title"
        label={t('inspection.form.name')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('inspection.form.nameNeeded') }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="span"
        label={t('inspection.form.when')}
        rules={[
          { required: true, message: t('inspection.form.whenNeeded') },
          {
            validator: (_rule, span: readonly [Dayjs, Dayjs] | undefined) =>
              span === undefined || span[0].isBefore(span[1], 'minute')
                ? Promise.resolve()
                : Promise.reject(new Error(t('inspection.form.whenNeeded'))),
          },
        ]}
      >
        <DatePicker.RangePicker
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          suffixIcon={<CalendarOutlined />}
          style={{ width: '100%', maxWidth: 380 }}
        />
      </Form.Item>
      <Form.Item
        name="meetingPlace"
        label={t('inspection.form.meetingPlace')}
        rules={[{ required: true, whitespace: true, message: t('inspection.form.meetingPlaceNeeded') }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="note" label={t('inspection.form.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="lead"
        label={t('inspection.form.lead')}
        rules={[{ required: true, message: t('inspection.form.leadNeeded') }]}
      >
        <Select aria-label={t('inspection.form.lead')} options={[...leads]} />
      </Form.Item>
    </>
  );
}
