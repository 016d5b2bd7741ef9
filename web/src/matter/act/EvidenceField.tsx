import { Form } from 'antd';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf } from './fields.tsx';
import { Upload } from '../city/Upload.tsx';

export function EvidenceField(props: FieldProps) {
  const t = useTexts();
  const { onUploading } = useAct();
  return (
    <Form.Item name={pathOf(props)} label={t('field.evidenceIds')}>
      <Upload onUploading={onUploading} maxCount={10} />
    </Form.Item>
  );
}
