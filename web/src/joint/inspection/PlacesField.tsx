import { DeleteOutlined, PlusOutlined } from '../../kernel/desk/icons.tsx';
import type { Candidate } from '@heliu/contract/joint/inspection-views';
import { listInspectionPlaces, type PlaceToInspect } from '@heliu/contract/joint/inspections';
import type { Text } from '@heliu/contract/text';
import { Button, Form, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import styles from './inspection.module.css';

export interface PlacesValues {
  readonly known?: readonly { readonly value: string }[];
  readonly addresses?: readonly { readonly address: string; readonly grid: { readonly value: string } }[];
}

/** What the fields say, as the endpoints take it. */
export const placesOf = ({ known = [], addresses = [] }: PlacesValues): PlaceToInspect[] => [
  ...known.map(({ value }) => {
    const [kind, ...code] = value.split(' ');
    return { kind: kind as Candidate['kind'], code: code.join(' ') };
  }),
  ...addresses.map(({ address, grid }) => ({
    kind: 'address' as const,
    address,
    placeCode: grid.value.split(' ')[1] ?? '',
  })),
];

const optionOf = ({ kind, code }: Candidate): string => `${kind} ${code}`;

interface PlacesFieldProps {
  readonly host: string;
  readonly plans: readonly { readonly code: string; readonly name: Text }[];
}

/** Places of the city and of the registers, those of a patrol plan, or addresses in words. */
export function PlacesField({ host, plans }: PlacesFieldProps) {
  const t = useTexts();
  const show = useShow();
  const [plan, setPlan] = useState<string>();
  return (
    <fieldset className={styles.group}>
      <legend>{t('inspection.form.places')}</legend>
      <p className={[styles.soft, styles.flat].join(' ')}>{t('inspection.form.placesHint')}</p>
      <Select
        allowClear
        value={plan ?? null}
        onChange={(next: string | null) => setPlan(next ?? undefined)}
        aria-label={t('inspection.form.set')}
        placeholder={t('inspection.form.set')}
        options={plans.map(({ code, name }) => ({ value: code, label: show(name) }))}
      />
      <Form.Item name="known" noStyle>
        <CandidateSelect host={host} plan={plan} mode="multiple" label={t('inspection.form.known')} />
      </Form.Item>
      <Form.List name="addresses">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <div key={key} className={styles.unitRow}>
                <Form.Item
                  name={[name, 'address']}
                  rules={[
                    { required: true, whitespace: true, min: 2, message: t('inspection.form.addressNeeded') },
                  ]}
                >
                  <Input
                    maxLength={200}
                    autoComplete="off"
                    aria-label={t('inspection.form.addressNo', { no: index + 1 })}
                    placeholder={t('inspection.form.address')}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, 'grid']}
                  rules={[{ required: true, message: t('inspection.form.gridNeeded') }]}
                >
                  <CandidateSelect host={host} kind="grid" label={t('inspection.form.grid')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('inspection.form.removeAddress', { no: index + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
              {t('inspection.form.addAddress')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

interface CandidateSelectProps {
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
  readonly host: string;
  readonly label: string;
  readonly plan?: string | undefined;
  readonly kind?: Candidate['kind'];
  readonly mode?: 'multiple';
}

/** Found by part of a name or code where the places are kept; there may be thousands. */
function CandidateSelect({ host, label, plan, kind, mode, ...field }: CandidateSelectProps) {
  const t = useTexts();
  const show = useShow();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = { host, q, ...(plan === undefined ? {} : { plan }), ...(kind === undefined ? {} : { kind }) };
  const found = useEndpoint(listInspectionPlaces, { query }, { keepPrevious: true });
  const options = (found.data?.rows ?? []).map((place) => ({
    value: optionOf(place),
    label: `${show(place.name)} · ${t(`inspection.kind.${place.kind}`)}`,
  }));
  return (
    <Select
      {...field}
      {...(mode === undefined ? {} : { mode })}
      labelInValue
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      aria-label={label}
      placeholder={label}
      options={options}
      notFoundContent={t('inspection.form.noPlace')}
      popupRender={(list) => (
        <>
          {list}
          {found.data?.hasMore === true && (
            <p className={styles.moreThere}>{t('inspection.form.moreThere', { count: options.length })}</p>
          )}
        </>
      )}
      style={{ width: '100%' }}
    />
  );
}
