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

/** Puts the server's complaints under the fields they belong to, and the first of them in view. */
export function useFormFaults(form: FormInstance, error: ProblemError | undefined): void {
  useEffect(() => {
    if (error === undefined || error.faults.length === 0) return;
    const present = error.faults.map(({ field, message }) => ({
      name: field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      errors: [message],
    }));
    form.setFields(present);
    const first = present[0];
    if (first !== undefined) form.scrollToField(first.name, { focus: true, block: 'nearest' });
  }, [form, error]);
}
