import type { PackCheck } from '@heliu/contract/city-api';
import { Alert } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

type Ready = Extract<PackCheck, { status: 'ready' }>;
type InUse = Ready['inUse'];

/** Open matters on what a pack no longer has, told before it is applied. */
export function Lost({ inUse }: { readonly inUse: InUse }) {
  const t = useTexts();
  const show = useShow();
  if (inUse.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('import.inUse')}
      description={
        <ul className={styles.plainList}>
          {inUse.map(({ kind, code, name, count }) => (
            <li key={`${kind} ${code}`}>
              {t(`import.inUseOf.${kind}`, { name: name === null ? code : show(name), count })}
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** What becomes of grids that were changed by hand in the running city. */
export function GridEdits({ gridEdits }: Pick<Ready, 'gridEdits'>) {
  const t = useTexts();
  const show = useShow();
  const { kept, contained, dropped } = gridEdits;
  if (kept + contained.length + dropped.length === 0) return null;
  const told = (grids: Ready['gridEdits']['dropped'][number]['before']) =>
    grids.map(({ name }) => show(name)).join(t('listComma'));
  return (
    <Alert
      type={dropped.length > 0 ? 'warning' : 'info'}
      showIcon
      title={t('import.gridEdits.title')}
      description={
        <ul className={styles.plainList}>
          {dropped.map(({ editId, before, after }) => (
            <li key={editId}>
              {t('import.gridEdits.dropped', { before: told(before), after: told(after) })}
            </li>
          ))}
          {contained.map(({ editId, before, after }) => (
            <li key={editId}>
              {t('import.gridEdits.contained', { before: told(before), after: told(after) })}
            </li>
          ))}
          {kept > 0 && <li>{t('import.gridEdits.kept', { count: kept })}</li>}
        </ul>
      }
    />
  );
}
