import { getHistory, getMatter, matterActs } from '@heliu/contract/matter';
import { type ReactNode, useState } from 'react';
import { useAccount } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { type OutboxCommand, type OutboxItem, useOutbox } from '../../kernel/offline/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { PageSkeleton, useProblemText } from '../../kernel/ui/index.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { StageTag } from '../city/StageTag.tsx';
import { useTexts } from '../texts.ts';
import { isFieldAct } from './acts.ts';
import styles from './field.module.css';
import { Entry } from './parts.tsx';
import { FieldPlace } from './FieldPlace.tsx';
import { stillFits } from './still-fits.ts';
import { useFieldTexts } from './texts.ts';

/** The city's words, for the outbox. */
export const ActNames = ({ children }: { readonly children: ReactNode }) => <Named>{children}</Named>;

/** What an act is called. */
export function ActName({ act }: { readonly act: string }) {
  const t = useTexts();
  const f = useFieldTexts();
  if (act === 'register') return f('report.act');
  return isFieldAct(act) ? t(`command.${act}`) : act;
}

/** What I wrote, in the words of the form. */
export function ItemWords({ body }: { readonly body: Readonly<Record<string, unknown>> }) {
  const t = useTexts();
  const words = (name: string): string | undefined => {
    const value = body[name];
    return typeof value === 'string' ? value : undefined;
  };
  const result = words('result');
  const outcome = words('outcome');
  return (
    <>
      {(result === 'confirmed' || result === 'notFound' || result === 'passed' || result === 'failed') && (
        <span>{t(`result.${result}`)}</span>
      )}
      {(outcome === 'solved' || outcome === 'partly' || outcome === 'unsolvable') && (
        <span>{t(`outcome.${outcome}`)}</span>
      )}
      {['description', 'note', 'reply'].map((name) => {
        const text = words(name);
        return text === undefined ? null : (
          <span key={name} className={styles.words}>
            {text}
          </span>
        );
      })}
    </>
  );
}

interface TheirsProps {
  readonly matterId: string;
  /** Version that mine was made upon. */
  readonly seenVersion: number;
}

const shownEvents = 6;

/** How the matter stands now, and what happened to it since I looked. */
export function Theirs({ matterId, seenVersion }: TheirsProps) {
  const f = useFieldTexts();
  const show = useShow();
  const names = useCityNames();
  const text = useProblemText();
  const input = { params: { matterId } };
  const matter = useEndpoint(getMatter, input, { staleTimeMs: 0 });
  const history = useEndpoint(getHistory, input, { staleTimeMs: 0 });
  const since = (history.data?.entries ?? [])
    .filter(({ version }) => version > seenVersion)
    .slice(-shownEvents);
  const notes = matter.data?.notes ?? [];
  return (
    <>
      {matter.error !== null && <span className={styles.soft}>{text(matter.error)}</span>}
      {matter.data === undefined && matter.error === null && <PageSkeleton rows={2} />}
      {matter.data !== undefined && (
        <>
          <span>
            <StageTag stage={matter.data.stage} />
          </span>
          <span className={styles.soft}>
            {show(names.unit(matter.data.holderUnitId))}
            {matter.data.holder !== null && ` · ${matter.data.holder.name}`}
          </span>
          {since.length === 0 ? (
            <span className={styles.soft}>{f('theirs.nothing')}</span>
          ) : (
            <ul className={styles.entries}>
              {since.map((entry) => (
                <Entry
                  key={`${entry.version} ${entry.kind}`}
                  entry={entry}
                  words={notes.filter(({ version }) => version === entry.version)}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}

/** Of the matter that is on screen beside mine: its version, and whether it would take mine. */
export function useTheirs({ command }: OutboxItem): {
  readonly version: number | undefined;
  readonly fits: boolean | undefined;
} {
  const matterId = command.params?.['matterId'];
  const { data } = useEndpoint(
    getMatter,
    { params: { matterId: matterId ?? '' } },
    { enabled: matterId !== undefined },
  );
  return { version: data?.version, fits: stillFits(command, data?.allowed) };
}

/** Another place for a report that the server cannot put where it was. */
export function PlaceAnew({ item }: { readonly item: OutboxItem }) {
  const f = useFieldTexts();
  const account = useAccount();
  const outbox = useOutbox();
  const [place, setPlace] = useState({ position: null, placeCode: null, address: '' } as Parameters<
    typeof FieldPlace
  >[0]['values']);
  const [open, setOpen] = useState(false);
  const { position, placeCode, address } = place;
  if (!open) {
    return (
      <button type="button" className={styles.act} onClick={() => setOpen(true)}>
        {f('place.anew')}
      </button>
    );
  }
  return (
    <div className={styles.stack}>
      <FieldPlace values={place} onChange={(part) => setPlace({ ...place, ...part })} account={account} />
      <button
        type="button"
        className={styles.mainAct}
        disabled={position === null && placeCode === null}
        onClick={() =>
          void outbox.sendAnew(item.id, {
            place: {
              ...(position === null ? { placeCode } : { position }),
              ...(address.trim() === '' ? {} : { address: address.trim() }),
            },
          })
        }
      >
        {f('place.sendThere')}
      </button>
    </div>
  );
}

/** What I wrote about the matter as a comment, where the act itself is not possible any more. */
export function useComment(): (item: OutboxItem) => Pick<OutboxCommand, 'endpoint' | 'body' | 'about'> {
  const t = useTexts();
  return ({ command: { body, about } }) => {
    const words = ['note', 'reply'].flatMap((name) => {
      const value = body[name];
      return typeof value === 'string' ? [value] : [];
    });
    const name = isFieldAct(about.act) ? t(`command.${about.act}`) : about.act;
    return {
      endpoint: matterActs.addComment.id,
      body: { audience: 'internal', note: [name, ...words].join('\n') },
      about: { ...about, act: 'addComment' },
    };
  };
}
