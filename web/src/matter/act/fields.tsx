import type { ReasonedAct } from '@heliu/contract/city/wording';
import { isReasonedCommand, reasonListOf } from '@heliu/contract/matter/commands';
import { Checkbox, Form, Input, Radio, Select } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { UnitPicker } from '../city/CityPickers.tsx';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './act.module.css';
import { CallBackFields } from './CallBackFields.tsx';
import { useAct } from './context.ts';
import { EvidenceField } from './EvidenceField.tsx';
import { type FieldProps, pathOf, useRules, useWordRules } from './field.ts';
import type { FieldName } from './kinds.ts';
import { MergeField } from './MergeField.tsx';
import { AssistsField, LimitField, OrderField, UntilField } from './order-fields.tsx';
import { PersonField } from './PersonField.tsx';
import { ReplyField } from './ReplyField.tsx';
import { CloseField, ReworkField } from './check-fields.tsx';
import { FilingConditionField, TypeField } from './type-fields.tsx';

export function ActField(props: FieldProps) {
  const Field = fields[props.name];
  return <Field {...props} />;
}

const maxWords = 4000;

/** The form of a call-back has a note of its own. */
const NoteField = (props: FieldProps) =>
  useAct().act.kind === 'callBack' ? null : <WordsField {...props} />;

function WordsField(props: FieldProps) {
  const t = useTexts();
  const { kind } = useAct().act;
  // Whom a comment is for is chosen beside it.
  const label = kind === 'addComment' ? t('field.words') : t('field.note');
  const granted = Form.useWatch<boolean | undefined>('grant');
  const approved = Form.useWatch<boolean | undefined>('approve');
  const rejects = granted === false || approved === false;
  const rules = useWordRules(props.required || rejects);
  return (
    <Form.Item
      name={pathOf(props)}
      label={label}
      rules={rules}
      {...(rejects ? { extra: t('field.rejectionReason') } : {})}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={maxWords} />
    </Form.Item>
  );
}

function ReasonField(props: FieldProps) {
  const { act } = useAct();
  const inner = props.within?.at(-1);
  const kind = inner === 'rework' ? inner : act.kind;
  if (!isReasonedCommand(kind)) return null;
  return <ReasonOf {...props} list={reasonListOf[kind]} label="reasonCode" />;
}

function ReasonOf({
  list,
  label,
  ...props
}: FieldProps & { readonly list: ReasonedAct; readonly label: 'reasonCode' | 'unsolvableReason' }) {
  const t = useTexts();
  const show = useShow();
  const { city } = useCityNames();
  return (
    <Form.Item name={pathOf(props)} label={t(`field.${label}`)} rules={useRules(props.required)}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('act.choose')}
        options={(city.reasons[list] ?? []).map(({ code, text }) => ({ value: code, label: show(text) }))}
      />
    </Form.Item>
  );
}

function Choices({
  options,
  label,
  ...props
}: FieldProps & {
  readonly label: string;
  readonly options: readonly { readonly value: string | boolean; readonly label: ReactNode }[];
}) {
  return (
    <Form.Item name={pathOf(props)} label={label} rules={useRules(props.required)}>
      <Radio.Group options={[...options]} optionType="button" />
    </Form.Item>
  );
}

function OutcomeField(props: FieldProps) {
  const t = useTexts();
  const options = (['solved', 'partly', 'unsolvable'] as const).map((value) => ({
    value,
    label: t(`outcome.${value}`),
  }));
  return <Choices {...props} label={t('fact.outcome')} options={options} />;
}

/** Asked once the outcome says that it cannot be solved. */
function UnsolvableReasonField(props: FieldProps) {
  const outcome: unknown = Form.useWatch([...(props.within ?? []), 'outcome']);
  if (outcome !== 'unsolvable') return null;
  return <ReasonOf {...props} required list="unsolvable" label="unsolvableReason" />;
}

function ResultField(props: FieldProps) {
  const t = useTexts();
  const { act } = useAct();
  const results =
    act.kind === 'recordPreFilingCheck'
      ? (['confirmed', 'notFound'] as const)
      : (['passed', 'failed'] as const);
  return (
    <Choices
      {...props}
      label={t('field.result')}
      options={results.map((value) => ({ value, label: t(`result.${value}`) }))}
    />
  );
}

function DecisionField(props: FieldProps) {
  const t = useTexts();
  return (
    <Choices
      {...props}
      label={t('field.approve')}
      options={[
        { value: true, label: t('act.approve') },
        { value: false, label: t('act.reject') },
      ]}
    />
  );
}

const CallBackField = () => <CallBackFields byPhone={useAct().subject.byPhone} />;

/** Part of what `reached` asks. */
const Within = () => null;

function AudienceField(props: FieldProps) {
  const t = useTexts();
  const options = (['internal', 'public'] as const).map((value) => ({
    value,
    label: t(`audience.${value}`),
  }));
  return <Choices {...props} label={t('field.audience')} options={options} />;
}

function RoleField(props: FieldProps) {
  const t = useTexts();
  const options = (['lead', 'assist'] as const).map((value) => ({ value, label: t(`role.${value}`) }));
  return <Choices {...props} label={t('field.role')} options={options} />;
}

function ReopenToField(props: FieldProps) {
  const t = useTexts();
  const options = (['leadUnit', 'dispatching', 'checking'] as const).map((value) => ({
    value,
    label: t(`reopenTo.${value}`),
  }));
  return <Choices {...props} label={t('field.to')} options={options} />;
}

function UnitField(props: FieldProps) {
  const t = useTexts();
  const { without } = useAct();
  return (
    <Form.Item name={pathOf(props)} label={t('fact.unit')} rules={useRules(props.required)}>
      <UnitPicker
        label={t('fact.unit')}
        placeholder={t('act.choose')}
        without={props.name === 'toUnitId' ? without : []}
      />
    </Form.Item>
  );
}

function WorkOrdersField(props: FieldProps) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const { fedBack } = useAct().subject;
  return (
    <Form.Item
      name={pathOf(props)}
      label={t('field.workOrderNos')}
      rules={useRules(props.required)}
      initialValue={fedBack.filter(({ lead }) => lead).map(({ no }) => no)}
    >
      <Boxes
        label={t('field.workOrderNos')}
        options={fedBack.map(({ no, unitId }) => ({
          value: no,
          label: `${t('order.short', { no })} ${show(names.unit(unitId))}`,
        }))}
      />
    </Form.Item>
  );
}

interface BoxesProps {
  readonly label: string;
  readonly options: readonly { readonly value: number; readonly label: string }[];
  readonly value?: readonly number[];
  readonly onChange?: (chosen: readonly number[]) => void;
}

/** The form would give the group an `aria-required`, which nothing without a role may have. */
function Boxes({ label, options, value = [], onChange }: BoxesProps) {
  return (
    <fieldset aria-label={label} className={styles.boxes}>
      <Checkbox.Group<number>
        options={[...options]}
        value={[...value]}
        onChange={(chosen) => onChange?.(chosen)}
      />
    </fieldset>
  );
}

/** One component a field of the contract's payloads; a new field does not compile without one. */
const fields: Readonly<Record<FieldName, ComponentType<FieldProps>>> = {
  result: ResultField,
  reached: CallBackField,
  approve: DecisionField,
  grant: DecisionField,
  outcome: OutcomeField,
  unsolvableReason: UnsolvableReasonField,
  verdict: Within,
  satisfaction: Within,
  audience: AudienceField,
  typeCode: TypeField,
  filingCondition: FilingConditionField,
  intoMatterId: MergeField,
  unitId: UnitField,
  toUnitId: UnitField,
  accountId: PersonField,
  role: RoleField,
  lead: OrderField,
  order: OrderField,
  assists: AssistsField,
  to: ReopenToField,
  workOrderNos: WorkOrdersField,
  limit: LimitField,
  until: UntilField,
  reasonCode: ReasonField,
  close: (props) => <CloseField {...props} Field={ActField} />,
  rework: (props) => <ReworkField {...props} Field={ActField} />,
  note: NoteField,
  reply: ReplyField,
  evidenceIds: EvidenceField,
};
