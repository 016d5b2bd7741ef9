import type { MatterView } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Link } from '@tanstack/react-router';
import { Panel } from '../../kernel/desk/index.ts';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { type Fact, Facts, Time } from '../../kernel/ui/index.ts';
import { askedOf } from '../act/asked.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

export function FactsPanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const facts = useFacts(matter);
  return (
    <Panel title={t('page.facts')}>
      {matter.description !== '' && <p className={styles.description}>{matter.description}</p>}
      <Facts facts={facts} />
      <Route matter={matter} />
    </Panel>
  );
}

function useFacts(matter: MatterView): readonly Fact[] {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const facts: Fact[] = [
    { label: t('fact.type'), value: show(names.type(matter.typeCode)) },
    { label: t('fact.kind'), value: show(names.kind(matter.requestKind)) },
    { label: t('fact.channel'), value: show(names.channel(matter.channel)) },
    { label: t('fact.registered'), value: <Time at={matter.registeredAt} /> },
    { label: t('fact.centre'), value: show(names.unit(matter.centreUnitId)) },
    {
      label: t('queue.holder'),
      value: [show(names.unit(matter.holderUnitId)), matter.holder?.name].filter(Boolean).join(' · '),
    },
    ...names.answers(matter.typeCode, matter.answers).map(({ question, answer }) => ({
      label: show(question),
      value: show(answer),
    })),
  ];
  const condition = names.types
    .get(matter.typeCode)
    ?.conditions.find(({ code }) => code === matter.state.filingCondition);
  if (condition !== undefined) facts.push({ label: t('fact.condition'), value: show(condition.filing) });
  if (matter.outcome !== null)
    facts.push({ label: t('fact.outcome'), value: t(`outcome.${matter.outcome}`) });
  if (matter.state.closing !== null) {
    facts.push({ label: t('fact.way'), value: t(`way.${matter.state.closing.way}`) });
  }
  const ratings = matter.state.ratings.map(
    ({ verdict, satisfaction }) => `${t(`verdict.${verdict}`)} · ${t(`satisfaction.${satisfaction}`)}`,
  );
  if (ratings.length > 0) facts.push({ label: t('fact.rating'), value: ratings.join(' / ') });
  if (matter.state.declineReason !== null) {
    facts.push({ label: t('fact.reason'), value: show(names.reason('decline', matter.state.declineReason)) });
  }
  if (matter.state.voidReason !== null) {
    facts.push({ label: t('fact.reason'), value: show(names.reason('void', matter.state.voidReason)) });
  }
  if (matter.state.suspension !== null) {
    const { state, until } = matter.state.suspension;
    facts.push({
      label: t(`suspension.${state}`),
      value: <Time at={new Date(until).toISOString()} detail="day" />,
    });
  }
  // What a second person has to decide on stands on the page, for whoever goes on meanwhile.
  for (const kind of ['decideVoid', 'decideForceClose'] as const) {
    const asked = askedOf(matter, { kind, workOrderNo: null });
    if (asked === undefined) continue;
    const by = matter.people.find(({ accountId }) => accountId === asked.by)?.name;
    const request = t(`command.${kind === 'decideVoid' ? 'proposeVoid' : 'proposeForceClose'}`);
    facts.push({
      label: t('asked.open'),
      value: [request, show(names.reason(...asked.reason)), by].filter(Boolean).join(' · '),
    });
  }
  const others = [...matter.merged, ...(matter.mergedInto === null ? [] : [matter.mergedInto])];
  const isMerged = matter.stage === 'merged';
  const beyond = matter.state.absorbedIds.length + (isMerged ? 1 : 0) - others.length;
  if (others.length + beyond > 0) {
    facts.push({
      label: t(isMerged ? 'fact.mergedInto' : 'fact.merged'),
      value: (
        <ul className={styles.plain}>
          {others.map((one) => (
            <li key={one.matterId}>
              <Link to="/matters/$matterId" params={{ matterId: one.matterId }}>
                {spellMatterCode(one.code)} · {one.title}
              </Link>
            </li>
          ))}
          {beyond > 0 && <li>{t('fact.beyond', { count: beyond })}</li>}
        </ul>
      ),
    });
  }
  return facts;
}

/** Why it went where it went. */
function Route({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  const language = useLanguage();
  if (matter.route === null) return null;
  const lines = matter.route.explanation[language];
  return (
    <details className={styles.details}>
      <summary>{t('page.route', { rule: lines[0] ?? matter.route.ruleCode })}</summary>
      <ol>
        {lines.slice(1).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  );
}
