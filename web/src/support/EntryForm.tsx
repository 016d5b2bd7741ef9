import type { Frequency } from '@heliu/contract/patrol/frequency';
import type { SupportKind } from '@heliu/contract/registers/pack';
import {
  addSupport,
  consentForms,
  getSupportCoverage,
  listSupport,
  SupportPerson,
} from '@heliu/contract/support';
import { DatePicker, Form, Input, Modal, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { NumberField, cityClock, fieldRule, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { presentMs } from '../kernel/time/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { OfficersField } from './OfficersField.tsx';
import { useKinds, useMyGrids, usePlaced } from './parts.tsx';
import styles from './support.module.css';
import { useTexts } from './texts.ts';

interface Fields {
  readonly kind: string;
  readonly gridCode: string;
  readonly purpose: string;
  readonly frequency: Frequency;
  readonly days: number;
  readonly consent: { readonly form: (typeof consentForms)[number]; readonly on: Dayjs };
  readonly person: SupportPerson;
  readonly officers: number[];
}

interface EntryFormProps {
  readonly kinds: readonly SupportKind[];
  readonly consentDays: number;
  readonly onDone: (number: string) => void;
  readonly onClose: () => void;
}

const usualDays = 180;
const pers = ['day', 'week', 'month'] as const;

/** What somebody asked for or agreed to, for how long, and how the consent was given. */
export function EntryForm({ kinds, consentDays, onDone, onClose }: EntryFormProps) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const add = useCommand(addSupport, { refresh: [listSupport, getSupportCoverage] });
  useFormFaults(form, usePlaced(add.error));
  const gridCode = Form.useWatch('gridCode', form);
  const send = async ({ consent, ...fields }: Fields): Promise<void> => {
    const on = consent.on.format('YYYY-MM-DD');
    const reply = await add.run({ body: { ...fields, consent: { form: consent.form, on } } });
    if (reply !== undefined) onDone(reply.number);
  };
  return (
    <Modal
      open
      width={680}
      mask={{ closable: false }}
      title={t('form.title')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={add.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('form.text')}</p>
      <Form
        name="support"
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{
          frequency: { times: 1, per: 'week' },
          days: Math.min(usualDays, consentDays),
          consent: { form: 'written', on: cityClock(presentMs()) },
        }}
        onFinish={(fields) => void send(fields)}
      >
        <ServiceFields kinds={kinds} onGrid={() => form.setFieldValue('officers', [])} />
        <OfficersField gridCode={gridCode} />
        <ConsentFields consentDays={consentDays} />
        <PersonFields />
      </Form>
      <Refusal error={add.error} onRetry={() => form.submit()} />
    </Modal>
  );
}

interface ServiceFieldsProps {
  readonly kinds: readonly SupportKind[];
  readonly onGrid: () => void;
}

function ServiceFields({ kinds, onGrid }: ServiceFieldsProps) {
  const t = useTexts();
  const grids = useMyGrids();
  const needed = [{ required: true, message: t('needed') }];
  return (
    <>
      <h3 className={styles.small}>{t('form.service')}</h3>
      <div className={styles.two}>
        <Form.Item name="kind" label={t('list.kind')} rules={needed}>
          <Select options={useKinds(kinds)} />
        </Form.Item>
        <Form.Item name="gridCode" label={t('list.grid')} rules={needed}>
          <Select showSearch optionFilterProp="label" options={grids} onChange={onGrid} />
        </Form.Item>
      </div>
      <Form.Item
        name="purpose"
        label={t('form.purpose')}
        extra={t('form.purposeHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('form.short') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <div className={styles.two}>
        <Form.Item name={['frequency', 'times']} label={t('form.times')} rules={needed}>
          <NumberField min={1} max={28} precision={0} />
        </Form.Item>
        <Form.Item name={['frequency', 'per']} label={t('form.per')}>
          <Radio.Group options={pers.map((value) => ({ value, label: t(`unit.${value}`) }))} />
        </Form.Item>
      </div>
    </>
  );
}

function ConsentFields({ consentDays }: { readonly consentDays: number }) {
  const t = useTexts();
  const needed = [{ required: true, message: t('needed') }];
  return (
    <>
      <h3 className={styles.small}>{t('form.consent')}</h3>
      <div className={styles.two}>
        <Form.Item name={['consent', 'form']} label={t('form.consentForm')}>
          <Select options={consentForms.map((value) => ({ value, label: t(`consent.${value}`) }))} />
        </Form.Item>
        <Form.Item name={['consent', 'on']} label={t('form.consentOn')} rules={needed}>
          <DatePicker maxDate={cityClock(presentMs())} allowClear={false} />
        </Form.Item>
        <Form.Item
          name="days"
          label={t('form.days')}
          extra={t('form.daysHint', { count: consentDays })}
          rules={needed}
        >
          <NumberField min={1} max={consentDays} precision={0} />
        </Form.Item>
      </div>
    </>
  );
}

function PersonFields() {
  const t = useTexts();
  const rules = (part: keyof SupportPerson) => [
    { required: true, whitespace: true, message: t('needed') },
    fieldRule(SupportPerson.shape[part], t('form.short')),
  ];
  return (
    <>
      <h3 className={styles.small}>{t('form.person')}</h3>
      <div className={styles.two}>
        <Form.Item name={['person', 'name']} label={t('form.name')} rules={rules('name')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['person', 'phone']} label={t('form.phone')} rules={rules('phone')}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name={['person', 'address']} label={t('form.address')} rules={rules('address')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </>
  );
}
