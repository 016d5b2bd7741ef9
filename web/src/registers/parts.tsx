import type { EndpointReply } from '@heliu/contract/endpoint';
import type { getPremises } from '@heliu/contract/registers';
import type { Bounds } from '@heliu/contract/city/overview';
import type { Position } from '@heliu/contract/geo';
import { Segmented } from 'antd';
import { useShow } from '../kernel/i18n/index.ts';
import { useCityNames } from '../matter/index.ts';
import styles from './registers.module.css';
import { useTexts } from './texts.ts';

export type OnePremises = EndpointReply<typeof getPremises>;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ListOrMapProps {
  readonly value: 'list' | 'map';
  readonly onChange: (as: 'list' | 'map') => void;
}

export function ListOrMap({ value, onChange }: ListOrMapProps) {
  const t = useTexts();
  return (
    <Segmented
      value={value}
      onChange={onChange}
      options={(['list', 'map'] as const).map((one) => ({ value: one, label: t(`as.${one}`) }))}
    />
  );
}

export function Grid({ code }: { readonly code: string }) {
  const show = useShow();
  const [first, ...above] = useCityNames().placeLine(code).map(show);
  return (
    <span className={styles.cell}>
      <span>{first}</span>
      <small>{above.join(' · ')}</small>
    </span>
  );
}

/** The area of what is shown, so that markers do not lie on each other on a map of the whole district. */
export function areaOf(rows: readonly { readonly position: Position | null }[]): { around?: Bounds } {
  const all = rows.flatMap(({ position }) => (position === null ? [] : [position]));
  if (all.length === 0) return {};
  const [lngs, lats] = [all.map(([lng]) => lng), all.map(([, lat]) => lat)];
  return { around: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)] };
}
