import { type MatterView, revealReporter } from '@heliu/contract/matter';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useCan } from '../../kernel/auth/index.ts';
import { Panel, ReasonDialog } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Facts, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

/** Who reported it. How to reach them is shown on request, and the request is on record. */
export function ReportsPanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const reveal = useCommand(revealReporter);
  const shown = reveal.reply?.reports;
  const ask = async (purpose: string): Promise<void> => {
    const reply = await reveal.run({ params: { matterId: matter.matterId }, body: { purpose } });
    if (reply !== undefined) setAsking(false);
  };
  const reachable = matter.reports.some(
    ({ name, phone, email }) => name !== null || phone !== null || email !== null,
  );
  return (
    <Panel
      title={t('page.reports')}
      actions={
        reachable &&
        shown === undefined &&
        can('matter.reveal') && <Button onClick={() => setAsking(true)}>{t('report.reveal')}</Button>
      }
    >
      {matter.reports.length === 0 && <p className={styles.soft}>{t('report.none')}</p>}
      <ul className={styles.notes}>
        {matter.reports.map((report) => {
          const contact = shown?.find(({ reportId }) => reportId === report.reportId) ?? report;
          return (
            <li key={report.reportId}>
              <Facts
                facts={[
                  ...(report.organisation === null
                    ? []
                    : [
                        {
                          label: t('report.organisation'),
                          value: <OrganisationLink organisation={report.organisation} />,
                        },
                      ]),
                  { label: t('report.name'), value: contact.name ?? t('report.anonymous') },
                  ...(contact.phone === null ? [] : [{ label: t('report.phone'), value: contact.phone }]),
                  ...(contact.email === null ? [] : [{ label: t('report.email'), value: contact.email }]),
                  { label: t('report.at'), value: <Time at={report.createdAt} /> },
                ]}
              />
              {report.text !== '' && report.text !== matter.description && (
                <p className={styles.description}>{report.text}</p>
              )}
            </li>
          );
        })}
      </ul>
      <ReasonDialog
        open={asking}
        title={t('report.reveal')}
        confirm={t('report.show')}
        reasonLabel={t('report.purpose')}
        pending={reveal.pending}
        error={reveal.error}
        onConfirm={(purpose) => void ask(purpose)}
        onCancel={() => setAsking(false)}
      >
        <p>{t('report.revealText')}</p>
      </ReasonDialog>
    </Panel>
  );
}

type ReportedFor = NonNullable<MatterView['reports'][number]['organisation']>;

function OrganisationLink({
  organisation: { organisationId, name },
}: {
  readonly organisation: ReportedFor;
}) {
  const can = useCan();
  return can('organisation.read') ? (
    <Link to="/organisations/$organisationId" params={{ organisationId }}>
      {name}
    </Link>
  ) : (
    name
  );
}
