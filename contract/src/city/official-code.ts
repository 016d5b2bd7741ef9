import type { CodeScheme, MatterClass, MatterType } from './matter-type.ts';

const digitsOf = (value: string | number, length: number): string => String(value).padStart(length, '0');

function fitting(value: string, length: number, what: string): string {
  if (value.length !== length || !/^\d+$/.test(value)) {
    throw new RangeError(`${what} ${value} does not have ${length} digits`);
  }
  return value;
}

/** Code of an event class in a district: district, major class, minor class. */
export function eventCode(
  scheme: CodeScheme,
  districtCode: string,
  major: Pick<MatterClass, 'number'>,
  minor: Pick<MatterType, 'number'>,
): string {
  const { district, major: majorDigits, minor: minorDigits } = scheme.event;
  return [
    fitting(districtCode, district, 'district code'),
    fitting(digitsOf(major.number, majorDigits), majorDigits, 'class number'),
    fitting(digitsOf(minor.number, minorDigits), minorDigits, 'type number'),
  ].join('');
}

/** Code of one component: as of an event class, then its serial number. */
export function componentCode(
  scheme: CodeScheme,
  districtCode: string,
  major: Pick<MatterClass, 'number'>,
  minor: Pick<MatterType, 'number'>,
  serial: number,
): string {
  const { district, major: majorDigits, minor: minorDigits, serial: serialDigits } = scheme.component;
  return [
    fitting(districtCode, district, 'district code'),
    fitting(digitsOf(major.number, majorDigits), majorDigits, 'class number'),
    fitting(digitsOf(minor.number, minorDigits), minorDigits, 'type number'),
    fitting(digitsOf(serial, serialDigits), serialDigits, 'serial number'),
  ].join('');
}

/** Digits of a grid code under the scheme; null where the city's codes follow no pattern. */
export const gridCodeLength = ({ grid }: CodeScheme): number | null =>
  grid === null ? null : grid.district + grid.township + grid.community + grid.serial;
