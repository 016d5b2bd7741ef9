import { getMail, listMails, registerMail } from '@heliu/contract/mails';
import { countMatters, listMatters, registerMatter } from '@heliu/contract/matter';
import { Button, Form, Grid, Input, Radio, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useAccount, useCan } from '../../kernel/auth/index.ts';
import { Page, Panel, Upload, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { forgetDraft, hasWords, keepDraft, type Letter, readDraft, readLetter } from './draft.ts';
import { Duplicates } from './Duplicates.tsx';
import { OnSpotFields } from './OnSpotFields.tsx';
import { AddressItem, PlaceField } from './PlaceField.tsx';
import { Receipt } from './Receipt.tsx';
import styles from './register.module.css';
import { type Body, bodyOf, type RegisterValues } from './registration.ts';
import { TypeFields } from './TypeFields.tsx';

/** Registers a matter on behalf of a reporter, or one found in the grid. */
export function RegisterPage() {
  const t = useTexts();
  const [round, setRound] = useState(1);
  return (
    <Page title={t('register.title')} subtitle={t('register.text')}>
      <Named>
        <Registration key={round} onAnother={() => setRound(round + 1)} />
      </Named>
    </Page>
  );
}

function Registration({ onAnother }: { readonly onAnother: () => void }) {
  const t = useTexts();
  const can = useCan();
  const [form] = Form.useForm<RegisterValues>();
  const [uploading, setUploading] = useState(false);
  const command = useCommand(registerMatter, { refresh: [listMatters, countMatters] });
  const fromMail = useCommand(registerMail, { refresh: [listMatters, countMatters, listMails, getMail] });
  const { id: accountId } = useAccount();
  const [letter] = useState(() => readLetter(accountId));
  const { error, pending, reply, retry } = letter === undefined ? command : fromMail;
  const start = useInitial();
  const [draft] = useState(() => readDraft(accountId));
  const again = draft !== undefined && hasWords(draft);
  const { lg } = Grid.useBreakpoint();
  const narrow = lg === false;
  useFormFaults(form, error);
  const leave = (): void => {
    forgetDraft(accountId);
    onAnother();
  };
  const submit = async (values: RegisterValues): Promise<void> => {
    const body = bodyOf(values);
    const sent =
      letter === undefined
        ? command.run({ body })
        : fromMail.run({ params: { mailId: letter.mailId }, body: withFilesOf(letter, body) });
    if ((await sent) !== undefined) forgetDraft(accountId);
  };
  if (reply !== undefined) return <Receipt receipt={reply} onAnother={onAnother} />;
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ ...start, ...draft }}
      onFinish={(values) => void submit(values)}
    >
      <DraftKeeper accountId={accountId} />
      {(letter !== undefined || again) && (
        <output className={styles.again}>
          {t(letter === undefined ? 'register.again' : 'register.fromMail')}{' '}
          <Button type="link" size="small" onClick={leave}>
            {t('register.afresh')}
          </Button>
        </output>
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          <What channelGiven={letter !== undefined} />
          <Where onNamed={(address) => form.setFieldValue(['place', 'address'], address)} />
          {narrow && <Duplicates />}
          <Panel title={t('field.evidenceIds')}>
            {letter !== undefined && <FilesOf letter={letter} />}
            <Form.Item name="evidence" noStyle>
              <Upload onUploading={setUploading} maxCount={10 - (letter?.files.length ?? 0)} />
            </Form.Item>
          </Panel>
          <Reporter />
          {letter === undefined && can('matter.handleOnSpot') && (
            <Panel title={t('register.result')}>
              <OnSpotFields />
            </Panel>
          )}
          <Refusal error={error} onRetry={retry} />
          <div className={styles.foot}>
            <Button type="primary" size="large" htmlType="submit" loading={pending} disabled={uploading}>
              {t('register.submit')}
            </Button>
          </div>
        </div>
        {!narrow && (
          <aside className={styles.side}>
            <Duplicates />
          </aside>
        )}
      </div>
    </Form>
  );
}

/** The channel is that of mails, and nobody waits at the desk. */
function withFilesOf({ files }: Letter, { channel: _channel, onSpot: _onSpot, ...body }: Body) {
  return { ...body, evidence: [...files.map(({ id }) => ({ fileId: id })), ...(body.evidence ?? [])] };
}

function FilesOf({ letter }: { readonly letter: Letter }) {
  const t = useTexts();
  if (letter.files.length === 0) return null;
  return (
    <p className={styles.files}>
      {t('register.filesOfMail', { names: letter.files.map(({ name }) => name).join(' · ') })}
    </p>
  );
}

/** A form is filled by more than its own fields, such as a type that is suggested, so what it holds is watched. */
function DraftKeeper({ accountId }: { readonly accountId: number }) {
  const values = Form.useWatch<Partial<RegisterValues> | undefined>([]);
  useEffect(() => {
    if (values !== undefined) keepDraft(accountId, values);
  }, [accountId, values]);
  return null;
}

/** Officers report from the field, operators take calls; both can choose otherwise. */
function useInitial(): Partial<RegisterValues> {
  const { city } = useCityNames();
  const { roles } = useAccount();
  const by = roles.some(({ role }) => role === 'operator') ? 'operator' : 'officer';
  const channel = city.channels.find((one) => one.by === by)?.code;
  return { requestKind: by === 'officer' ? 'report' : 'help', ...(channel === undefined ? {} : { channel }) };
}

/** @param channelGiven what comes by mail came by mail: there is nothing to choose. */
function What({ channelGiven }: { readonly channelGiven: boolean }) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCityNames();
  return (
    <Panel title={t('register.what')}>
      <Form.Item
        name="title"
        label={t('register.titleField')}
        rules={[
          { required: true, whitespace: true, message: t('register.titleNeeded') },
          { min: 2, message: t('register.titleNeeded') },
        ]}
      >
        <Input maxLength={120} showCount placeholder={t('register.titleHint')} />
      </Form.Item>
      <Form.Item name="description" label={t('register.description')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} />
      </Form.Item>
      <TypeFields />
      <Pair>
        <Form.Item name="requestKind" label={t('fact.kind')} rules={[{ required: true }]}>
          <Radio.Group
            options={city.requestKinds.map(({ kind, name }) => ({ value: kind, label: show(name) }))}
          />
        </Form.Item>
        {!channelGiven && (
          <Form.Item
            name="channel"
            label={t('fact.channel')}
            rules={[{ required: true, message: t('act.needed') }]}
          >
            <Select
              options={city.channels
                .filter(({ by }) => by === 'operator' || by === 'officer')
                .map(({ code, name }) => ({ value: code, label: show(name) }))}
            />
          </Form.Item>
        )}
      </Pair>
    </Panel>
  );
}

const Pair = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.pair}>{children}</div>
);

function Where({ onNamed }: { readonly onNamed: (address: string) => void }) {
  const t = useTexts();
  return (
    <Panel title={t('register.where')}>
      <Form.Item
        name={['place', 'chosen']}
        label={t('fact.place')}
        rules={[{ required: true, message: t('register.placeNeeded') }]}
      >
        <PlaceField onNamed={onNamed} />
      </Form.Item>
      <AddressItem />
    </Panel>
  );
}

function Reporter() {
  const t = useTexts();
  return (
    <Panel title={t('register.reporter')}>
      <p className={styles.soft}>{t('register.reporterText')}</p>
      <div className={styles.three}>
        <Form.Item name={['reporter', 'name']} label={t('report.name')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={['reporter', 'phone']}
          label={t('report.phone')}
          rules={[{ pattern: /^[+\d][\d -]{4,24}$/, message: t('register.phoneBad') }]}
        >
          <Input inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name={['reporter', 'email']}
          label={t('report.email')}
          rules={[{ type: 'email', message: t('register.emailBad') }]}
        >
          <Input inputMode="email" autoComplete="off" />
        </Form.Item>
      </div>
    </Panel>
  );
}
