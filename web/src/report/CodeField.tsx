import type { ComponentProps } from 'react';
import { Field } from '../kernel/mobile/index.ts';

/** A number or code of letters and digits, typed from paper or pasted. */
export function CodeField(props: ComponentProps<typeof Field>) {
  return <Field autoComplete="off" autoCapitalize="characters" spellCheck={false} {...props} />;
}
