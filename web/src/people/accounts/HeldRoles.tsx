import type { HeldRole } from '@heliu/contract/people';
import { Tag } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';

/** Roles with the place or unit each is held over. */
export function HeldRoles({ roles }: { readonly roles: readonly HeldRole[] }) {
  const t = useTexts();
  const show = useShow();
  if (roles.length === 0) return <span>{t('none')}</span>;
  return (
    <span className={styles.roles}>
      {roles.map(({ role, scope }) => (
        <Tag key={`${role} ${scope?.kind} ${scope?.code}`} title={scope?.path && show(scope.path)}>
          <strong>{t(`role.${role}`)}</strong>
          {scope !== null && ` · ${show(scope.name)}`}
        </Tag>
      ))}
    </span>
  );
}
