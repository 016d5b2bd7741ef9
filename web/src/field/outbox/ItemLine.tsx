import { Link } from '@tanstack/react-router';
import type { OutboxItem } from '../../kernel/offline/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import styles from '../field.module.css';
import { useTexts } from '../texts.ts';
import { CommandName } from './CommandName.tsx';

/** One command: what, about which matter, when it was made, and how far it is. */
export function ItemLine({ item }: { readonly item: OutboxItem }) {
  const t = useTexts();
  const { command, photos, madeAt, settledAt, receipt, tries, state } = item;
  const matterId = receipt?.matterId ?? command.params?.['matterId'];
  return (
    <li className={styles.item}>
      <strong>
        <CommandName command={command} /> · {command.about.title}
      </strong>
      <span className={styles.soft}>
        {t('item.made')} <Time at={new Date(madeAt).toISOString()} show="absolute" />
        {photos.length > 0 && <> · {t('item.photos', { count: photos.length })}</>}
        {tries > 0 && state === 'waiting' && <> · {t('item.tries', { count: tries })}</>}
        {settledAt !== undefined && (
          <>
            {' · '}
            {t('item.arrived')} <Time at={new Date(settledAt).toISOString()} show="absolute" />
          </>
        )}
      </span>
      {matterId !== undefined && (
        <Link to="/matters/$matterId" params={{ matterId }}>
          {t('item.open')}
        </Link>
      )}
    </li>
  );
}
