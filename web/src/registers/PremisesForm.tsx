import { listRounds } from '@heliu/contract/patrol';
import { locatePlace } from '@heliu/contract/city/search';
import {
  addPremises,
  changePremises,
  type Gas,
  gasKinds,
  getPremises,
  listPremises,
} from '@heliu/contract/registers';
import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { NumberField, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { type ChosenPlace, PlaceField } from '../matter/index.ts';
import type { Choice, OnePremises } from './parts.tsx';
import { useTexts } from './texts.ts';

interface Fields {
  readonly address: string;
  readonly place?: ChosenPlace;
  readonly kind: string;
  readonly floors?: number | null;
  readonly rooms?: number | null;
  readonly gas: Gas;
}

interface PremisesFormProps {
  /** The one that is corrected; a new one without it. */
  readonly premises?: OnePremises;
  readonly kinds: readonly Choice[];
  readonly onClose: () => void;
}

/** Facts of a building; there is no field for who lives in it. */
export function PremisesForm({ premises, kinds, onClose }: PremisesFormProps) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  /** As it stood when the form opened: the page behind it goes on reading. */
  const [expectedVersion] = useState(premises?.version);
  const place = Form.useWatch('place', form);
  const refresh = [listPremises, getPremises, listRounds];
  const add = useCommand(addPremises, { refresh });
  const change = useCommand(changePremises, { refresh });
  const { pending, error } = premises === undefined ? add : change;
  useFormFaults(form, error);
  const at = place?.position;
  const located = useEndpoint(
    locatePlace,
    { query: { lng: at?.[0] ?? 0, lat: at?.[1] ?? 0 } },
    { enabled: at !== undefined },
  );
  const gridCode = (at === undefined ? undefined : located.data?.placeCode) ?? place?.placeCode ?? '';
  const send = async ({ address, kind, floors, rooms, gas }: Fields): Promise<void> => {
    const body = {
      address,
      gridCode,
      position: at ?? null,
      kind,
      floors: floors ?? null,
      rooms: rooms ?? null,
      gas,
    };
    const reply =
      premises === undefined
        ? await add.run({ body })
        : await change.run({
            params: { premisesId: premises.premisesId },
            body: {
              ...body,
              ended: premises.ended,
              ...(expectedVersion === undefined ? {} : { expectedVersion }),
            },
          });
    if (reply !== undefined) onClose();
  };
  return (
    <Modal
      open
      width={640}
      title={t(premises === undefined ? 'form.add' : 'form.change')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: gridCode === '' }}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('form.text')}</p>
      <Form
        name="premises"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial(premises)}
        onFinish={(fields) => void send(fields)}
      >
        <Form.Item name="place" label={t('form.place')}>
          <PlaceField onNamed={(address) => form.setFieldValue('address', address)} />
        </Form.Item>
        <Form.Item
          name="address"
          label={t('premises.address')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('needed') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="kind" label={t('premises.kind')} rules={[{ required: true, message: t('needed') }]}>
          <Select options={[...kinds]} />
        </Form.Item>
        <Form.Item name="floors" label={t('premises.floors')}>
          <NumberField min={1} max={200} precision={0} />
        </Form.Item>
        <Form.Item name="rooms" label={t('premises.rooms')}>
          <NumberField min={1} max={2000} precision={0} />
        </Form.Item>
        <Form.Item name="gas" label={t('premises.gas')}>
          <Select options={gasKinds.map((value) => ({ value, label: t(`gas.${value}`) }))} />
        </Form.Item>
      </Form>
      <Refusal error={error} onRetry={() => form.submit()} />
    </Modal>
  );
}

const initial = (premises: OnePremises | undefined): Partial<Fields> => {
  if (premises === undefined) return { gas: 'unknown' };
  const { address, gridCode, position, kind, floors, rooms, gas } = premises;
  const place = { placeCode: gridCode, ...(position === null ? {} : { position }) };
  return { address, place, kind, floors, rooms, gas };
};
