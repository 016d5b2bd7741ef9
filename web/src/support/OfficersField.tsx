import { listSupportOfficers } from '@heliu/contract/support';
import { Form, Select } from 'antd';
import { useEndpoint } from '../kernel/query/index.ts';
import { useTexts } from './texts.ts';

const most = 4;

/** Who makes the visits: officers of the grid. Inside a form with the field `officers`. */
export function OfficersField({ gridCode }: { readonly gridCode: string | undefined }) {
  const t = useTexts();
  const { data, isFetching } = useEndpoint(
    listSupportOfficers,
    { query: { grid: gridCode ?? '' } },
    { enabled: gridCode !== undefined },
  );
  const rows = gridCode === undefined ? [] : (data?.rows ?? []);
  const nobody = gridCode !== undefined && data?.rows.length === 0;
  return (
    <Form.Item
      name="officers"
      label={t('form.officers')}
      extra={nobody ? t('form.noOfficers') : t('form.officersHint')}
      rules={[{ required: true, message: t('needed') }]}
    >
      <Select
        mode="multiple"
        maxCount={most}
        disabled={gridCode === undefined}
        loading={isFetching}
        placeholder={gridCode === undefined ? t('form.chooseGrid') : undefined}
        optionFilterProp="label"
        options={rows.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      />
    </Form.Item>
  );
}
