import { findCaller, findReasons } from '@heliu/contract/hotline';
import { Button, Input, type InputRef, Radio } from 'antd';
import { type Ref, useId } from 'react';
import { useAccount } from '../kernel/auth/index.ts';
import { Panel } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { EmptyState, Refusal } from '../kernel/ui/index.ts';
import { readAsked, useCaller } from './caller.ts';
import { CallerMatterCard } from './CallerMatterCard.tsx';
import styles from './hotline.module.css';
import { useTexts } from './texts.ts';

/** Finds what the person on the line reported before; each search has a reason and is on record. */
export function CallerPanel({ field }: { readonly field: Ref<InputRef> }) {
  const t = useTexts();
  const ids = { asked: useId(), reason: useId(), note: useId() };
  const { id } = useAccount();
  const { caller, set, hangUp } = useCaller(id);
  const { asked, reason, note, found } = caller;
  const command = useCommand(findCaller);
  const words = note.trim();
  const ready = asked.trim() !== '' && reason !== undefined && (reason !== 'other' || words.length > 1);
  const search = async (): Promise<void> => {
    if (!ready || reason === undefined) return;
    const by = readAsked(asked);
    const reply = await command.run({
      body: { caller: by, reason, ...(words === '' ? {} : { note: words }) },
    });
    if (reply !== undefined) set({ found: { phone: 'phone' in by ? by.phone : undefined, ...reply } });
  };
  return (
    <Panel
      title={
        <>
          {t('caller.title')} <kbd className={styles.key}>c</kbd>
        </>
      }
      actions={
        (asked !== '' || found !== undefined) && (
          <Button
            size="small"
            onClick={() => {
              command.reset();
              hangUp();
            }}
          >
            {t('caller.next')}
          </Button>
        )
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <div className={styles.field}>
          <label htmlFor={ids.asked}>{t('caller.asked')}</label>
          <Input
            ref={field}
            id={ids.asked}
            size="large"
            value={asked}
            maxLength={40}
            autoComplete="off"
            placeholder={t('caller.askedHint')}
            onChange={({ target }) => set({ asked: target.value, found: undefined })}
          />
        </div>
        <div className={styles.field}>
          <span id={ids.reason}>{t('caller.reason')}</span>
          <Radio.Group
            aria-labelledby={ids.reason}
            optionType="button"
            value={reason ?? null}
            onChange={({ target }) => set({ reason: findReasons.find((one) => one === target.value) })}
            options={findReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
        </div>
        {reason === 'other' && (
          <div className={styles.field}>
            <label htmlFor={ids.note}>{t('caller.note')}</label>
            <Input
              id={ids.note}
              value={note}
              maxLength={150}
              placeholder={t('caller.noteHint')}
              onChange={({ target }) => set({ note: target.value })}
            />
          </div>
        )}
        <div className={styles.line}>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={command.pending}>
            {t('caller.search')}
          </Button>
          <span className={styles.soft}>{t('caller.logged')}</span>
        </div>
      </form>
      <Refusal error={command.error} onRetry={() => void search()} />
      <div aria-live="polite">{found !== undefined && <Found />}</div>
    </Panel>
  );
}

function Found() {
  const t = useTexts();
  const { id } = useAccount();
  const { found } = useCaller(id).caller;
  if (found === undefined) return null;
  if (found.rows.length === 0) {
    return <EmptyState title={t('found.none')}>{t('found.noneText')}</EmptyState>;
  }
  return (
    <>
      <p className={styles.count}>
        {t(found.more ? 'found.more' : 'found.count', { count: found.rows.length })}
      </p>
      <ul className={styles.list}>
        {found.rows.map((matter) => (
          <li key={matter.matterId}>
            <CallerMatterCard matter={matter} />
          </li>
        ))}
      </ul>
    </>
  );
}
