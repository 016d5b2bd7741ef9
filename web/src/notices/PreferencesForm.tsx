import {
  getNoticePreferences,
  type NoticeChannel,
  type NoticeChoice,
  type NoticeKind,
  type NoticePreferences,
  setNoticePreferences,
} from '@heliu/contract/notices';
import { useState } from 'react';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../kernel/ui/index.ts';
import styles from './notices.module.css';
import { PushBrowsers } from './PushBrowsers.tsx';
import { useTexts } from './texts.ts';

const choices: readonly NoticeChoice[] = ['now', 'digest', 'off'];

/** By which ways, when and of what I am told. */
export function PreferencesForm() {
  const t = useTexts();
  const found = useEndpoint(getNoticePreferences, {});
  const save = useCommand(setNoticePreferences, { refresh: [getNoticePreferences] });
  const [changed, setChanged] = useState<NoticePreferences>();
  if (found.data === undefined) {
    if (found.error === null) return <PageSkeleton />;
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  const { kinds, channels, timeZone, ...kept } = found.data;
  const shown = changed ?? kept;
  const change = (next: Partial<NoticePreferences>): void => {
    save.reset();
    setChanged({ ...shown, ...next });
  };
  const choose = (channel: NoticeChannel, kind: NoticeKind, choice: NoticeChoice): void => {
    const ofChannel = { ...shown.choices[channel], [kind]: choice };
    change({ choices: { ...shown.choices, [channel]: ofChannel } });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run({ body: shown });
      }}
    >
      <p>{t('preferences.text')}</p>
      {channels.length === 0 && <p className={styles.soft}>{t('preferences.noWays')}</p>}
      {channels.map(({ channel, reached }) => (
        <fieldset key={channel} className={styles.channel}>
          <legend>{t(`channel.${channel}`)}</legend>
          {!reached && channel !== 'push' && <p className={styles.soft}>{t('preferences.notReached')}</p>}
          {channel === 'push' && <PushBrowsers app="console" />}
          {kinds.map((kind) => (
            <label key={kind} className={styles.choice}>
              <span>{t(`kind.${kind}`)}</span>
              <select
                value={shown.choices[channel][kind]}
                onChange={({ target }) =>
                  choose(channel, kind, choices.find((one) => one === target.value) ?? 'off')
                }
              >
                {choices.map((one) => (
                  <option key={one} value={one}>
                    {t(`preferences.${one}`)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
      ))}
      {channels.length > 0 && <Times shown={shown} timeZone={timeZone} onChange={change} />}
      <Refusal error={save.error} onRetry={save.retry} />
      {channels.length > 0 && (
        <div className={styles.itemFoot}>
          <button type="submit" className={styles.primary} disabled={save.pending}>
            {t('preferences.save')}
          </button>
          <output>{save.reply !== undefined && t('preferences.saved')}</output>
        </div>
      )}
    </form>
  );
}

interface TimesProps {
  readonly shown: NoticePreferences;
  readonly timeZone: string;
  readonly onChange: (next: Partial<NoticePreferences>) => void;
}

function Times({ shown, timeZone, onChange }: TimesProps) {
  const t = useTexts();
  const { quietHours, digestAt, urgentInQuietHours } = shown;
  const field = (label: string, value: string, set: (time: string) => void) => (
    <label className={styles.choice}>
      <span>{label}</span>
      <input type="time" required value={value} onChange={({ target }) => set(target.value)} />
    </label>
  );
  return (
    <fieldset className={styles.channel}>
      <legend>{t('preferences.times')}</legend>
      {field(t('preferences.quietFrom'), quietHours.from, (from) =>
        onChange({ quietHours: { ...quietHours, from } }),
      )}
      {field(t('preferences.quietUntil'), quietHours.until, (until) =>
        onChange({ quietHours: { ...quietHours, until } }),
      )}
      {field(t('preferences.digestAt'), digestAt, (time) => onChange({ digestAt: time }))}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={urgentInQuietHours}
          onChange={({ target }) => onChange({ urgentInQuietHours: target.checked })}
        />
        {t('preferences.urgent')}
      </label>
      <p className={styles.soft}>{t('preferences.zone', { zone: timeZone })}</p>
    </fieldset>
  );
}
