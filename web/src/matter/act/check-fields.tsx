import { CloseResult, ReworkOrder } from '@heliu/contract/matter/commands';
import { Checkbox, Form } from 'antd';
import { type ComponentType, useState } from 'react';
import type { z } from 'zod';
import { useTexts } from '../texts.ts';
import type { FieldProps } from './field.ts';
import { fieldsOfShape } from './kinds.ts';

/** `Field` draws any field of a form; it draws these two as well, so they are given it. */
interface NestedProps extends FieldProps {
  readonly Field: ComponentType<FieldProps>;
}

/** Closing in the same step as a check that passed. */
export function CloseField(props: NestedProps) {
  return <Together {...props} after="passed" shape={CloseResult.shape} label="close" />;
}

/** Ordering the rework in the same step as a check that failed. */
export function ReworkField(props: NestedProps) {
  return <Together {...props} after="failed" shape={ReworkOrder.shape} label="rework" />;
}

interface TogetherProps extends NestedProps {
  readonly after: 'passed' | 'failed';
  readonly shape: Readonly<Record<string, z.ZodType>>;
  readonly label: 'close' | 'rework';
}

/** The words of the check itself are asked once, outside. */
const askedOutside = new Set(['note']);

function Together({ after, shape, label, name, Field }: TogetherProps) {
  const t = useTexts();
  const result: unknown = Form.useWatch('result');
  const [on, setOn] = useState(true);
  if (result !== after) return null;
  return (
    <>
      <Form.Item>
        <Checkbox checked={on} onChange={(event) => setOn(event.target.checked)}>
          {t(`act.${label}Too`)}
        </Checkbox>
      </Form.Item>
      {on &&
        fieldsOfShape(shape)
          .filter((field) => !askedOutside.has(field.name))
          .map((field) => <Field key={field.name} {...field} within={[name]} />)}
    </>
  );
}
