import type { OfferedType } from '@heliu/contract/city/overview';
import { useId, useMemo, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, Fault, MobileCard } from '../../kernel/mobile/index.ts';
import { findTypes } from '../../report/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './field.module.css';
import { useFieldTexts } from './texts.ts';

interface TypePickerProps {
  readonly type: OfferedType | undefined;
  readonly onChoose: (type: OfferedType | undefined) => void;
  readonly answers: Readonly<Record<string, string>>;
  readonly onAnswer: (answers: Readonly<Record<string, string>>) => void;
  readonly lacking: readonly string[];
}

const shownTypes = 8;

/** The type of a matter by words or by class, and what it asks. */
export function TypePicker({ type, onChoose, answers, onAnswer, lacking }: TypePickerProps) {
  const t = useTexts();
  const f = useFieldTexts();
  const show = useShow();
  if (type === undefined) return <Finder onChoose={onChoose} lacking={lacking.includes('type')} />;
  return (
    <MobileCard title={t('fact.type')}>
      <div className={styles.chosen}>
        <span>
          <strong>{show(type.name)}</strong>
          <br />
          <span className={styles.soft}>{show(type.description)}</span>
        </span>
        <button type="button" className={styles.plain} onClick={() => onChoose(undefined)}>
          {f('report.change')}
        </button>
      </div>
      {type.questions.map(({ code, text, options }) => (
        <Choices
          key={code}
          id={`report-question-${code}`}
          label={show(text)}
          options={options.map((option) => ({ value: option.code, label: show(option.text) }))}
          value={answers[code] ?? null}
          onChange={(answer) => onAnswer({ ...answers, [code]: answer })}
          fault={lacking.includes(`question-${code}`) ? t('register.answerNeeded') : undefined}
        />
      ))}
    </MobileCard>
  );
}

interface FinderProps {
  readonly onChoose: (type: OfferedType) => void;
  readonly lacking: boolean;
}

function Finder({ onChoose, lacking }: FinderProps) {
  const t = useTexts();
  const f = useFieldTexts();
  const show = useShow();
  const { city } = useCityNames();
  const id = useId();
  const [query, setQuery] = useState('');
  const [classCode, setClassCode] = useState('');
  const found = useMemo(() => findTypes(city.types, query, shownTypes), [city, query]);
  const inClass = city.types.filter((one) => one.classCode === classCode);
  const shown = query.trim() === '' ? inClass : found;
  return (
    <MobileCard title={t('fact.type')}>
      <div className={styles.field}>
        <label htmlFor="report-type">{f('report.search')}</label>
        <input
          id="report-type"
          type="search"
          value={query}
          autoComplete="off"
          placeholder={f('report.searchExample')}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor={id}>{f('report.class')}</label>
        <select id={id} value={classCode} onChange={(event) => setClassCode(event.target.value)}>
          <option value="">{t('act.choose')}</option>
          {city.classes.map(({ code, name }) => (
            <option key={code} value={code}>
              {show(name)}
            </option>
          ))}
        </select>
      </div>
      <Fault text={lacking ? t('register.typeNeeded') : undefined} />
      {shown.length > 0 && (
        <ul className={styles.rows}>
          {shown.map((type) => (
            <li key={type.code}>
              <button type="button" className={styles.row} onClick={() => onChoose(type)}>
                <strong>{show(type.name)}</strong>
                <span className={styles.soft}>{show(type.description)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </MobileCard>
  );
}
