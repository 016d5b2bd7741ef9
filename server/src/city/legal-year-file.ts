import { LegalYear } from '@heliu/contract/city-api';
import type { PackFault } from '@heliu/contract/city/administration';
import { Calendar } from '@heliu/contract/deadline/calendar';
import { z } from 'zod';
import { workedAnyway } from './legal-year.ts';
import { Faults, type Spot } from './pack/fault.ts';
import { checked, type Path, readYaml } from './pack/yaml-file.ts';

const { holidays, makeUpDays, legalYears } = Calendar.shape;
const days = { holidays, makeUpDays };

/** As the API takes it, or as `calendar.yaml` of a pack writes it. A word nobody knows is a slip, not lost. */
const YearForm = z.strictObject({ year: LegalYear.shape.year, ...days });
const PackForm = z.strictObject({ legalYears: legalYears.length(1), ...days });

export interface LegalYearFile {
  readonly year?: LegalYear;
  readonly faults: readonly PackFault[];
  /** Faults that only the working time of the city can tell. */
  faultsIn(calendar: Calendar): readonly PackFault[];
}

/** One legal year from a YAML or JSON file; every fault at its line. */
export function readLegalYearFile(file: string): LegalYearFile {
  const faults = new Faults();
  const raw = readYaml('', file, z.looseObject({}), faults);
  const found = raw && readForm(raw.value, raw.spot, faults);
  if (found === undefined || faults.count > 0) return { faults: faults.sorted(), faultsIn: () => [] };
  return { year: found.value, faults: [], faultsIn: (calendar) => weekdayFaults(found, calendar) };
}

type FoundYear = NonNullable<ReturnType<typeof readForm>>;

function readForm(value: Readonly<Record<string, unknown>>, spot: (path: Path) => Spot, faults: Faults) {
  if (!('legalYears' in value)) {
    const form = checked(YearForm, value, faults, spot);
    return form && checked(LegalYear, form.value, faults, spot);
  }
  const form = checked(PackForm, value, faults, spot);
  if (form === undefined) return undefined;
  const { legalYears: years, ...listed } = form.value;
  return checked(LegalYear, { year: years[0], ...listed }, faults, spot);
}

function weekdayFaults({ value, spot }: FoundYear, calendar: Calendar): PackFault[] {
  const faults = new Faults();
  for (const { index, date } of workedAnyway(value, calendar)) {
    faults.add(spot(['makeUpDays', index, 'date']), {
      what: {
        zh: `调休上班日 ${date} 本来就是工作日`,
        en: `the make-up day ${date} is a working day anyway`,
      },
      why: { zh: '只有周末才会调休上班', en: 'only days of a weekend are made up' },
      fix: { zh: '改正日期，或删去该行', en: 'correct the date, or remove the line' },
    });
  }
  return faults.sorted();
}
