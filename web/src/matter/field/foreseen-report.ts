import type { Position } from '@heliu/contract/geo';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { blankReport, bodyOf } from './report.ts';

interface Foreseen {
  readonly text: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly placeCode?: string;
  readonly position?: Position;
  readonly address?: string;
}

/** A report of a type that somebody else has filled in, as `registerMatter` takes it. Below `Named` only. */
export function useForeseenReport(typeCode: string) {
  const show = useShow();
  const names = useCityNames();
  const typeName = show(names.type(typeCode));
  return {
    typeName,
    body: (values: Foreseen) =>
      bodyOf({ ...blankReport, ...values, typeCode }, typeName, names.city.channels),
  };
}
