import { listCallBacks } from '@heliu/contract/hotline';
import { useNavigate } from '@tanstack/react-router';
import { Button, type InputRef } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Page, Tile, Tiles } from '../kernel/desk/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { Named } from '../matter/index.ts';
import { CallBacks } from './CallBacks.tsx';
import { CallerPanel } from './CallerPanel.tsx';
import styles from './hotline.module.css';
import { KeysHelp } from './KeysHelp.tsx';
import { type DeskKey, useDeskKeys } from './keys.ts';
import { Knowledge } from './Knowledge.tsx';
import { useTexts } from './texts.ts';
import { useRegister } from './use-register.ts';

const refetchMs = 60_000;

/** Who is on the telephone, and what can be told them. */
export function CallerPage() {
  const caller = useRef<InputRef>(null);
  const knowledge = useRef<InputRef>(null);
  return (
    <Desk view="caller" keys={{ c: () => caller.current?.focus(), k: () => knowledge.current?.focus() }}>
      <div className={styles.columns}>
        <CallerPanel field={caller} />
        <div className={styles.side}>
          <Knowledge field={knowledge} />
        </div>
      </div>
    </Desk>
  );
}

/** Whom to call back. */
export function CallBacksPage() {
  const navigate = useNavigate();
  const back = () => void navigate({ to: '/hotline' });
  return (
    <Desk view="callBacks" keys={{ c: back, k: back }}>
      <CallBacks />
    </Desk>
  );
}

interface DeskProps {
  readonly view: 'caller' | 'callBacks';
  readonly keys: Readonly<Partial<Record<DeskKey, () => void>>>;
  readonly children: ReactNode;
}

function Desk({ view, keys, children }: DeskProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const register = useRegister();
  const { data } = useEndpoint(listCallBacks, { query: { limit: 1 } }, { refetchMs, keepPrevious: true });
  const late = data?.rows[0]?.light === 'red';
  const go = (to: '/hotline' | '/hotline/call-backs') => void navigate({ to });
  useDeskKeys({ ...keys, n: register, b: () => go('/hotline/call-backs'), '?': () => setHelp(true) });
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          <Button onClick={() => setHelp(true)} aria-keyshortcuts="?">
            {t('keys.title')} <kbd className={styles.key}>?</kbd>
          </Button>
          <Button type="primary" onClick={register} aria-keyshortcuts="n">
            {t('register')} <kbd className={styles.key}>n</kbd>
          </Button>
        </>
      }
    >
      <Tiles>
        <Tile
          name={t('view.caller')}
          text={t('view.callerText')}
          choice={{ chosen: view === 'caller', onChoose: () => go('/hotline') }}
        />
        <Tile
          name={t('view.callBacks')}
          text={t(late ? 'view.callBacksLate' : 'view.callBacksText')}
          counts={{ value: data?.total, tone: late ? 'red' : undefined }}
          choice={{ chosen: view === 'callBacks', onChoose: () => go('/hotline/call-backs') }}
        />
      </Tiles>
      <Named>{children}</Named>
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}
