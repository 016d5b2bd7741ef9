import {
  type CountedGroup,
  type LevelCounts,
  type SupervisionLevel,
  supervisionLevels,
} from '@heliu/contract/supervision';
import { Panel, Tile, Tiles } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { LevelShape } from './LevelMark.tsx';
import styles from './supervision.module.css';
import { useTexts } from './texts.ts';

interface LevelsProps {
  readonly counts: LevelCounts | undefined;
  readonly level: SupervisionLevel | undefined;
  readonly onLevel: (level: SupervisionLevel | undefined) => void;
}

/** How many cards of each colour are open; each narrows the list to its own. */
export function Levels({ counts, level, onLevel }: LevelsProps) {
  const t = useTexts();
  return (
    <Tiles>
      {supervisionLevels.toReversed().map((one) => (
        <Tile
          key={one}
          name={
            <>
              <LevelShape level={one} />
              {t(`level.${one}`)}
            </>
          }
          text={t(`level.${one}Text`)}
          counts={{ value: counts?.[one], tone: one }}
          choice={{ chosen: level === one, onChoose: () => onLevel(level === one ? undefined : one) }}
        />
      ))}
      <Tile name={t('level.other')} text={t('level.otherText')} counts={{ value: counts?.other }} />
    </Tiles>
  );
}

interface GroupsProps {
  readonly title: string;
  readonly groups: readonly CountedGroup[] | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
}

/** Towns or units with their open cards; each narrows the list to its own. */
export function Groups({ title, groups, chosen, onChoose }: GroupsProps) {
  const t = useTexts();
  const show = useShow();
  return (
    <Panel title={title}>
      {groups?.length === 0 && <p className={styles.soft}>{t('noneGroup')}</p>}
      <ul className={[styles.groups, styles.scroll].join(' ')}>
        {groups?.map(({ code, name, counts }) => (
          <li key={code}>
            <button
              type="button"
              aria-pressed={chosen === code}
              onClick={() => onChoose(chosen === code ? undefined : code)}
            >
              <span>{show(name)}</span>
              <Counts counts={counts} />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Red, yellow and blue in line; what there is none of is left out of sight. */
function Counts({ counts }: { readonly counts: LevelCounts }) {
  const t = useTexts();
  return (
    <span className={styles.counts}>
      {supervisionLevels.toReversed().map((level) => (
        <span
          key={level}
          className={styles[level]}
          title={t(`level.${level}`)}
          style={{ visibility: counts[level] === 0 ? 'hidden' : 'visible' }}
        >
          <LevelShape level={level} />
          {counts[level]}
        </span>
      ))}
    </span>
  );
}
