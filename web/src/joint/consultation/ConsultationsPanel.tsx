import type { ConsultationOfMatter } from '@heliu/contract/joint/consultation-views';
import { getConsultationBoard, listConsultationsOfMatter } from '@heliu/contract/joint/consultations';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { DecisionWords } from './Decisions.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { StateMark } from './StateMark.tsx';
import styles from './consultation.module.css';

interface ConsultationsPanelProps {
  readonly matterId: string;
  readonly code: string;
  readonly title: string;
}

/** Consultations with a matter on their agenda, and proposing one. */
export function ConsultationsPanel({ matterId, code, title }: ConsultationsPanelProps) {
  const t = useTexts();
  const [proposing, setProposing] = useState(false);
  const found = useEndpoint(listConsultationsOfMatter, { params: { matterId } }, { refetchMs: 60_000 });
  if (found.data === undefined) {
    return (
      <Panel title={t('consultation.panel.title')}>
        {found.error === null ? (
          <PageSkeleton rows={2} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </Panel>
    );
  }
  const { consultations, allowed } = found.data;
  return (
    <Panel
      title={t('consultation.panel.title')}
      actions={
        allowed.includes('propose') && (
          <Button onClick={() => setProposing(true)}>{t('consultation.panel.propose')}</Button>
        )
      }
    >
      {consultations.length === 0 && (
        <p className={[styles.soft, styles.flat].join(' ')}>{t('consultation.panel.none')}</p>
      )}
      <ul className={styles.parts}>
        {consultations.map((one) => (
          <li key={one.consultationId} className={styles.part}>
            <OfMatter one={one} />
          </li>
        ))}
      </ul>
      {proposing && <Propose matter={{ code, title }} onClose={() => setProposing(false)} />}
    </Panel>
  );
}

function OfMatter({ one }: { readonly one: ConsultationOfMatter }) {
  const t = useTexts();
  const show = useShow();
  const { consultationId } = one;
  return (
    <>
      <div className={styles.line}>
        <strong>
          {one.opens ? (
            <Link to="/consultations/$consultationId" params={{ consultationId }}>
              {one.title}
            </Link>
          ) : (
            one.title
          )}
        </strong>
        <StateMark state={one.state} startsAt={one.startsAt} />
      </div>
      <span className={[styles.line, styles.soft].join(' ')}>
        <Time at={one.startsAt} />
        <span>{show(one.host.name)}</span>
      </span>
      <p className={styles.words}>
        <span className={styles.soft}>{t('consultation.agenda.question')}</span> {one.question}
      </p>
      {one.decisions.length > 0 && (
        <ul className={styles.decisions} aria-label={t('consultation.decisions.title')}>
          {one.decisions.map((decision) => (
            <li key={decision.no} className={styles.decision}>
              <DecisionWords decision={decision} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface ProposeProps {
  readonly matter: { readonly code: string; readonly title: string };
  readonly onClose: () => void;
}

/** Waits for the units that I may convene for. */
function Propose({ matter, onClose }: ProposeProps) {
  const navigate = useNavigate();
  const board = useEndpoint(getConsultationBoard, {}, { keepPrevious: true });
  if (board.data === undefined) return null;
  return (
    <ProposeDialog
      hosts={board.data.hosts}
      matter={matter}
      onClose={onClose}
      onProposed={(consultationId) =>
        void navigate({ to: '/consultations/$consultationId', params: { consultationId } })
      }
    />
  );
}
