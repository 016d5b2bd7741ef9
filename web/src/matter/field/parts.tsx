import { reasonActOf } from '@heliu/contract/matter/reasons';
import { getEvidence } from '@heliu/contract/evidence';
import type { HistoryEntry, MatterView } from '@heliu/contract/matter';
import { useState } from 'react';
import { addressOf } from '../../kernel/api/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { useOnline } from '../../kernel/offline/index.ts';
import { ErrorState, PageSkeleton, Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { reasonCodeOf, unitsOf } from '../page/history.ts';
import { useEventName } from '../page/use-event-name.ts';
import { useWho } from '../page/use-who.ts';
import { useTexts } from '../texts.ts';
import styles from './field.module.css';
import { useFieldTexts } from './texts.ts';

interface EvidenceProps {
  readonly matter: MatterView;
  /** Inside another card. */
  readonly plain?: boolean;
}

/** Photos that the server has; they are looked at where there is a network. */
export function Evidence({ matter, plain = false }: EvidenceProps) {
  const t = useTexts();
  const f = useFieldTexts();
  const photos = matter.evidence.filter(({ kind }) => kind === 'photo');
  if (photos.length === 0) return plain ? <span className={styles.soft}>{f('act.noBefore')}</span> : null;
  const source = ({ reportId }: MatterView['evidence'][number]): string =>
    reportId === null ? t('evidence.staff') : t('evidence.report');
  const list = (
    <ul className={styles.photos}>
      {photos.map((photo, index) => (
        <li key={photo.fileId}>
          <Thumb fileId={photo.fileId} alt={t('evidence.photo', { no: index + 1, source: source(photo) })} />
          <small className={styles.soft}>{source(photo)}</small>
        </li>
      ))}
    </ul>
  );
  return plain ? list : <MobileCard title={t('page.evidence')}>{list}</MobileCard>;
}

function Thumb({ fileId, alt }: { readonly fileId: string; readonly alt: string }) {
  const f = useFieldTexts();
  const online = useOnline();
  // Tried anew once there is a network again.
  const [failed, setFailed] = useState<boolean>();
  if (failed === online) return <span className={styles.noPhoto}>{f('photo.later')}</span>;
  return (
    <a href={addressOf(getEvidence, { params: { id: fileId }, query: { size: 'full' } })}>
      <img
        src={addressOf(getEvidence, { params: { id: fileId }, query: { size: 'thumb' } })}
        alt={alt}
        loading="lazy"
        onError={() => setFailed(online)}
      />
    </a>
  );
}

/** What was written about it, newest first. */
export function Notes({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  if (matter.notes.length === 0) return null;
  return (
    <MobileCard title={t('page.notes')}>
      <ul className={styles.entries}>
        {matter.notes.toReversed().map((note) => (
          <li key={`${note.version} ${note.kind} ${note.body}`}>
            <span>{note.body}</span>
            <span className={styles.soft}>
              {t(`note.${note.kind}`)} ·{' '}
              {note.by?.name ?? t(note.kind === 'comment' ? 'history.reporter' : 'history.system')} ·{' '}
              {note.merged && `${t('note.merged')} · `}
              <Time at={note.at} show="absolute" />
            </span>
          </li>
        ))}
      </ul>
    </MobileCard>
  );
}

interface HistoryProps {
  readonly entries: readonly HistoryEntry[] | undefined;
  readonly error: unknown;
}

/** Everything that happened, newest first. */
export function History({ entries, error }: HistoryProps) {
  const t = useTexts();
  return (
    <MobileCard title={t('page.history')}>
      {entries === undefined && (error === null ? <PageSkeleton rows={3} /> : <ErrorState error={error} />)}
      <ul className={styles.entries}>
        {entries?.toReversed().map((entry) => (
          <Entry key={`${entry.version} ${entry.kind}`} entry={entry} />
        ))}
      </ul>
    </MobileCard>
  );
}

interface EntryProps {
  readonly entry: HistoryEntry;
  /** What was written with it. */
  readonly words?: MatterView['notes'];
}

export function Entry({ entry, words = [] }: EntryProps) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const eventName = useEventName();
  const who = useWho();
  const act = reasonActOf(entry.kind);
  const code = reasonCodeOf(entry.data);
  const units = unitsOf(entry).map((id) => show(names.unit(id)));
  const moved = entry.holderUnitBefore !== null && entry.holderUnitBefore !== entry.holderUnitAfter;
  return (
    <li>
      <strong>{eventName(entry.kind)}</strong>
      {units.length > 0 && <span>{units.join(' · ')}</span>}
      {act !== undefined && code !== undefined && <span>{show(names.reason(act, code))}</span>}
      {moved && (
        <span>
          {t('history.handed', {
            from: show(names.unit(entry.holderUnitBefore ?? '')),
            to: show(names.unit(entry.holderUnitAfter)),
          })}
        </span>
      )}
      {words.map(({ kind, body }) => (
        <span key={`${kind} ${body}`} className={styles.words}>
          {body}
        </span>
      ))}
      <span className={styles.soft}>
        {who(entry)} · <Time at={entry.at} show="absolute" />
      </span>
    </li>
  );
}
