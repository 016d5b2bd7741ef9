import type { CallView, LegView } from '@heliu/contract/joint';
import { Link } from '@tanstack/react-router';
import { useShow } from '../kernel/i18n/index.ts';
import { CopyableCode, Time } from '../kernel/ui/index.ts';
import { CallActs, LegActs } from './CallActs.tsx';
import { LegClocks, LegMark } from './LegClocks.tsx';
import styles from './joint.module.css';
import { useTexts } from './texts.ts';

interface CallCardProps {
  readonly call: CallView;
  /** Where the page is not the matter's own. */
  readonly withMatter?: boolean;
}

/** A call: to which matter, who is called, how each stands. */
export function CallCard({ call, withMatter = false }: CallCardProps) {
  const t = useTexts();
  return (
    <article className={styles.call}>
      {withMatter && <MatterOfCall call={call} />}
      {call.note !== null && <p className={styles.words}>{call.note}</p>}
      <ul className={styles.legs}>
        {call.legs.map((leg) => (
          <li key={leg.no} className={styles.leg}>
            <LegRow call={call} leg={leg} />
          </li>
        ))}
      </ul>
      <footer className={styles.foot}>
        <span className={styles.soft}>
          {t('calledOn')} <Time at={call.calledAt} />
          {call.calledBy !== null && ` · ${t('by', { name: call.calledBy })}`}
        </span>
        {call.ended === null ? <CallActs call={call} /> : <EndOfCall ended={call.ended} />}
      </footer>
    </article>
  );
}

const grouped = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;

function MatterOfCall({ call }: { readonly call: CallView }) {
  const t = useTexts();
  const show = useShow();
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>
        {call.seesMatter ? (
          <Link to="/matters/$matterId" params={{ matterId: call.matterId }}>
            {call.title}
          </Link>
        ) : (
          <span title={t('noMatter')}>{call.title}</span>
        )}
      </h2>
      <span className={[styles.line, styles.soft].join(' ')}>
        <CopyableCode value={call.matterCode} shown={grouped(call.matterCode)} />
        <span>{show(call.typeName)}</span>
        <span>{show(call.centre.name)}</span>
      </span>
      <span className={styles.where}>
        <span className={styles.soft}>{t('where')}</span>{' '}
        {[show(call.place), call.address].filter((part) => part !== null && part !== '').join(' · ')}
      </span>
    </header>
  );
}

function LegRow({ call, leg }: { readonly call: CallView; readonly leg: LegView }) {
  const t = useTexts();
  const show = useShow();
  return (
    <>
      <div className={styles.unit}>
        <strong>{show(leg.unit.name)}</strong>
        <span className={styles.soft}>
          {show(leg.duty.name)}
          {leg.phone !== null && ` · ${leg.phone}`}
        </span>
      </div>
      <LegMark leg={leg} />
      <LegClocks leg={leg} />
      <LegActs call={call} leg={leg} />
      {leg.ended !== null && leg.ended.words !== null && (
        <p className={[styles.words, styles.answer].join(' ')}>
          <span className={styles.soft}>{t(`words.${leg.ended.as}`)}</span> {leg.ended.words}
          {leg.ended.by !== null && <span className={styles.soft}> · {leg.ended.by}</span>}
        </p>
      )}
    </>
  );
}

function EndOfCall({ ended }: { readonly ended: NonNullable<CallView['ended']> }) {
  const t = useTexts();
  return (
    <span className={styles.soft}>
      {t(`ended.${ended.because}`)} · <Time at={ended.at} show="absolute" />
      {ended.because === 'closed' && ended.by !== null && ` · ${t('by', { name: ended.by })}`}
      {ended.words !== null && ` · ${ended.words}`}
    </span>
  );
}
