import { type ComponentProps, type FormEvent, type ReactNode, useId, useState } from 'react';
import type { z } from 'zod';
import type { ProblemError } from '../api/index.ts';
import { useSharedDevice } from './shared-device.ts';
import styles from './field.module.css';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it, as `useFields` tells. */
  readonly fault?: string | undefined;
}

/** A labelled input of the phone apps, with its hint and its fault told to screen readers too. */
export function Field({ label, hint, fault, ...input }: FieldProps) {
  const id = useId();
  const shared = useSharedDevice();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        {...(shared ? { autoComplete: 'off' } : {})}
        id={id}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint ${id}-fault`}
      />
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      <span className={styles.fault} id={`${id}-fault`} aria-live="polite">
        {fault}
      </span>
    </div>
  );
}

export interface FieldCheck {
  readonly schema: z.ZodType;
  /** What was expected, and what to do. */
  readonly message: string;
}

export type Faults<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/**
 * A form of plain inputs: checks them by the contract's schemas on submit, moves to the first that is wrong, and
 * shows the server's complaints at the fields they belong to.
 */
export function useFields<Name extends string>(
  checks: Readonly<Record<Name, FieldCheck>>,
  submit: (values: Readonly<Record<Name, string>>) => unknown,
  error?: ProblemError,
): { readonly faults: Faults<Name>; readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void } {
  // Faults found here count until the server's next answer, which brings its own.
  const [own, setOwn] = useState<{
    readonly faults: Faults<Name>;
    readonly since: ProblemError | undefined;
  }>();
  const fromServer = Object.fromEntries(
    error?.faults.map(({ field, message }) => [field, message]) ?? [],
  ) as Faults<Name>;
  const faults = own !== undefined && own.since === error ? own.faults : fromServer;
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const names = Object.keys(checks) as Name[];
    const values = Object.fromEntries(names.map((name) => [name, typedIn(given, name)])) as Record<
      Name,
      string
    >;
    const wrong = names.filter((name) => !checks[name].schema.safeParse(values[name]).success);
    const found = Object.fromEntries(wrong.map((name) => [name, checks[name].message])) as Faults<Name>;
    setOwn({ faults: found, since: error });
    if (wrong.length === 0) {
      submit(values);
      return;
    }
    // The first on the page, in whatever order they are checked.
    const inputs = wrong.map((name) => form.elements.namedItem(name));
    const first = [...form.elements].find((one) => inputs.includes(one));
    if (first instanceof HTMLElement) first.focus();
  };
  return { faults, onSubmit };
}

function typedIn(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === 'string' ? value : '';
}
