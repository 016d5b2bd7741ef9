import { listMatters } from '@heliu/contract/matter';
import { spellMatterCode } from '@heliu/contract/matter/code';
import { Form, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';

/** The open matter to merge into: one of those chosen, of the same type and place, or any by its words or code. */
export function MergeField(props: FieldProps) {
  const t = useTexts();
  const { subject, together } = useAct();
  const { row } = subject;
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const near = q === '' ? { type: [row.typeCode], place: row.placeCode } : { q };
  const found = useEndpoint(
    listMatters,
    { query: { ...near, state: 'open', sort: 'newest', limit: 20 } },
    { keepPrevious: true },
  );
  const others = found.data?.rows ?? [];
  const rows =
    together === undefined
      ? others.filter(({ matterId }) => matterId !== row.matterId)
      : [...together, ...others.filter((one) => together.every(({ matterId }) => matterId !== one.matterId))];
  return (
    <Form.Item name={pathOf(props)} label={t('field.intoMatterId')} rules={useRules(props.required)}>
      <Select
        showSearch={{ filterOption: false, onSearch: setText }}
        loading={found.isFetching}
        placeholder={t('act.findMatter')}
        notFoundContent={found.isFetching ? null : t('act.noMatterFound')}
        options={rows.map(({ matterId, code, title }) => ({
          value: matterId,
          label: `${spellMatterCode(code)} · ${title}`,
        }))}
      />
    </Form.Item>
  );
}
