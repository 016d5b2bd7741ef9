import { EditOutlined, EyeOutlined } from '../../kernel/desk/icons.tsx';
import type { Present } from '@heliu/contract/matter';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

/** Colleagues who look at the matter or act on it now. Nothing of it is kept. */
export function PresenceBar({ others }: { readonly others: readonly Present[] }) {
  const t = useTexts();
  return (
    <output className={styles.presence} aria-label={t('presence.title')}>
      {others.map(({ accountId, name, roles, doing }) => (
        <span key={accountId} className={doing === 'acting' ? styles.acting : ''}>
          {doing === 'acting' ? <EditOutlined aria-hidden /> : <EyeOutlined aria-hidden />}
          <span>
            {name} · {roles.map((role) => t(`roleName.${role}`)).join(t('list.and'))} ·{' '}
            {t(`presence.${doing}`)}
          </span>
        </span>
      ))}
    </output>
  );
}
