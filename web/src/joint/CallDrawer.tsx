import { callMoreUnits, callUnits, type DutiesOfUnit, listDuties } from '@heliu/contract/joint';
import { Button, Checkbox, Drawer, Input } from 'antd';
import { useId, useState } from 'react';
import { SearchField, Stack } from '../kernel/desk/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import { DutyLimits } from './DutyParts.tsx';
import { fitting } from './fitting.ts';
import styles from './joint.module.css';
import { shownCalls } from './shown.ts';
import { useTexts } from './texts.ts';

interface CallDrawerProps {
  /** A new call to a matter, or more units in a call that is open. */
  readonly to: { readonly matterId: string } | { readonly callId: string };
  readonly placeCode: string;
  readonly onClose: () => void;
}

const keyOf = (unit: string, duty: string): string => `${unit} ${duty}`;

/** Chooses units by what they come for, with the minutes of each, and calls them. */
export function CallDrawer({ to, placeCode, onClose }: CallDrawerProps) {
  const t = useTexts();
  const isNew = 'matterId' in to;
  const noteId = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const call = useCommand(callUnits, { refresh: shownCalls });
  const more = useCommand(callMoreUnits, { refresh: shownCalls });
  const { pending, error } = isNew ? call : more;
  const send = async () => {
    const units = chosen.map((key) => {
      const [unit = '', duty = ''] = key.split(' ');
      return { unit, duty };
    });
    const words = note.trim();
    const done = isNew
      ? await call.run({ params: to, body: { units, ...(words === '' ? {} : { note: words }) } })
      : await more.run({ params: to, body: { units } });
    if (done !== undefined) onClose();
  };
  return (
    <Drawer
      open
      title={t(isNew ? 'call.title' : 'call.moreTitle')}
      size="large"
      onClose={onClose}
      closable={{ 'aria-label': t('call.close') }}
      footer={
        <div className={styles.drawerFoot}>
          <span className={styles.soft}>{t('call.chosen', { count: chosen.length })}</span>
          <Button type="primary" disabled={chosen.length === 0} loading={pending} onClick={() => void send()}>
            {chosen.length === 0 ? t('call.sendNone') : t('call.send', { count: unitsIn(chosen) })}
          </Button>
        </div>
      }
    >
      <Stack>
        <Refusal error={error} onRetry={() => void send()} />
        {isNew && (
          <div className={styles.field}>
            <label htmlFor={noteId}>{t('call.note')}</label>
            <Input.TextArea
              id={noteId}
              value={note}
              onChange={({ target }) => setNote(target.value)}
              placeholder={t('call.noteHint')}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={2000}
            />
          </div>
        )}
        <Choice placeCode={placeCode} chosen={chosen} onChoose={setChosen} />
      </Stack>
    </Drawer>
  );
}

const unitsIn = (keys: readonly string[]): number => new Set(keys.map((key) => key.split(' ')[0])).size;

interface ChoiceProps {
  readonly placeCode: string;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

function Choice({ placeCode, chosen, onChoose }: ChoiceProps) {
  const t = useTexts();
  const [words, setWords] = useState<string>();
  const found = useEndpoint(listDuties, { query: { place: placeCode } });
  if (found.data === undefined) {
    return found.error === null ? (
      <PageSkeleton rows={8} />
    ) : (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  const rows = fitting(found.data.rows, words);
  const toggle = (key: string, on: boolean) =>
    onChoose(on ? [...chosen, key] : chosen.filter((one) => one !== key));
  return (
    <>
      <SearchField value={words} onSeek={setWords} label={t('call.search')} width={280} />
      <p className={[styles.soft, styles.flat].join(' ')}>{t('call.clock')}</p>
      {rows.length === 0 && <EmptyState title={t('call.none')}>{t('call.noneText')}</EmptyState>}
      {rows.map((row) => (
        <UnitChoice key={row.unit.code} row={row} chosen={chosen} onToggle={toggle} />
      ))}
    </>
  );
}

interface UnitChoiceProps {
  readonly row: DutiesOfUnit;
  readonly chosen: readonly string[];
  readonly onToggle: (key: string, on: boolean) => void;
}

function UnitChoice({ row, chosen, onToggle }: UnitChoiceProps) {
  const show = useShow();
  return (
    <fieldset className={styles.choice}>
      <legend>{show(row.unit.name)}</legend>
      {row.duties.map((duty) => {
        const key = keyOf(row.unit.code, duty.code);
        return (
          <Checkbox
            key={key}
            checked={chosen.includes(key)}
            onChange={({ target }) => onToggle(key, target.checked)}
          >
            <span className={styles.dutyName}>{show(duty.name)}</span>{' '}
            <span className={styles.soft}>{show(duty.description)}</span>
            <DutyLimits duty={duty} />
          </Checkbox>
        );
      })}
    </fieldset>
  );
}
