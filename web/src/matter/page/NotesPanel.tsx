import type { MatterView } from '@heliu/contract/matter';
import { Panel } from '../../kernel/desk/index.ts';
import { Time } from '../../kernel/ui/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

/** Words said along the way, newest first; what the reporter reads is marked. */
export function NotesPanel({ matter }: { readonly matter: MatterView }) {
  const t = useTexts();
  if (matter.notes.length === 0) return null;
  return (
    <Panel title={t('page.notes')}>
      <ul className={styles.notes}>
        {matter.notes.toReversed().map((note, index) => (
          <li key={`${note.version} ${note.kind} ${index}`}>
            <div className={styles.orderFoot}>
              <Mark tone={note.kind === 'reply' ? 'blue' : 'plain'}>{t(`note.${note.kind}`)}</Mark>
              <span>
                {note.by?.name ?? t(note.kind === 'comment' ? 'history.reporter' : 'history.system')}
              </span>
              {note.merged && <span>{t('note.merged')}</span>}
              {note.workOrderNo !== null && <span>{t('order.short', { no: note.workOrderNo })}</span>}
              <Time at={note.at} />
            </div>
            <p className={styles.description}>{note.body}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
