import { spellMatterCode } from '@heliu/contract/matter/code';
import type { CardView } from '@heliu/contract/supervision';
import { Link } from '@tanstack/react-router';
import { useShow } from '../kernel/i18n/index.ts';
import { CopyableCode, Time } from '../kernel/ui/index.ts';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

interface Props {
  readonly card: CardView;
}

export function MatterOfCard({ card }: Props) {
  const show = useShow();
  return (
    <span className={styles.cell}>
      <Link to="/matters/$matterId" params={{ matterId: card.matterId }} className={styles.title ?? ''}>
        {card.title}
      </Link>
      <span className={[styles.line, styles.soft].join(' ')}>
        <CopyableCode value={card.matterCode} shown={spellMatterCode(card.matterCode)} />
        <span>{show(card.typeName)}</span>
      </span>
    </span>
  );
}

/** Which clock it is about, where it is about one. */
export function ClockOfCard({ card }: Props) {
  const t = useTexts();
  if (card.clock === null) return null;
  return (
    <span>
      {t(`clock.${card.clock}`)}
      {card.workOrderNo !== null && card.workOrderNo > 0 && (
        <span className={styles.soft}> {t('order', { no: card.workOrderNo })}</span>
      )}
    </span>
  );
}

/** Since when it stands, and until when it was to be done. */
export function TimesOfCard({ card }: Props) {
  const t = useTexts();
  return (
    <span className={styles.cell}>
      <Time at={card.reachedAt} show="relative" />
      {card.dueAt !== null && (
        <small className={styles.soft}>
          {t(card.source === 'ladder' ? 'due' : 'demandDue')} <Time at={card.dueAt} show="absolute" />
        </small>
      )}
    </span>
  );
}

export function StateOfCard({ card }: Props) {
  const t = useTexts();
  return (
    <span className={styles.cell}>
      <span>{t(card.acknowledgedAt === null ? 'notAcknowledged' : 'acknowledged')}</span>
      {card.replies.length > 0 && (
        <small className={styles.soft}>{t('replied', { count: card.replies.length })}</small>
      )}
      {card.held && <small className={styles.soft}>{t('held')}</small>}
    </span>
  );
}

/** Whom a card is for, by unit, place and role. */
export function RecipientsOfCard({ card }: Props) {
  const t = useTexts();
  const show = useShow();
  const names = card.recipients.map(({ role, name }) =>
    role === null ? show(name) : t('recipient', { name: show(name), role: t(`role.${role}`) }),
  );
  return (
    <span className={styles.soft}>
      {t('to')} {[...new Set(names)].join(' · ')}
    </span>
  );
}
