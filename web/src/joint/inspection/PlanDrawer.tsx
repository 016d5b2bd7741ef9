import { type getInspectionBoard, planInspection } from '@heliu/contract/joint/inspections';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { getCityOverview } from '@heliu/contract/city-api';
import { Button, Drawer, Form, Select } from 'antd';
import { cityClock, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { meetingOf, type MeetingValues } from './meeting.ts';
import { MeetingFields } from './MeetingFields.tsx';
import { PlacesField, placesOf, type PlacesValues } from './PlacesField.tsx';
import { shownInspections } from './shown.ts';
import { type UnitValue, UnitsField } from './UnitsField.tsx';
import styles from './inspection.module.css';

interface Values extends MeetingValues, PlacesValues {
  readonly host: string;
  readonly units: readonly UnitValue[];
}

interface PlanDrawerProps {
  readonly board: EndpointReply<typeof getInspectionBoard>;
  readonly onClose: () => void;
  readonly onPlanned: (inspectionId: string) => void;
}

const keptMs = 10 * 60_000;
const startsAtHour = 9;
const lastsHours = 3;

/** Names of units, for those that were chosen to lead. */
function useUnitNames(): (code: string) => string {
  const show = useShow();
  const { data } = useEndpoint(getCityOverview, {}, { staleTimeMs: keptMs });
  const names = new Map(data?.units.map(({ code, name }) => [code, name]));
  return (code) => {
    const name = names.get(code);
    return name === undefined ? code : show(name);
  };
}

/** Asks for everything that a joint inspection needs, and invites the units. */
export function PlanDrawer({ board: { hosts, checklists }, onClose, onPlanned }: PlanDrawerProps) {
  const t = useTexts();
  const show = useShow();
  const nameOf = useUnitNames();
  const [form] = Form.useForm<Values>();
  const host = Form.useWatch('host', form) ?? hosts[0]?.code ?? '';
  const units = Form.useWatch('units', form) ?? [];
  const plan = useCommand(planInspection, { refresh: shownInspections });
  useFormFaults(form, plan.error);
  const send = async ({ host: unit, units: invited, ...values }: Values) => {
    const body = {
      ...meetingOf(values),
      host: unit,
      units: invited.map(({ unit: code, checklist }) =>
        checklist === undefined ? { unit: code } : { unit: code, checklist },
      ),
      places: placesOf(values),
    };
    const made = await plan.run({ body });
    if (made !== undefined) onPlanned(made.inspectionId);
  };
  const begins = cityClock(presentMs()).add(1, 'day').hour(startsAtHour).startOf('hour');
  const leads = [host, ...units.flatMap((one) => one?.unit ?? [])];
  return (
    <Drawer
      open
      title={t('inspection.form.title')}
      size="large"
      onClose={onClose}
      closable={{ 'aria-label': t('inspection.form.close') }}
      footer={
        <div className={styles.foot}>
          <Button type="primary" loading={plan.pending} onClick={() => form.submit()}>
            {t('inspection.form.send')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        name="inspection"
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{
          host: hosts[0]?.code,
          lead: hosts[0]?.code,
          span: [begins, begins.add(lastsHours, 'hour')],
          units: [{}],
        }}
        onFinish={(values) => void send(values)}
      >
        <Form.Item name="host" label={t('inspection.form.host')} hidden={hosts.length < 2}>
          <Select
            aria-label={t('inspection.form.host')}
            options={hosts.map(({ code, name }) => ({ value: code, label: show(name) }))}
          />
        </Form.Item>
        <MeetingFields leads={leads.map((code) => ({ value: code, label: nameOf(code) }))} />
        <UnitsField checklists={checklists} without={[host]} />
        <PlacesField host={host} plans={checklists} />
        <Refusal error={plan.error} onRetry={() => form.submit()} />
      </Form>
    </Drawer>
  );
}
