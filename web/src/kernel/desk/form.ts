import type { FormInstance } from 'antd';
import { useEffect } from 'react';
import type { z } from 'zod';
import type { ProblemError } from '../api/index.ts';

interface FieldRule {
  readonly validator: (rule: unknown, value: unknown) => Promise<void>;
}

/** A form rule from a schema of the contract, told in the words of the screen. Empty values are left to `required`. */
export function fieldRule(schema: z.ZodType, message: string): FieldRule {
  return {
    validator: (_rule, value) =>
      value === undefined || value === null || value === '' || schema.safeParse(value).success
        ? Promise.resolve()
        : Promise.reject(new Error(message)),
  };
}

type Fault = ProblemError['faults'][number];

/** The faults as a form takes them. Only those of its own part, where what it fills is a part of what is sent. */
export function fieldsWith(faults: readonly Fault[], part?: string) {
  const start = part === undefined ? '' : `${part}.`;
  return faults
    .filter(({ field }) => field.startsWith(start))
    .map(({ field, message }) => ({
      name: field
        .slice(start.length)
        .split('.')
        .map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      errors: [message],
    }));
}

/** Puts the server's complaints under the fields they belong to, and the first of them in view. */
export function useFormFaults(form: FormInstance, error: ProblemError | undefined, part?: string): void {
  useEffect(() => {
    const present = fieldsWith(error?.faults ?? [], part);
    if (present.length === 0) return;
    form.setFields(present);
    const first = present[0];
    if (first !== undefined) form.scrollToField(first.name, { focus: true, block: 'nearest' });
  }, [form, error, part]);
}
