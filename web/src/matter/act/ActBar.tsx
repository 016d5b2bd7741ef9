import type { MatterView, Present } from '@heliu/contract/matter';
import { Button, type MenuProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import { MoreActs } from './MoreActs.tsx';
import { type Act, sortActs } from './order.ts';

const ActDrawer = lazy(async () => ({ default: (await import('./ActDrawer.tsx')).ActDrawer }));

interface ActBarProps {
  readonly matter: MatterView;
  readonly others: readonly Present[];
  /** Told while a form is open, so that colleagues know. */
  readonly onActing: (acting: boolean) => void;
}

/** What can be done now: likely acts as buttons, the rest in a menu, refused ones with their reason. */
export function ActBar({ matter, others, onActing }: ActBarProps) {
  const t = useTexts();
  const show = useShow();
  const [open, setOpened] = useState<Act>();
  const setOpen = (act: Act | undefined): void => {
    setOpened(act);
    onActing(act !== undefined);
  };
  const { primary, possible, refused } = sortActs(matter.allowed, matter.state.workOrders);
  const name = ({ kind, workOrderNo }: Act): string => {
    const several = [...primary, ...possible, ...refused].filter((act) => act.kind === kind).length > 1;
    const words = t(`command.${kind}`);
    return workOrderNo !== null && workOrderNo > 0 && several
      ? `${words} · ${t('order.short', { no: workOrderNo })}`
      : words;
  };
  const keyOf = ({ kind, workOrderNo }: Act): string => `${kind} ${workOrderNo ?? ''}`;
  const items: NonNullable<MenuProps['items']> = [
    ...possible.map((act) => ({ key: keyOf(act), label: name(act) })),
    ...(possible.length > 0 && refused.length > 0 ? [{ type: 'divider' as const }] : []),
    ...refused.map((act) => ({
      key: keyOf(act),
      disabled: true,
      title: act.refusal === null ? '' : show(act.refusal),
      label: (
        <span className={styles.refused}>
          {name(act)}
          <small>{act.refusal === null ? '' : show(act.refusal)}</small>
        </span>
      ),
    })),
  ];
  if (primary.length + items.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={t('act.title')}>
      {primary.map((act, index) => (
        <Button key={keyOf(act)} type={index === 0 ? 'primary' : 'default'} onClick={() => setOpen(act)}>
          {name(act)}
        </Button>
      ))}
      <MoreActs items={items} onChoose={(key) => setOpen(possible.find((act) => keyOf(act) === key))} />
      {open !== undefined && (
        <Suspense>
          <ActDrawer
            key={keyOf(open)}
            act={open}
            title={name(open)}
            matter={matter}
            others={others}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}
