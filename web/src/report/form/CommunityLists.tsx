import { useId } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCity } from '../city/City.tsx';
import styles from './form.module.css';
import { useTexts } from '../texts.ts';
import { changeDraft } from './draft.ts';

/** Township and community from lists, for whoever uses no map. A township alone is enough. */
export function CommunityLists({ placeCode }: { readonly placeCode: string | null }) {
  const t = useTexts();
  const show = useShow();
  const { city, placeLine } = useCity();
  const id = useId();
  const chosen = city.divisions.find(({ code }) => code === placeCode);
  const top = city.divisions.filter(({ parentCode }) => parentCode === city.districtCode);
  const upper = chosen?.parentCode === city.districtCode ? chosen.code : (chosen?.parentCode ?? '');
  const lower = city.divisions.filter(({ parentCode }) => parentCode === upper && upper !== '');
  const choose = (code: string): void => {
    changeDraft({
      position: null,
      placeCode: code === '' ? null : code,
      placeName: code === '' ? '' : placeLine(code).map(show).join(' · '),
    });
  };
  return (
    <div className={styles.ways}>
      <div className={styles.field}>
        <label htmlFor={`${id}-upper`}>{show(city.words.township)}</label>
        <select id={`${id}-upper`} value={upper} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('where.choose')}</option>
          {top.map(({ code, name }) => (
            <option key={code} value={code}>
              {show(name)}
            </option>
          ))}
        </select>
      </div>
      {lower.length > 0 && (
        <div className={styles.field}>
          <label htmlFor={`${id}-lower`}>{show(city.words.community)}</label>
          <select
            id={`${id}-lower`}
            value={chosen?.code === upper ? '' : (chosen?.code ?? '')}
            onChange={(event) => choose(event.target.value === '' ? upper : event.target.value)}
          >
            <option value="">{t('where.unknown')}</option>
            {lower.map(({ code, name }) => (
              <option key={code} value={code}>
                {show(name)}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
