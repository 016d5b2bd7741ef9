import type { PlaceView } from '@heliu/contract/city/search';
import { Button } from 'antd';
import { Suspense } from 'react';
import { GridPeoplePart } from '../../enrolment/console.tsx';
import { useCan } from '../../kernel/auth/index.ts';
import { Panel } from '../../kernel/desk/index.ts';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import {
  CopyableCode,
  EmptyState,
  ErrorState,
  type Fact,
  Facts,
  PageSkeleton,
} from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useUnitNames } from '../use-city.ts';
import { useAreaText } from './edit/area-text.ts';
import { PlaceChildren } from './PlaceChildren.tsx';
import { PlaceMattersPart } from './PlaceMattersPart.tsx';

interface PlaceCardProps {
  readonly code: string | undefined;
  readonly place: PlaceView | undefined;
  readonly error: unknown;
  readonly onChoose: (code: string | undefined) => void;
}

/** What is known of the chosen place. */
export function PlaceCard({ code, place, error, onChoose }: PlaceCardProps) {
  const t = useTexts();
  const show = useShow();
  const unitName = useUnitNames();
  if (code === undefined) {
    return (
      <Panel>
        <EmptyState title={t('card.none')}>{t('card.noneText')}</EmptyState>
      </Panel>
    );
  }
  if (place === undefined) {
    return <Panel>{error === null ? <PageSkeleton rows={5} /> : <ErrorState error={error} />}</Panel>;
  }
  return (
    <Panel
      title={show(place.name)}
      actions={
        <Button size="small" onClick={() => onChoose(undefined)}>
          {t('card.close')}
        </Button>
      }
    >
      <div className={styles.stack}>
        <Line place={place} onChoose={onChoose} />
        <Known place={place} />
        <PlaceMattersPart code={place.code} />
        {place.level === 'grid' && (
          <Suspense fallback={<PageSkeleton rows={2} />}>
            <GridPeoplePart code={place.code} unitName={unitName} />
          </Suspense>
        )}
        <PlaceChildren place={place} onChoose={onChoose} />
      </div>
    </Panel>
  );
}

/** The way down to the place; each step opens its own card. */
function Line({ place, onChoose }: Pick<PlaceCardProps, 'onChoose'> & { readonly place: PlaceView }) {
  const t = useTexts();
  const show = useShow();
  if (place.line.length === 0) return null;
  return (
    <nav aria-label={t('card.line')} className={styles.crumbs}>
      {place.line.map(({ code, name }) => (
        <Button key={code} type="link" size="small" onClick={() => onChoose(code)}>
          {show(name)}
        </Button>
      ))}
    </nav>
  );
}

function Known({ place }: { readonly place: PlaceView }) {
  const t = useTexts();
  const language = useLanguage();
  const areaText = useAreaText();
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en');
  const facts: Fact[] = [
    { label: t('card.level'), value: t(`level.${place.level}`) },
    { label: t('card.code'), value: <CopyableCode value={place.code} /> },
  ];
  if (place.areaM2 !== null) {
    facts.push({ label: t('card.area'), value: areaText(place.areaM2) });
  }
  if (place.population !== null) {
    facts.push({ label: t('card.population'), value: number.format(place.population) });
  }
  if (place.officers !== null) facts.push({ label: t('card.officers'), value: <Officers place={place} /> });
  return <Facts facts={facts} />;
}

function Officers({ place }: { readonly place: PlaceView }) {
  const t = useTexts();
  const show = useShow();
  const can = useCan();
  const unitName = useUnitNames();
  if (place.officers === null || place.officers.length === 0) {
    return <span>{t(can('account.manage') ? 'card.noOfficersHint' : 'card.noOfficers')}</span>;
  }
  return (
    <ul className={styles.plainList}>
      {place.officers.map(({ name, unitCode }) => (
        <li key={`${name} ${unitCode}`}>
          {name}
          {unitCode !== null && <small className={styles.soft}> {show(unitName(unitCode))}</small>}
        </li>
      ))}
    </ul>
  );
}
