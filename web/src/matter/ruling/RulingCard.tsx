import { spellMatterCode } from '@heliu/contract/matter/code';
import type { RulingRow } from '@heliu/contract/matter/rulings';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { Mark } from '../../kernel/mark/index.ts';
import { CopyableCode, DueLight, Time } from '../../kernel/ui/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { lightOf } from '../city/shown.ts';
import { rowLink } from '../queue/use-list-keys.ts';
import { useTexts } from '../texts.ts';
import styles from './ruling.module.css';

interface RulingCardProps {
  readonly row: RulingRow;
  /** Without a unit it is chosen in the form. */
  readonly onRule: (unitId: string | undefined) => void;
}

/** One matter: what it is, who gave it back and why, and whom the rules name. */
export function RulingCard({ row, onRule }: RulingCardProps) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  return (
    <article className={styles.ruling}>
      <header className={styles.head}>
        <div className={styles.line}>
          <h2 className={styles.title}>
            <Link to="/matters/$matterId" params={{ matterId: row.matterId }} {...rowLink(row.matterId)}>
              {row.title}
            </Link>
          </h2>
          <Mark tone={row.why === 'pingPong' ? 'red' : 'yellow'}>{t(`ruling.mark.${row.why}`)}</Mark>
          {row.role === 'assist' && <Mark>{t('role.assist')}</Mark>}
        </div>
        <div className={[styles.line, styles.soft].join(' ')}>
          <CopyableCode value={row.code} shown={spellMatterCode(row.code)} />
          <span>{show(names.type(row.typeCode))}</span>
          <span>{names.placeLine(row.placeCode).map(show).join(' · ')}</span>
          <span>{show(names.unit(row.centreUnitId))}</span>
          <DueLight light={lightOf(row)} dueAt={row.dueAt} provisional={row.provisionalDue} />
        </div>
      </header>
      <div className={styles.columns}>
        <section>
          <h3 className={styles.part}>{t('ruling.returns')}</h3>
          {row.returns.length === 0 ? (
            <p className={styles.soft}>{t('ruling.noReturns')}</p>
          ) : (
            <ol className={styles.returns}>
              {row.returns.map((one) => (
                <li key={one.at}>
                  <strong>{show(names.unit(one.unitId))}</strong>{' '}
                  {show(names.reason('returnBack', one.reasonCode))}
                  {one.words !== null && <span className={styles.words}>{one.words}</span>}
                  <span className={styles.soft}>
                    <Time at={one.at} show="absolute" />
                    {one.by !== null && ` · ${one.by}`}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </section>
        <section>
          <h3 className={styles.part}>{t('ruling.candidates')}</h3>
          <ul className={styles.candidates}>
            {row.candidates.map(({ unitId, rule, returned }) => (
              <li key={unitId}>
                <span className={styles.unit}>
                  <strong>{show(names.unit(unitId))}</strong>
                  <span className={styles.soft}>
                    {show(rule)}
                    {returned && ` · ${t('ruling.returnedIt')}`}
                  </span>
                </span>
                <Button
                  aria-label={t('ruling.toUnitOn', { unit: show(names.unit(unitId)), title: row.title })}
                  onClick={() => onRule(unitId)}
                >
                  {t('ruling.toUnit')}
                </Button>
              </li>
            ))}
          </ul>
          <Button
            type="link"
            className={styles.other ?? ''}
            aria-label={t('ruling.otherOn', { title: row.title })}
            onClick={() => onRule(undefined)}
          >
            {t('ruling.other')}
          </Button>
        </section>
      </div>
    </article>
  );
}
