import type { MatterView } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import type { ReactNode } from 'react';
import { CopyableCode, DueLight, Time } from '../../kernel/ui/index.ts';
import { lightOf } from '../city/shown.ts';
import { useTexts } from '../texts.ts';
import styles from './page.module.css';

interface MatterHeadProps {
  readonly matter: MatterView;
  /** What kind of page it is, where it is not the matter's own. */
  readonly children?: ReactNode;
}

/** Under the title of a matter: its code, its light, and until when or since when. */
export function MatterHead({ matter, children }: MatterHeadProps) {
  const t = useTexts();
  return (
    <span className={styles.head}>
      {children}
      <CopyableCode value={matter.code} shown={spellMatterCode(matter.code)} />
      <DueLight light={lightOf(matter)} dueAt={matter.dueAt} provisional={matter.provisionalDue} />
      {matter.closedAt !== null ? (
        <span>
          {t('page.closedAt')} <Time at={matter.closedAt} />
        </span>
      ) : (
        matter.dueAt !== null && (
          <span>
            {t('page.dueAt')} <Time at={matter.dueAt} show="absolute" />
          </span>
        )
      )}
    </span>
  );
}
