import { InputNumber, type InputNumberProps } from 'antd';

/**
 * A number to type; the arrow keys count it up and down. The library's own steppers are left out: they would be read out
 * in English, and say nothing that the field does not.
 */
export function NumberField(props: Omit<InputNumberProps<number>, 'controls' | 'mode'>) {
  return <InputNumber<number> {...props} controls={false} />;
}
