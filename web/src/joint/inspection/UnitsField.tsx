import { DeleteOutlined, PlusOutlined } from '../../kernel/desk/icons.tsx';
import type { Text } from '@heliu/contract/text';
import { Button, Form, Select } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { UnitSelect } from '../consultation/UnitsSelect.tsx';
import { useTexts } from '../texts.ts';
import styles from './inspection.module.css';

export interface UnitValue {
  readonly unit: string;
  readonly checklist?: string;
}

interface UnitsFieldProps {
  readonly checklists: readonly { readonly code: string; readonly name: Text }[];
  /** Those that take part already. */
  readonly without: readonly string[];
}

/** Units to invite, each with what it answers for. */
export function UnitsField({ checklists, without }: UnitsFieldProps) {
  const t = useTexts();
  const show = useShow();
  const chosen = Form.useWatch<readonly (Partial<UnitValue> | undefined)[] | undefined>('units') ?? [];
  const options = checklists.map(({ code, name }) => ({ value: code, label: show(name) }));
  return (
    <Form.List name="units">
      {(fields, { add, remove }) => (
        <fieldset className={styles.group}>
          <legend>{t('inspection.form.units')}</legend>
          {fields.map(({ key, name }, index) => (
            <div key={key} className={styles.unitRow}>
              <Form.Item
                name={[name, 'unit']}
                rules={[{ required: true, message: t('inspection.form.unitNeeded') }]}
              >
                <UnitSelect
                  label={t('inspection.form.unitNo', { no: index + 1 })}
                  without={[
                    ...without,
                    ...chosen.flatMap((one, at) => (at === index ? [] : (one?.unit ?? []))),
                  ]}
                />
              </Form.Item>
              <Form.Item name={[name, 'checklist']}>
                <Select
                  allowClear
                  aria-label={t('inspection.form.checklistNo', { no: index + 1 })}
                  placeholder={t('inspection.form.noChecklist')}
                  options={options}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('inspection.form.removeUnit', { no: index + 1 })}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
            {t('inspection.form.addUnit')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
