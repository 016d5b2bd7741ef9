import { DeleteOutlined, PlusOutlined } from '../../kernel/desk/icons.tsx';
import { getStaffOverview } from '@heliu/contract/city/overview';
import { limitUnitText } from '@heliu/contract/deadline/amount-text';
import { type Limit, type LimitUnit, limitUnits } from '@heliu/contract/deadline/model';
import { Button, DatePicker, Form, Input, Select, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { z } from 'zod';
import { NumberField, cityClock, fieldRule, instantOf } from '../../kernel/desk/index.ts';
import { useLanguage } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { UnitPicker } from '../city/CityPickers.tsx';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';
import { PersonAt } from './PersonField.tsx';
import { suspensionDays } from './suspension-days.ts';

/** By how much to extend, up to the order's own limit and in its unit; left empty, by all of it. */
export function LimitField(props: FieldProps) {
  const t = useTexts();
  const { subject, act } = useAct();
  const own = subject.limits.find(({ workOrderNo }) => workOrderNo === act.workOrderNo)?.limit;
  if (own === undefined || own.value < 1) return null;
  const max = Math.floor(own.value);
  return <LimitAt name={pathOf(props)} hint={t('act.limitHint', { max })} max={max} units={[own.unit]} />;
}

interface LimitAtProps {
  readonly name: readonly (string | number)[];
  readonly hint: string;
  readonly max?: number;
  readonly units?: readonly LimitUnit[];
}

function LimitAt({ name, hint, max = maxLimit, units = limitUnits }: LimitAtProps) {
  const t = useTexts();
  return (
    <Form.Item
      name={[...name]}
      label={t('field.limit')}
      extra={hint}
      rules={[fieldRule(wholeLimit(max), t('act.limitWrong', { max }))]}
    >
      <LimitInput units={units} />
    </Form.Item>
  );
}

const maxLimit = 10_000;
const wholeLimit = (max: number) => z.object({ value: z.int().min(1).max(max) });

interface LimitInputProps {
  readonly units: readonly LimitUnit[];
  readonly id?: string;
  readonly value?: Limit;
  readonly onChange?: (limit: Limit | undefined) => void;
}

/** A number and its unit, as one value: without a number there is no limit. */
function LimitInput({ units, id, value, onChange }: LimitInputProps) {
  const t = useTexts();
  const language = useLanguage();
  const [unit, setUnit] = useState<LimitUnit>(
    value?.unit ?? (units.length === 1 ? units[0] : undefined) ?? 'work_day',
  );
  return (
    <Space.Compact block>
      <NumberField
        {...(id === undefined ? {} : { id })}
        aria-label={t('field.limit')}
        value={value?.value ?? null}
        onChange={(number) => onChange?.(number === null ? undefined : { value: number, unit })}
        style={{ width: 120 }}
      />
      {units.length === 1 && <Space.Addon>{limitUnitText(unit, language)}</Space.Addon>}
      {units.length > 1 && value !== undefined && (
        <Select<LimitUnit>
          aria-label={t('field.limitUnit')}
          value={unit}
          onChange={(chosen) => {
            setUnit(chosen);
            onChange?.({ ...value, unit: chosen });
          }}
          options={units.map((one) => ({ value: one, label: limitUnitText(one, language) }))}
          style={{ width: 240 }}
        />
      )}
    </Space.Compact>
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
      <LimitAt name={[...name, 'limit']} hint={t('act.orderLimitHint')} />
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
  const staff = useEndpoint(getStaffOverview, {}, { staleTimeMs: 3_600_000 });
  const { first, last } = suspensionDays(presentMs(), staff.data?.lifeCycle.suspensionMaxDays);
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
      <DatePicker minDate={first} {...(last === undefined ? {} : { maxDate: last })} style={{ width: 200 }} />
    </Form.Item>
  );
}
