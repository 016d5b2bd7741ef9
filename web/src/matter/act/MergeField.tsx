import { listMatters } from '@heliu/contract/matter';
import { Form, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { groupedCode } from '../city/shown.ts';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';

/** The open matter to merge into: those of the same type and place first, or any by its words or code. */
export function MergeField(props: FieldProps) {
  const t = useTexts();
  const { matter } = useAct();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const near = q === '' ? { type: [matter.typeCode], place: matter.placeCode } : { q };
  const found = useEndpoint(
    listMatters,
    { query: { ...near, state: 'open', sort: 'newest', limit: 20 } },
    { keepPrevious: true },
  );
  const rows = (found.data?.rows ?? []).filter(({ matterId }) => matterId !== matter.matterId);
  return (
    <Form.Item name={pathOf(props)} label={t('field.intoMatterId')} rules={useRules(props.required)}>
      <Select
        showSearch={{ filterOption: false, onSearch: setText }}
        loading={found.isFetching}
        placeholder={t('act.findMatter')}
        options={rows.map(({ matterId, code, title }) => ({
          value: matterId,
          label: `${groupedCode(code)} · ${title}`,
        }))}
      />
    </Form.Item>
  );
}
