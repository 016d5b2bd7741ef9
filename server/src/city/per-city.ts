import type { City } from './city.ts';

/** Something made from a city once, when first asked for, and dropped with it. */
export function perCity<T>(make: (city: City) => T): (city: City) => T {
  const made = new WeakMap<City, { readonly value: T }>();
  return (city) => {
    const known = made.get(city);
    if (known !== undefined) return known.value;
    const value = make(city);
    made.set(city, { value });
    return value;
  };
}
