import {
  instruct,
  issueCard,
  type matterActsOfSupervision,
  type SupervisionLevel,
  supervisionLevels,
  urge,
} from '@heliu/contract/supervision';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { cityClock, instantOf, useFormFaults } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { presentMs } from '../kernel/time/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { shownCards } from './CardActs.tsx';
import { useTexts } from './texts.ts';

export type MatterAct = (typeof matterActsOfSupervision)[number];

interface DemandDialogProps {
  readonly matterId: string;
  readonly act: MatterAct;
  readonly onClose: () => void;
}

interface Values {
  readonly level?: SupervisionLevel;
  readonly demand: string;
  readonly dueAt?: Dayjs | null;
}

/** Asks what is demanded, and until when. */
export function DemandDialog({ matterId, act, onClose }: DemandDialogProps) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const card = useCommand(issueCard, { refresh: shownCards });
  const urging = useCommand(urge, { refresh: shownCards });
  const instruction = useCommand(instruct, { refresh: shownCards });
  const params = { matterId };
  const now = { issueCard: card, urge: urging, instruct: instruction }[act];
  useFormFaults(form, now.error);
  const send = async ({ level = 'yellow', demand, dueAt }: Values) => {
    const until = dueAt ? instantOf(dueAt).toISOString() : undefined;
    const done =
      act === 'issueCard'
        ? await card.run({ params, body: { level, demand, dueAt: until ?? '' } })
        : act === 'urge'
          ? await urging.run({ params, body: { demand } })
          : await instruction.run({
              params,
              body: { demand, ...(until === undefined ? {} : { dueAt: until }) },
            });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      okText={t('form.send')}
      confirmLoading={now.pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="demand"
        layout="vertical"
        requiredMark={false}
        initialValues={{ level: 'yellow', dueAt: cityClock(presentMs()).add(1, 'day').startOf('minute') }}
        onFinish={(values) => void send(values)}
      >
        {act === 'issueCard' && (
          <Form.Item name="level" label={t('form.level')}>
            <Select
              options={supervisionLevels.map((level) => ({ value: level, label: t(`level.${level}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="demand"
          label={t(act === 'urge' ? 'form.urging' : act === 'instruct' ? 'form.instruction' : 'form.demand')}
          rules={[{ required: true, whitespace: true, min: 2, message: t('form.demandNeeded') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
        </Form.Item>
        {act !== 'urge' && (
          <Form.Item
            name="dueAt"
            label={t('form.dueAt')}
            rules={[{ required: act === 'issueCard', message: t('form.dueAtNeeded') }]}
          >
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              minDate={cityClock(presentMs())}
            />
          </Form.Item>
        )}
        <Refusal error={now.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
