import { Form } from 'antd';
import { Upload } from '../../kernel/desk/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';

export function EvidenceField(props: FieldProps) {
  const t = useTexts();
  const { subject, act, onUploading } = useAct();
  const { types } = useCityNames();
  const needed = act.kind === 'feedBack' && types.get(subject.row.typeCode)?.rules.evidenceRequired === true;
  const rules = useRules(props.required || needed);
  return (
    <Form.Item name={pathOf(props)} label={t('field.evidenceIds')} rules={rules}>
      <Upload onUploading={onUploading} maxCount={10} />
    </Form.Item>
  );
}
