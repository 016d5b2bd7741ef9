import {
  getCalendarAlarm,
  importLegalYear,
  listCityVersions,
  listLegalYears,
} from '@heliu/contract/city-api';
import { getStaffOverview } from '@heliu/contract/city/overview';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { NumberField, Stack, useDone } from '../../kernel/desk/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { type DayFault, readDays } from './parse-days.ts';
import { YearView } from './YearView.tsx';

interface YearDialogProps {
  readonly time: EndpointReply<typeof listLegalYears>;
  readonly onClose: () => void;
}

/** Enters the days of a year as they stand in the notice; shows the year before it is sent. */
export function YearDialog({ time, onClose }: YearDialogProps) {
  const t = useTexts();
  const done = useDone();
  const [year, setYear] = useState((time.years[0]?.year ?? Number(time.today.slice(0, 4)) - 1) + 1);
  const [offText, setOffText] = useState('');
  const [workText, setWorkText] = useState('');
  const command = useCommand(importLegalYear, {
    refresh: [listLegalYears, getCalendarAlarm, listCityVersions, getStaffOverview],
  });
  const off = readDays(offText, year);
  const work = readDays(workText, year);
  // The days are no fields of the form, but lines of two.
  const labels = Object.fromEntries(
    (command.error?.faults ?? []).map(({ field }) => [
      field,
      t(field.startsWith('legalYear.makeUpDays') ? 'calendar.workLabel' : 'calendar.offLabel'),
    ]),
  );
  const ready = off.days.length > 0 && off.faults.length === 0 && work.faults.length === 0;
  const send = async (): Promise<void> => {
    const legalYear = { year, holidays: [...off.days], makeUpDays: [...work.days] };
    const reply = await command.run({ body: { legalYear } });
    if (reply === undefined) return;
    done(t(reply.changed ? 'calendar.added' : 'calendar.unchanged', { year }));
    onClose();
  };
  return (
    <Modal
      open
      title={t('calendar.addTitle')}
      okText={t('calendar.save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={command.pending}
      onOk={() => void send()}
      onCancel={onClose}
      width={760}
    >
      <Form layout="vertical" requiredMark={false}>
        <p className={styles.soft} style={{ marginBlockEnd: 14 }}>
          {t('calendar.addText')}
        </p>
        <Form.Item label={t('calendar.yearLabel')} htmlFor="legal-year">
          <NumberField
            id="legal-year"
            value={year}
            min={1900}
            max={2999}
            onChange={(value) => setYear(value ?? year)}
          />
        </Form.Item>
        <div className={styles.pair}>
          <Days
            id="legal-off"
            label={t('calendar.offLabel')}
            value={offText}
            onChange={setOffText}
            faults={off.faults}
            example={`${year}-01-01 元旦\n${year}-10-01..${year}-10-07 国庆节`}
          />
          <Days
            id="legal-work"
            label={t('calendar.workLabel')}
            value={workText}
            onChange={setWorkText}
            faults={work.faults}
            example={`${year}-09-26`}
          />
        </div>
        <Stack>
          {off.days.length > 0 && (
            <YearView
              year={{ year, holidays: [...off.days], makeUpDays: [...work.days] }}
              weekend={time.weekend}
            />
          )}
          <Refusal error={command.error} onRetry={() => void send()} labels={labels} />
        </Stack>
      </Form>
    </Modal>
  );
}

interface DaysProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly faults: readonly DayFault[];
  readonly example: string;
}

function Days({ id, label, value, onChange, faults, example }: DaysProps) {
  const t = useTexts();
  const told = (
    <ul className={styles.plainList}>
      {faults.slice(0, 5).map((fault) => (
        <li key={fault.line}>{t(`dayFault.${fault.fault}`, { line: fault.line, text: fault.text })}</li>
      ))}
    </ul>
  );
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      extra={t('calendar.format')}
      {...(faults.length > 0 ? { validateStatus: 'error' as const, help: told } : {})}
    >
      <Input.TextArea
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={example}
        autoSize={{ minRows: 5, maxRows: 14 }}
      />
    </Form.Item>
  );
}
