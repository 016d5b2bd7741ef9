import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { limitUnits } from '@heliu/contract/deadline/model';
import { Button, DatePicker, Form, Input, InputNumber, Select, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { cityClock, instantOf } from '../../kernel/desk/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { UnitPicker } from '../city/CityPickers.tsx';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import { type FieldProps, pathOf, useRules } from './field.ts';
import { PersonAt } from './PersonField.tsx';

/** A limit of one's own; left empty, the filing condition's holds. */
export function LimitField(props: FieldProps) {
  const t = useTexts();
  return <LimitAt path={pathOf(props)} hint={t('act.limitHint')} />;
}

interface LimitAtProps {
  readonly path: readonly (string | number)[];
  /** Relative to the list that holds it; without one, the path itself. */
  readonly name?: readonly (string | number)[];
  readonly hint: string;
}

function LimitAt({ path, name = path, hint }: LimitAtProps) {
  const t = useTexts();
  const form = Form.useFormInstance();
  const value: unknown = Form.useWatch([...path, 'value'], form);
  return (
    <Form.Item label={t('field.limit')} extra={hint}>
      <Space.Compact block>
        <Form.Item name={[...name, 'value']} noStyle>
          <InputNumber
            min={1}
            max={10_000}
            precision={0}
            aria-label={t('field.limit')}
            style={{ width: 120 }}
          />
        </Form.Item>
        {typeof value === 'number' && (
          <Form.Item name={[...name, 'unit']} noStyle initialValue="work_day">
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

/** Unit, person, limit and instructions of one order. */
export function OrderField(props: FieldProps) {
  const t = useTexts();
  const path = pathOf(props);
  return (
    <fieldset className={styles.group}>
      <legend>{t(props.name === 'lead' ? 'role.lead' : 'field.order')}</legend>
      <OrderAt path={path} />
    </fieldset>
  );
}

interface OrderAtProps {
  readonly path: readonly (string | number)[];
  readonly name?: readonly (string | number)[];
}

function OrderAt({ path, name = path }: OrderAtProps) {
  const t = useTexts();
  const unitId = Form.useWatch<string | undefined>([...path, 'unitId']);
  return (
    <>
      <Form.Item name={[...name, 'unitId']} label={t('fact.unit')} rules={useRules(true)}>
        <UnitPicker label={t('fact.unit')} placeholder={t('act.choose')} />
      </Form.Item>
      <PersonAt path={[...path, 'holderId']} name={[...name, 'holderId']} unitId={unitId} />
      <LimitAt path={[...path, 'limit']} name={[...name, 'limit']} hint={t('act.orderLimitHint')} />
      <Form.Item name={[...name, 'instructions']} label={t('field.instructions')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
      </Form.Item>
    </>
  );
}

/** Assisting units, each with an order of its own like the lead's. */
export function AssistsField(props: FieldProps) {
  const t = useTexts();
  const path = pathOf(props);
  return (
    <Form.List name={path}>
      {(assists, { add, remove }) => (
        <fieldset className={styles.group}>
          <legend>{t('field.assists')}</legend>
          {assists.map(({ key, name }, index) => (
            <fieldset className={styles.assist} key={key}>
              <legend>
                {t('act.assistNo', { no: index + 1 })}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('act.removeAssistNo', { no: index + 1 })}
                  onClick={() => remove(name)}
                />
              </legend>
              <OrderAt path={[...path, name]} name={[name]} />
            </fieldset>
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
      normalize={(day: Dayjs | null) => (day === null ? undefined : instantOf(day.endOf('day')).valueOf())}
      getValueProps={(instant: number | undefined) => ({
        value: instant === undefined ? null : cityClock(instant),
      })}
    >
      <DatePicker minDate={cityClock(presentMs()).add(1, 'day')} style={{ width: 200 }} />
    </Form.Item>
  );
}
