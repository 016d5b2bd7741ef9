import { type ColleaguePart, listColleagues } from '@heliu/contract/matter';
import { Form, Select } from 'antd';
import { useEffect } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useProblemText } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';

interface PersonAtProps {
  /** Where the choice stands in the form; within a list `name` is relative to it. */
  readonly path: readonly (string | number)[];
  readonly name?: readonly (string | number)[];
  readonly unitId: string | undefined;
  readonly part?: ColleaguePart;
  /** Offers the unit's queue besides its people, and asks for a choice. */
  readonly queue?: boolean;
}

/** A person of a unit who may have the matter in hand; left empty, the unit decides. */
export function PersonAt({ path, name = path, unitId, part = 'hold', queue = false }: PersonAtProps) {
  const t = useTexts();
  const text = useProblemText();
  const form = Form.useFormInstance();
  const { subject } = useAct();
  const rules = useRules(queue);
  const found = useEndpoint(
    listColleagues,
    { params: { matterId: subject.row.matterId }, query: { unitId: unitId ?? '', part } },
    { enabled: unitId !== undefined, staleTimeMs: 60_000 },
  );
  const people = unitId === undefined ? undefined : found.data;
  const chosen = Form.useWatch<string | null | undefined>([...path], form);
  const fits = people?.people.some(({ accountId }) => accountId === chosen) ?? false;
  useEffect(() => {
    if (typeof chosen === 'string' && !fits) form.setFieldValue([...path], undefined);
  }, [form, path, chosen, fits, unitId]);
  if (unitId === undefined || people?.open === false) return null;
  const options = (people?.people ?? []).map(({ accountId, name: shown, roles }) => ({
    value: accountId as string | null,
    label: `${shown} · ${roles.map((role) => t(`roleName.${role}`)).join(t('list.and'))}`,
  }));
  const toQueue = { value: null, label: t('order.inQueue') };
  return (
    <Form.Item
      name={[...name]}
      label={t('field.accountId')}
      rules={rules}
      extra={found.error === null ? (queue ? undefined : t('act.personHint')) : text(found.error)}
    >
      <Select<string | null>
        allowClear={!queue}
        loading={found.isFetching}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t(queue ? 'act.choose' : 'act.personAny')}
        notFoundContent={t(found.isFetching ? 'act.personLoading' : 'act.personNone')}
        options={queue ? [toQueue, ...options] : options}
      />
    </Form.Item>
  );
}

/** Who has it in hand, or who looks before it is filed. */
export function PersonField(props: FieldProps) {
  const { subject, act } = useAct();
  const chosenUnit = Form.useWatch<string | undefined>('unitId');
  const assigning = act.kind === 'assignHolder';
  const order = subject.orders.find(({ workOrderNo }) => workOrderNo === act.workOrderNo);
  const { stage, holderUnitId } = subject.row;
  return (
    <PersonAt
      path={pathOf(props)}
      unitId={assigning ? (order?.unitId ?? holderUnitId) : chosenUnit}
      part={!assigning || stage === 'preFilingCheck' ? 'check' : 'hold'}
      queue={assigning}
    />
  );
}
