import { DeleteOutlined, PlusOutlined } from '../../kernel/desk/icons.tsx';
import { proposeConsultation } from '@heliu/contract/joint/consultations';
import type { Text } from '@heliu/contract/text';
import { Button, Drawer, Form, Input, Select } from 'antd';
import { cityClock, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { MatterSelect } from './MatterSelect.tsx';
import { meetingOf } from './meeting.ts';
import { MeetingFields, type MeetingValues } from './MeetingFields.tsx';
import { shownConsultations } from './shown.ts';
import { UnitsSelect } from './UnitsSelect.tsx';
import styles from './consultation.module.css';

interface Values extends MeetingValues {
  readonly host: string;
  readonly units: string[];
  readonly items?: { readonly matterCode: string; readonly question: string }[];
}

interface KnownMatter {
  readonly code: string;
  readonly title: string;
}

interface ProposeDialogProps {
  readonly hosts: readonly { readonly code: string; readonly name: Text }[];
  /** The matter from whose page it is proposed. */
  readonly matter?: KnownMatter;
  readonly onClose: () => void;
  readonly onProposed: (consultationId: string) => void;
}

/** Asks for everything that a consultation needs, and invites the units. */
export function ProposeDialog({ hosts, matter, onClose, onProposed }: ProposeDialogProps) {
  const t = useTexts();
  const show = useShow();
  const [form] = Form.useForm<Values>();
  const host = Form.useWatch('host', form) ?? hosts[0]?.code;
  const propose = useCommand(proposeConsultation, { refresh: shownConsultations });
  useFormFaults(form, propose.error);
  const send = async ({ host: unit, units, items = [], ...meeting }: Values) => {
    const made = await propose.run({ body: { ...meetingOf(meeting), host: unit, units, items } });
    if (made !== undefined) onProposed(made.consultationId);
  };
  return (
    <Drawer
      open
      title={t('consultation.form.title')}
      size="large"
      onClose={onClose}
      closable={{ 'aria-label': t('consultation.form.close') }}
      footer={
        <div className={styles.foot}>
          <Button type="primary" loading={propose.pending} onClick={() => form.submit()}>
            {t('consultation.form.send')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        name="consultation"
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{
          host: hosts[0]?.code,
          startsAt: cityClock(presentMs()).add(1, 'day').hour(9).minute(30).startOf('minute'),
          units: [],
          items: matter === undefined ? [] : [{ matterCode: matter.code }],
        }}
        onFinish={(values) => void send(values)}
      >
        <Form.Item name="host" label={t('consultation.form.host')} hidden={hosts.length < 2}>
          <Select
            aria-label={t('consultation.form.host')}
            options={hosts.map(({ code, name }) => ({ value: code, label: show(name) }))}
          />
        </Form.Item>
        <MeetingFields />
        <Form.Item
          name="units"
          label={t('consultation.form.units')}
          rules={[{ type: 'array', min: 1, message: t('consultation.form.unitsNeeded') }]}
        >
          <UnitsSelect label={t('consultation.form.units')} without={host === undefined ? [] : [host]} />
        </Form.Item>
        <Items {...(matter === undefined ? {} : { matter })} />
        <Refusal error={propose.error} onRetry={() => form.submit()} />
      </Form>
    </Drawer>
  );
}

function Items({ matter }: { readonly matter?: KnownMatter }) {
  const t = useTexts();
  return (
    <Form.List name="items">
      {(items, { add, remove }) => (
        <fieldset className={styles.group}>
          <legend>{t('consultation.form.items')}</legend>
          <p className={[styles.soft, styles.flat].join(' ')}>{t('consultation.form.itemsHint')}</p>
          {items.map(({ key, name }, index) => (
            <fieldset key={key} className={styles.group}>
              <legend>
                {t('consultation.form.itemNo', { no: index + 1 })}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('consultation.form.removeItem', { no: index + 1 })}
                  onClick={() => remove(name)}
                />
              </legend>
              <ItemFields at={[name]} {...(matter === undefined ? {} : { matter })} />
            </fieldset>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
            {t('consultation.form.addItem')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

interface ItemFieldsProps {
  readonly at?: readonly number[];
  readonly matter?: KnownMatter;
}

/** The matter and the question to settle. */
export function ItemFields({ at = [], matter }: ItemFieldsProps) {
  const t = useTexts();
  return (
    <>
      <Form.Item
        name={[...at, 'matterCode']}
        label={t('consultation.form.matter')}
        rules={[{ required: true, message: t('consultation.form.matterNeeded') }]}
      >
        <MatterSelect
          label={t('consultation.form.matterHint')}
          {...(matter === undefined ? {} : { known: matter })}
        />
      </Form.Item>
      <Form.Item
        name={[...at, 'question']}
        label={t('consultation.form.question')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('consultation.form.questionNeeded') }]}
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}
