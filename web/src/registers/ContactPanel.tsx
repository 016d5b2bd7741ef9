import {
  contactRoles,
  getPremises,
  listPremises,
  type PremisesContact,
  revealPremisesContact,
  setPremisesContact,
} from '@heliu/contract/registers';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Panel, ReasonDialog, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { Facts, Refusal, Time } from '../kernel/ui/index.ts';
import type { OnePremises } from './parts.tsx';
import styles from './registers.module.css';
import { useTexts } from './texts.ts';

const refresh = [getPremises, listPremises];

/** Whom to reach where something is to be put right: shown for a purpose, and everybody who handles it sees who looked. */
export function ContactPanel({ premises }: { readonly premises: OnePremises }) {
  const t = useTexts();
  const [open, setOpen] = useState<'reveal' | 'record' | 'erase'>();
  const { premisesId, contact, looks } = premises;
  const params = { premisesId };
  const reveal = useCommand(revealPremisesContact, { refresh: [getPremises] });
  const erase = useCommand(setPremisesContact, { refresh });
  const close = (): void => setOpen(undefined);
  const found = contact === null ? undefined : reveal.reply;
  return (
    <Panel title={t('contact.title')}>
      <p className={styles.soft}>{t('contact.text')}</p>
      {contact === null && <p>{t('contact.none')}</p>}
      {contact !== null && (
        <p>
          {t('contact.until')} <Time at={contact.expiresAt} show="absolute" detail="day" />
        </p>
      )}
      {found !== undefined && (
        <Facts
          facts={[
            { label: t(`contact.role.${found.role}`), value: found.name },
            { label: t('contact.phone'), value: found.phone },
            { label: t('contact.purpose'), value: found.purpose },
          ]}
        />
      )}
      <div className={styles.acts}>
        {contact !== null && found === undefined && (
          <Button onClick={() => setOpen('reveal')}>{t('contact.reveal')}</Button>
        )}
        <Button onClick={() => setOpen('record')}>{t('contact.record')}</Button>
        {contact !== null && <Button onClick={() => setOpen('erase')}>{t('contact.erase')}</Button>}
      </div>
      {looks.length > 0 && (
        <>
          <h3 className={styles.small}>{t('contact.looks')}</h3>
          <ul className={styles.looks}>
            {looks.map(({ at, by, purpose }) => (
              <li key={`${at} ${by}`}>
                <Time at={at} show="absolute" /> {by}: {purpose}
              </li>
            ))}
          </ul>
        </>
      )}
      <ReasonDialog
        open={open === 'reveal'}
        title={t('contact.reveal')}
        reasonLabel={t('contact.why')}
        confirm={t('contact.show')}
        pending={reveal.pending}
        error={reveal.error}
        onConfirm={(purpose) =>
          void reveal.run({ params, body: { purpose } }).then((reply) => reply && close())
        }
        onCancel={close}
      />
      <ReasonDialog
        open={open === 'erase'}
        title={t('contact.erase')}
        reasonLabel={t('contact.why')}
        confirm={t('contact.erase')}
        pending={erase.pending}
        error={erase.error}
        onConfirm={(purpose) =>
          void erase.run({ params, body: { contact: null, purpose } }).then((reply) => reply && close())
        }
        onCancel={close}
      />
      {open === 'record' && <RecordContact premisesId={premisesId} onClose={close} />}
    </Panel>
  );
}

interface RecordContactProps {
  readonly premisesId: string;
  readonly onClose: () => void;
}

function RecordContact({ premisesId, onClose }: RecordContactProps) {
  const t = useTexts();
  const [form] = Form.useForm<PremisesContact & { purpose: string }>();
  const command = useCommand(setPremisesContact, { refresh });
  useFormFaults(form, command.error);
  const send = async ({ purpose, ...contact }: PremisesContact & { purpose: string }): Promise<void> => {
    const reply = await command.run({ params: { premisesId }, body: { contact, purpose } });
    if (reply !== undefined) onClose();
  };
  const needed = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('contact.record')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={command.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        name="contact"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'landlord' }}
        onFinish={(fields) => void send(fields)}
      >
        <Form.Item name="role" label={t('contact.who')}>
          <Radio.Group
            options={contactRoles.map((value) => ({ value, label: t(`contact.role.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('contact.name')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label={t('contact.phone')} rules={needed}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item
          name="purpose"
          label={t('contact.purpose')}
          extra={t('contact.purposeHint')}
          rules={needed}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      <Refusal error={command.error} onRetry={() => form.submit()} />
    </Modal>
  );
}
