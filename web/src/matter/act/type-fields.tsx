import { limitText } from '@heliu/contract/deadline/amount-text';
import { Form, Select } from 'antd';
import { useMemo } from 'react';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';

export function TypeField(props: FieldProps) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCityNames();
  const options = useMemo(
    () =>
      city.classes.map((one) => ({
        label: show(one.name),
        options: city.types
          .filter(({ classCode }) => classCode === one.code)
          .map(({ code, name }) => ({ value: code, label: show(name) })),
      })),
    [city, show],
  );
  return (
    <Form.Item name={pathOf(props)} label={t('fact.type')} rules={useRules(props.required)}>
      <Select showSearch={{ optionFilterProp: 'label' }} placeholder={t('act.choose')} options={options} />
    </Form.Item>
  );
}

/** The conditions of the matter's type, or of the type just chosen; the first is proposed. */
export function FilingConditionField(props: FieldProps) {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  const names = useCityNames();
  const { subject, act } = useAct();
  const chosen: unknown = Form.useWatch('typeCode');
  const typeCode = typeof chosen === 'string' ? chosen : subject.row.typeCode;
  const conditions = names.types.get(typeCode)?.conditions ?? [];
  const first = act.kind === 'file' ? conditions[0]?.code : undefined;
  return (
    <Form.Item
      name={pathOf(props)}
      label={t('fact.condition')}
      rules={useRules(props.required)}
      {...(first === undefined ? {} : { initialValue: first })}
    >
      <Select
        allowClear={!props.required}
        placeholder={t('act.choose')}
        options={conditions.map(({ code, filing, limit }) => ({
          value: code,
          label: [show(filing), limitText(limit, language)].join(' · '),
        }))}
      />
    </Form.Item>
  );
}
