import { type CallBackRow, listCallBacks } from '@heliu/contract/hotline';
import { matterActs } from '@heliu/contract/matter/endpoints';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { ReporterVerdict, Satisfaction } from '@heliu/contract/matter/model';
import { countMatters, listMatters, revealReporter } from '@heliu/contract/matter/views';
import { Alert, Button, Checkbox, Drawer, Form } from 'antd';
import { useState } from 'react';
import { useDone, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { CopyableCode, Facts, Refusal } from '../kernel/ui/index.ts';
import { CallBackFields } from '../matter/index.ts';
import styles from './hotline.module.css';
import { useTexts } from './texts.ts';

interface Attempt {
  readonly reached: boolean;
  readonly verdict?: ReporterVerdict;
  readonly satisfaction?: Satisfaction;
  readonly note?: string;
}

interface AttemptProps {
  readonly row: CallBackRow;
  /** Outside of the hours in which the city calls people. */
  readonly quiet: boolean;
  readonly onClose: () => void;
}

/** One call to the reporter: the number on request, and what came of it. */
export function AttemptDrawer({ row, quiet, onClose }: AttemptProps) {
  const t = useTexts();
  const done = useDone();
  const [form] = Form.useForm<Attempt>();
  const [anyway, setAnyway] = useState(false);
  const command = useCommand(matterActs.callBack, { refresh: [listCallBacks, listMatters, countMatters] });
  useFormFaults(form, command.error);
  const byPhone = row.withPhone > 0;
  const warned = quiet && byPhone;
  const send = async ({ reached, verdict, satisfaction, note }: Attempt): Promise<void> => {
    const words = note?.trim() ?? '';
    const reply = await command.run({
      params: { matterId: row.matterId },
      body: {
        reached,
        expectedVersion: row.version,
        ...(reached && verdict !== undefined ? { verdict } : {}),
        ...(reached && satisfaction !== undefined ? { satisfaction } : {}),
        ...(words === '' ? {} : { note: words }),
      },
    });
    if (reply === undefined) return;
    done(t(reached ? 'attempt.reachedDone' : 'attempt.missedDone'));
    onClose();
  };
  return (
    <Drawer
      open
      size={480}
      title={t('attempt.title')}
      onClose={onClose}
      closable={{ 'aria-label': t('cancel') }}
      footer={
        <div className={styles.drawerFoot}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            disabled={warned && !anyway}
            loading={command.pending}
            onClick={() => form.submit()}
          >
            {t('attempt.send')}
          </Button>
        </div>
      }
    >
      <h3 className={styles.name}>{row.title}</h3>
      <p className={styles.soft}>
        <CopyableCode value={row.code} shown={spellMatterCode(row.code)} />
      </p>
      {row.reply !== null && <p className={styles.quote}>{row.reply}</p>}
      {warned && (
        <Alert
          type="warning"
          showIcon
          title={t('attempt.quiet')}
          description={
            <Checkbox checked={anyway} onChange={({ target }) => setAnyway(target.checked)}>
              {t('attempt.anyway')}
            </Checkbox>
          }
        />
      )}
      <Numbers row={row} />
      <Form form={form} layout="vertical" onFinish={(values) => void send(values)}>
        <CallBackFields byPhone={byPhone} />
      </Form>
      <Refusal error={command.error} onRetry={command.retry} />
    </Drawer>
  );
}

/** Whom to dial; the look is on record with its purpose. */
function Numbers({ row }: { readonly row: CallBackRow }) {
  const t = useTexts();
  const reveal = useCommand(revealReporter);
  if (row.withPhone === 0) return <p className={styles.hint}>{t('attempt.noPhone')}</p>;
  const show = () =>
    void reveal.run({ params: { matterId: row.matterId }, body: { purpose: t('attempt.purpose') } });
  if (reveal.reply === undefined) {
    return (
      <div className={styles.number}>
        <Button onClick={show} loading={reveal.pending}>
          {t('attempt.show')}
        </Button>
        <span className={styles.soft}>{t('attempt.showText')}</span>
        <Refusal error={reveal.error} onRetry={show} />
      </div>
    );
  }
  return (
    <div className={styles.number}>
      <Facts
        facts={reveal.reply.reports.flatMap(({ name, phone }) =>
          phone === null
            ? []
            : [
                {
                  label: name ?? t('attempt.noName'),
                  value: <CopyableCode value={phone} shown={phone} big />,
                },
              ],
        )}
      />
    </div>
  );
}
