import { CloseResult, ReworkOrder } from '@heliu/contract/matter/commands';
import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { useTexts } from '../texts.ts';
import { ActField, type FieldProps } from './fields.tsx';
import { fieldsOfShape } from './kinds.ts';

/** Closing in the same step as a check that passed. */
export function CloseField(props: FieldProps) {
  return <Together {...props} after="passed" shape={CloseResult.shape} label="close" />;
}

/** Ordering the rework in the same step as a check that failed. */
export function ReworkField(props: FieldProps) {
  return <Together {...props} after="failed" shape={ReworkOrder.shape} label="rework" />;
}

interface TogetherProps extends FieldProps {
  readonly after: 'passed' | 'failed';
  readonly shape: Readonly<Record<string, z.ZodType>>;
  readonly label: 'close' | 'rework';
}

/** The words of the check itself are asked once, outside. */
const askedOutside = new Set(['note']);

function Together({ after, shape, label, name }: TogetherProps) {
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
          .map((field) => <ActField key={field.name} {...field} within={[name]} />)}
    </>
  );
}
