import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { safeParse, type z } from 'zod';

/** Plain `?a=b&c=d` in the address, readable and typable; a repeated name is a list. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  const given = new URLSearchParams(text);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    found[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return found;
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** Reads filters from an address somebody may have typed: what does not fit is left out, the rest counts. */
export function readFilters<S extends z.ZodObject>(
  schema: S,
  search: Readonly<Record<string, unknown>>,
): z.output<S> {
  const usable: Record<string, unknown> = {};
  for (const [name, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
    const value = search[name];
    if (value !== undefined && safeParse(field, value).success) usable[name] = value;
  }
  return schema.parse(usable);
}

/** Filters of a page, kept in its address: typed by the schema, whose fields must all be optional or have defaults. */
export function useFilters<S extends z.ZodObject>(
  schema: S,
): [filters: z.output<S>, setFilters: (change: Partial<z.input<S>>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo(() => readFilters(schema, search), [schema, search]);
  const setFilters = useCallback(
    (change: Partial<z.input<S>>) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, ...change }),
        replace: true,
      } as Parameters<typeof navigate>[0]);
    },
    [navigate],
  );
  return [filters, setFilters];
}
