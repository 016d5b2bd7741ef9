import { type CardView, getSupervision, type LadderView } from '@heliu/contract/supervision';
import { useState } from 'react';
import { Button } from 'antd';
import { Panel } from '../kernel/desk/index.ts';
import { useLanguage, useShow } from '../kernel/i18n/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Time } from '../kernel/ui/index.ts';
import { CardActs } from './CardActs.tsx';
import { ClockOfCard, RecipientsOfCard, StateOfCard } from './CardParts.tsx';
import { DemandDialog, type MatterAct } from './DemandDialog.tsx';
import { CardMark, LevelShape } from './LevelMark.tsx';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

/** Cards of a matter, what may be demanded, and how its ladders stand. */
export function SupervisionPanel({ matterId }: { readonly matterId: string }) {
  const t = useTexts();
  const [act, setAct] = useState<MatterAct>();
  const found = useEndpoint(getSupervision, { params: { matterId } }, { refetchMs: 60_000 });
  if (found.data === undefined) {
    return (
      <Panel title={t('title')}>
        {found.error === null ? (
          <PageSkeleton rows={3} />
        ) : (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
        )}
      </Panel>
    );
  }
  const { cards, ladders, allowed } = found.data;
  const open = cards.filter(({ ended }) => ended === null);
  const past = cards.filter(({ ended }) => ended !== null);
  return (
    <Panel
      title={t('title')}
      actions={allowed.map((one) => (
        <Button key={one} onClick={() => setAct(one)}>
          {t(`act.${one}`)}
        </Button>
      ))}
    >
      {open.length === 0 && <p className={styles.soft}>{t('panel.none')}</p>}
      <Cards cards={open} />
      {past.length > 0 && (
        <details className={styles.details}>
          <summary>{t('ended.label', { count: past.length })}</summary>
          <Cards cards={past} />
        </details>
      )}
      {ladders.map((ladder) => (
        <LadderSteps key={`${ladder.clock} ${ladder.workOrderNo}`} ladder={ladder} />
      ))}
      {act !== undefined && (
        <DemandDialog key={act} matterId={matterId} act={act} onClose={() => setAct(undefined)} />
      )}
    </Panel>
  );
}

const Cards = ({ cards }: { readonly cards: readonly CardView[] }) => (
  <ul className={styles.cards}>
    {cards.map((card) => (
      <li key={card.cardId}>
        <OneCard card={card} />
      </li>
    ))}
  </ul>
);

function OneCard({ card }: { readonly card: CardView }) {
  const t = useTexts();
  const show = useShow();
  return (
    <div className={styles.card}>
      <span className={styles.line}>
        <CardMark card={card} />
        <ClockOfCard card={card} />
        <span className={styles.soft}>
          {t('issued')} <Time at={card.issuedAt} show="absolute" />
          {card.issuedBy !== null && ` ${t('by', { name: card.issuedBy })}`}
        </span>
      </span>
      {card.demand !== null && <p className={styles.demand}>{card.demand}</p>}
      {card.dueAt !== null && card.source !== 'ladder' && (
        <span className={styles.soft}>
          {t('demandDue')} <Time at={card.dueAt} show="absolute" />
        </span>
      )}
      <span className={styles.soft}>
        {t('unit')} {show(card.unit.name)}
      </span>
      <RecipientsOfCard card={card} />
      {card.replies.length > 0 && (
        <ul className={styles.replies}>
          {card.replies.map(({ at, by, text }) => (
            <li key={`${at} ${text}`}>
              <p className={styles.demand}>{text}</p>
              <span className={styles.soft}>
                {by} · <Time at={at} show="absolute" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {card.ended === null ? (
        <>
          <span className={styles.soft}>
            <StateOfCard card={card} />
          </span>
          <CardActs card={card} />
        </>
      ) : (
        <span className={styles.soft}>
          {t(`ended.${card.ended.because}`)} · <Time at={card.ended.at} show="absolute" />
          {card.ended.by !== null && ` ${t('by', { name: card.ended.by })}`}
          {card.ended.reason !== null && ` · ${card.ended.reason}`}
        </span>
      )}
    </div>
  );
}

function LadderSteps({ ladder }: { readonly ladder: LadderView }) {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  return (
    <details className={styles.details}>
      <summary>
        {t('panel.ladder')}:{' '}
        {t('panel.ladderOf', { clock: t(`clock.${ladder.clock}`), name: show(ladder.ladder) })}
        {ladder.workOrderNo > 0 && (
          <span className={styles.soft}> {t('order', { no: ladder.workOrderNo })}</span>
        )}
      </summary>
      <ol className={styles.steps}>
        {ladder.steps.map((step) => (
          <li key={step.code}>
            <span className={styles.line}>
              <LevelShape level={step.level} />
              <span>{show(step.rule)}</span>
              <span className={styles.soft}>
                {step.at === null ? t('panel.held') : <Time at={step.at} show="absolute" />}
                {step.issued && ` · ${t('panel.issued')}`}
              </span>
            </span>
            {step.explanation[language].length > 0 && (
              <details>
                <summary className={styles.soft}>{t('panel.how')}</summary>
                <ol>
                  {step.explanation[language].map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ol>
              </details>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
