import { listAllowed, type MatterRow, maxTogether } from '@heliu/contract/matter';
import { Button, type MenuProps } from 'antd';
import { lazy, type Ref, Suspense, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useProblemText } from '../../kernel/ui/index.ts';
import { MoreActs } from '../act/MoreActs.tsx';
import { useTexts } from '../texts.ts';
import { type Offer, offersOf } from './offers.ts';
import styles from './together.module.css';

const TogetherDrawer = lazy(async () => ({
  default: (await import('./TogetherDrawer.tsx')).TogetherDrawer,
}));

export interface SelectionBarHandle {
  readonly focus: () => void;
}

interface SelectionBarProps {
  readonly rows: readonly MatterRow[];
  readonly onClear: () => void;
  /** Keeps only these chosen. */
  readonly onKeep: (matterIds: readonly string[]) => void;
  readonly ref?: Ref<SelectionBarHandle>;
}

const shownFirst = 4;

/** What can be done together with the chosen rows: acts that each of them allows, then those that some allow. */
export function SelectionBar({ rows, onClear, onKeep, ref }: SelectionBarProps) {
  const t = useTexts();
  const text = useProblemText();
  const [open, setOpen] = useState<Offer>();
  const tooMany = rows.length > maxTogether;
  const matterIds = rows.map(({ matterId }) => matterId).join(',');
  const found = useEndpoint(
    listAllowed,
    { query: { matterIds } },
    { enabled: rows.length > 0 && !tooMany, staleTimeMs: 5_000 },
  );
  const bar = useFocusOnActs(ref, !found.isFetching);
  const offers = found.data === undefined ? [] : offersOf(rows, found.data.matters);
  const whole = offers.filter((offer) => offer.whole && offer.barred === undefined);
  const choose = (offer: Offer): void => {
    if (!offer.whole) onKeep(offer.jobs.map(({ row }) => row.matterId));
    setOpen(offer);
  };
  const items = useMenu(offers, whole.slice(0, shownFirst));
  const said = tooMany
    ? t('together.tooMany', { max: maxTogether })
    : found.error !== null
      ? text(found.error)
      : found.data === undefined
        ? t('together.reading')
        : whole.length === 0 && items.length === 0
          ? t('together.none')
          : undefined;
  return (
    <>
      {rows.length > 0 && (
        <section className={styles.bar} ref={bar} aria-label={t('together.picked', { count: rows.length })}>
          <output className={styles.count}>{t('together.picked', { count: rows.length })}</output>
          {said !== undefined && <span className={styles.soft}>{said}</span>}
          {whole.slice(0, shownFirst).map((offer) => (
            <Button key={offer.kind} onClick={() => choose(offer)}>
              {t(`command.${offer.kind}`)}
            </Button>
          ))}
          <MoreActs
            items={items}
            onChoose={(key) => {
              const offer = offers.find(({ kind }) => kind === key);
              if (offer !== undefined) choose(offer);
            }}
          />
          <Button type="text" onClick={onClear}>
            {t('together.clear')}
          </Button>
        </section>
      )}
      {open !== undefined && (
        <Suspense>
          <TogetherDrawer offer={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </>
  );
}

/** The first act gets the keyboard once the acts are known: until then the only button is the one that gives up. */
function useFocusOnActs(ref: Ref<SelectionBarHandle> | undefined, known: boolean) {
  const bar = useRef<HTMLElement>(null);
  const wanted = useRef(false);
  const focus = (): void => {
    wanted.current = !known;
    if (known) bar.current?.querySelector('button')?.focus();
  };
  useImperativeHandle(ref, () => ({ focus }));
  useEffect(() => {
    if (wanted.current) focus();
  });
  return bar;
}

/** Everything that has no button of its own. */
function useMenu(offers: readonly Offer[], shown: readonly Offer[]): NonNullable<MenuProps['items']> {
  const t = useTexts();
  const rest = offers.filter((offer) => !shown.includes(offer));
  const entry = (offer: Offer) => ({
    key: offer.kind,
    disabled: offer.barred !== undefined,
    label: (
      <span className={styles.partial}>
        {offer.whole
          ? t(`command.${offer.kind}`)
          : t('together.someOf', { act: t(`command.${offer.kind}`), count: offer.jobs.length })}
        {offer.barred !== undefined && <small>{t(`together.${offer.barred}`)}</small>}
      </span>
    ),
  });
  const whole = rest.filter((offer) => offer.whole);
  const some = rest.filter((offer) => !offer.whole);
  return [
    ...whole.map(entry),
    ...(some.length === 0
      ? []
      : [{ type: 'group' as const, key: 'some', label: t('together.some'), children: some.map(entry) }]),
  ];
}
