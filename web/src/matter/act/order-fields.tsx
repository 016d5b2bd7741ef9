import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { limitUnits } from '@heliu/contract/deadline/model';
import { Button, DatePicker, Form, Input, InputNumber, Select, Space } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { UnitPicker } from '../city/CityPickers.tsx';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import { type FieldProps, pathOf, useRules } from './field.ts';

/** A limit of one's own; left empty, the filing condition's holds. */
export function LimitField(props: FieldProps) {
  const t = useTexts();
  return <LimitAt path={pathOf(props)} hint={t('act.limitHint')} />;
}

function LimitAt({ path, hint }: { readonly path: readonly (string | number)[]; readonly hint: string }) {
  const t = useTexts();
  const form = Form.useFormInstance();
  const value: unknown = Form.useWatch([...path, 'value'], form);
  return (
    <Form.Item label={t('field.limit')} extra={hint}>
      <Space.Compact block>
        <Form.Item name={[...path, 'value']} noStyle>
          <InputNumber
            min={1}
            max={10_000}
            precision={0}
            aria-label={t('field.limit')}
            style={{ width: 120 }}
          />
        </Form.Item>
        {typeof value === 'number' && (
          <Form.Item name={[...path, 'unit']} noStyle initialValue="work_day">
            <Select
              aria-label={t('field.limitUnit')}
              options={limitUnits.map((unit) => ({ value: unit, label: t(`limitUnit.${unit}`) }))}
              style={{ width: 180 }}
            />
          </Form.Item>
        )}
      </Space.Compact>
    </Form.Item>
  );
}

/** Unit, limit and instructions of one order. */
export function OrderField(props: FieldProps) {
  const t = useTexts();
  const path = pathOf(props);
  return (
    <fieldset className={styles.group}>
      <legend>{t(props.name === 'lead' ? 'role.lead' : 'field.order')}</legend>
      <Form.Item name={[...path, 'unitId']} label={t('fact.unit')} rules={useRules(true)}>
        <UnitPicker label={t('fact.unit')} placeholder={t('act.choose')} />
      </Form.Item>
      <LimitAt path={[...path, 'limit']} hint={t('act.orderLimitHint')} />
      <Form.Item name={[...path, 'instructions']} label={t('field.instructions')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
      </Form.Item>
    </fieldset>
  );
}

export function AssistsField(props: FieldProps) {
  const t = useTexts();
  const rules = useRules(true);
  return (
    <Form.List name={pathOf(props)}>
      {(assists, { add, remove }) => (
        <fieldset className={styles.group}>
          <legend>{t('field.assists')}</legend>
          {assists.map(({ key, name }) => (
            <div className={styles.assist} key={key}>
              <Form.Item name={[name, 'unitId']} label={t('fact.unit')} rules={rules}>
                <UnitPicker label={t('fact.unit')} placeholder={t('act.choose')} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('act.removeAssist')}
                onClick={() => remove(name)}
              />
              <Form.Item name={[name, 'instructions']} label={t('field.instructions')}>
                <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={4000} />
              </Form.Item>
            </div>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
            {t('act.addAssist')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** End of a suspension: an instant, at the end of the chosen day. */
export function UntilField(props: FieldProps) {
  const t = useTexts();
  return (
    <Form.Item
      name={pathOf(props)}
      label={t('field.until')}
      rules={useRules(props.required)}
      normalize={(day: Dayjs | null) => day?.endOf('day').valueOf()}
      getValueProps={(instant: number | undefined) => ({
        value: instant === undefined ? null : dayjs(instant),
      })}
    >
      <DatePicker minDate={dayjs().add(1, 'day')} style={{ width: 200 }} />
    </Form.Item>
  );
}
