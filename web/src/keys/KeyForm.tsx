import {
  changeKey,
  createKey,
  type Key,
  type KeyScope,
  keyScopes,
  listKeys,
  longestKeyDays,
  scopeTexts,
} from '@heliu/contract/keys';
import { Checkbox, DatePicker, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { NumberField, cityClock, instantOf, useFormFaults } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { presentMs } from '../kernel/time/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { ScopePicker } from '../people/console.tsx';
import styles from './keys.module.css';
import { useTexts } from './texts.ts';

interface Fields {
  readonly name: string;
  readonly scopes: KeyScope[];
  readonly placeCode: string;
  readonly perMinute: number;
  readonly expiresAt: Dayjs;
}

interface KeyFormProps {
  /** A key to change; a new one is made where there is none. */
  readonly old?: Key;
  readonly onClose: () => void;
  readonly onMade: (made: { readonly name: string; readonly token: string | null }) => void;
}

const usualPerMinute = 60;
const usualDays = 365;

export function KeyForm({ old, onClose, onMade }: KeyFormProps) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const create = useCommand(createKey, { refresh: [listKeys] });
  const change = useCommand(changeKey, { refresh: [listKeys] });
  const { error, pending } = old === undefined ? create : change;
  useFormFaults(form, error);
  const submit = async (fields: Fields): Promise<void> => {
    const { name, scopes, perMinute, placeCode } = fields;
    const body = {
      name,
      scopes,
      perMinute,
      expiresAt: instantOf(fields.expiresAt.endOf('day')).toISOString(),
    };
    if (old === undefined) {
      const made = await create.run({ body: { ...body, placeCode } });
      if (made !== undefined) onMade(made);
      return;
    }
    const changed = await change.run({ params: { id: old.id }, body: { ...body, version: old.version } });
    if (changed !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t(old === undefined ? 'make' : 'changeTitle')}
      okText={t(old === undefined ? 'make' : 'save')}
      cancelText={t('cancel')}
      width={640}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="key"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          old === undefined
            ? {
                perMinute: usualPerMinute,
                scopes: ['public.read'],
                expiresAt: cityClock(presentMs()).add(usualDays, 'day'),
              }
            : { ...old, placeCode: old.place.code, expiresAt: cityClock(old.expiresAt) }
        }
        onFinish={(fields) => void submit(fields)}
      >
        <Form.Item
          name="name"
          label={t('name')}
          extra={t('nameHint')}
          rules={[{ required: true, whitespace: true, min: 2, max: 80, message: t('nameNeeded') }]}
        >
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <ScopesItem />
        {old === undefined && (
          <Form.Item
            name="placeCode"
            label={t('place')}
            rules={[{ required: true, message: t('placeNeeded') }]}
          >
            <ScopePicker kind="place" label={t('place')} placeholder={t('placeHint')} />
          </Form.Item>
        )}
        <LimitItems />
        <Refusal error={error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}

function ScopesItem() {
  const t = useTexts();
  const show = useShow();
  return (
    <Form.Item
      name="scopes"
      label={t('scopes')}
      rules={[{ type: 'array', min: 1, message: t('scopesNeeded') }]}
    >
      <Checkbox.Group className={styles.choices ?? ''}>
        {keyScopes.map((scope) => (
          <Checkbox key={scope} value={scope}>
            <span className={styles.choice}>
              <code className={styles.code}>{scope}</code>
              <small>{show(scopeTexts[scope])}</small>
            </span>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Form.Item>
  );
}

function LimitItems() {
  const t = useTexts();
  const now = cityClock(presentMs());
  return (
    <div className={styles.pair}>
      <Form.Item
        name="perMinute"
        label={t('perMinute')}
        rules={[{ required: true, type: 'integer', min: 1, max: 6000, message: t('perMinuteNeeded') }]}
      >
        <NumberField min={1} max={6000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="expiresAt"
        label={t('expires')}
        rules={[{ required: true, message: t('expiresNeeded') }]}
      >
        <DatePicker
          allowClear={false}
          minDate={now}
          maxDate={now.add(longestKeyDays - 1, 'day')}
          style={{ width: '100%' }}
        />
      </Form.Item>
    </div>
  );
}
