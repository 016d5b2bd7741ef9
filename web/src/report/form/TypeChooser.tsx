import type { OfferedType } from '@heliu/contract/city/overview';
import { typeFamilies } from '@heliu/contract/city/matter-type';
import { useId, useMemo, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard } from '../../kernel/mobile/index.ts';
import { useCity } from '../city/City.tsx';
import { findTypes } from '../city/find-types.ts';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';

interface TypeChooserProps {
  readonly onChoose: (type: OfferedType) => void;
}

const shownMatches = 8;

/** Finds the type of a matter by the person's own words, or by category. */
export function TypeChooser({ onChoose }: TypeChooserProps) {
  const t = useTexts();
  const { city } = useCity();
  const id = useId();
  const [query, setQuery] = useState('');
  const [classCode, setClassCode] = useState<string>();
  const types = useMemo(() => city.types.filter(({ forResidents }) => forResidents), [city]);
  const found = useMemo(() => findTypes(types, query, shownMatches), [types, query]);
  const searching = query.trim() !== '';
  const inClass = types.filter((type) => type.classCode === classCode);
  return (
    <MobileCard>
      <div className={form.field}>
        <label htmlFor={id}>{t('what.search')}</label>
        <input
          id={id}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t('what.searchExample')}
          autoComplete="off"
        />
        <output className={styles.small}>{searching ? t('what.found', { count: found.length }) : ''}</output>
      </div>
      {searching && <TypeRows types={found} onChoose={onChoose} />}
      {!searching && classCode === undefined && <ClassTiles types={types} onChoose={setClassCode} />}
      {!searching && classCode !== undefined && (
        <>
          <div>
            <button type="button" className={styles.plain} onClick={() => setClassCode(undefined)}>
              {t('what.allCategories')}
            </button>
          </div>
          <TypeRows types={inClass} onChoose={onChoose} />
        </>
      )}
    </MobileCard>
  );
}

interface ClassTilesProps {
  readonly types: readonly OfferedType[];
  readonly onChoose: (classCode: string) => void;
}

function ClassTiles({ types, onChoose }: ClassTilesProps) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCity();
  const countOf = (code: string): number => types.filter(({ classCode }) => classCode === code).length;
  return typeFamilies.map((family) => {
    const classes = city.classes.filter((one) => one.family === family && countOf(one.code) > 0);
    if (classes.length === 0) return null;
    return (
      <section key={family} className={form.group} aria-label={t(`family.${family}`)}>
        <h2>{t(`family.${family}`)}</h2>
        <ul className={form.tiles}>
          {classes.map(({ code, name }) => (
            <li key={code}>
              <button type="button" className={form.tile} onClick={() => onChoose(code)}>
                <span>{show(name)}</span>
                <small aria-label={t('what.kinds', { count: countOf(code) })}>{countOf(code)}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

interface TypeRowsProps {
  readonly types: readonly OfferedType[];
  readonly onChoose: (type: OfferedType) => void;
}

function TypeRows({ types, onChoose }: TypeRowsProps) {
  const show = useShow();
  if (types.length === 0) return null;
  return (
    <ul className={styles.rows}>
      {types.map((type) => (
        <li key={type.code}>
          <button type="button" className={styles.row} onClick={() => onChoose(type)}>
            <strong>{show(type.name)}</strong>
            <span className={styles.small}>{show(type.description)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
