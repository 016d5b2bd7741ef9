import { limitText } from '@heliu/contract/deadline/amount-text';
import type { MatterView } from '@heliu/contract/matter';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { formatTime } from '../../kernel/time/index.ts';
import { type Fact, Facts, Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import type { Asked } from './asked.ts';

interface AskedFactsProps {
  readonly asked: Asked;
  readonly people: MatterView['people'];
}

/** Who asked, when, for what and why: above the form in which a second person decides on it. */
export function AskedFacts({ asked, people }: AskedFactsProps) {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  const names = useCityNames();
  const nameOf = (id: string | null | undefined) => people.find(({ accountId }) => accountId === id)?.name;
  const { outcome, unsolvableReason, limit, until, note } = asked;
  const by = nameOf(asked.by);
  const agreed = nameOf(asked.agreed);
  const facts: Fact[] = [
    ...(by === undefined ? [] : [{ label: t('asked.by'), value: by }]),
    { label: t('asked.at'), value: <Time at={new Date(asked.at).toISOString()} show="absolute" /> },
    ...(outcome === undefined
      ? []
      : [
          {
            label: t('fact.outcome'),
            value: [
              t(`outcome.${outcome}`),
              ...(unsolvableReason ? [show(names.reason('unsolvable', unsolvableReason))] : []),
            ].join(' · '),
          },
        ]),
    ...(limit === undefined ? [] : [{ label: t('asked.limit'), value: limitText(limit, language) }]),
    ...(until === undefined ? [] : [{ label: t('suspension.requested'), value: formatTime(until, 'day') }]),
    { label: t('fact.reason'), value: show(names.reason(...asked.reason)) },
    ...(note === undefined
      ? []
      : [{ label: t('asked.note'), value: <span className={styles.askedNote}>{note}</span> }]),
    ...(agreed === undefined ? [] : [{ label: t('asked.agreed'), value: agreed }]),
  ];
  return (
    <section className={styles.asked} aria-label={t('asked.title')}>
      <Facts facts={facts} />
    </section>
  );
}
