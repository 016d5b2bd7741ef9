import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './inputs.module.css';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  readonly id?: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
}

export function TextArea({ id, label, hint, fault, ...input }: TextAreaProps) {
  const own = useId();
  const field = id ?? own;
  return (
    <div className={styles.field}>
      <label htmlFor={field}>{label}</label>
      <textarea
        {...input}
        id={field}
        aria-invalid={fault !== undefined}
        aria-describedby={`${field}-hint ${field}-fault`}
      />
      <small className={styles.hint} id={`${field}-hint`}>
        {hint}
      </small>
      <Fault id={`${field}-fault`} text={fault} />
    </div>
  );
}

export function Fault({ id, text }: { readonly id?: string; readonly text: string | undefined }) {
  return (
    <span className={styles.fault} aria-live="polite" {...(id === undefined ? {} : { id })}>
      {text}
    </span>
  );
}

interface ChoicesProps<V extends string> {
  readonly id?: string;
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
}

/** One of a few, all in sight. */
export function Choices<V extends string>(props: ChoicesProps<V>) {
  const name = useId();
  const { id = name, label, options, value, onChange, hint, fault } = props;
  return (
    <fieldset className={styles.group} aria-describedby={`${id}-hint ${id}-fault`}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.chips}>
        {options.map((option, index) => (
          <label key={option.value} className={styles.chip}>
            <input
              type="radio"
              {...(index === 0 ? { id } : {})}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      <small className={styles.hint} id={`${id}-hint`}>
        {hint}
      </small>
      <Fault id={`${id}-fault`} text={fault} />
    </fieldset>
  );
}
