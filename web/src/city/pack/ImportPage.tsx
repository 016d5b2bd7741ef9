import {
  applyCityPack,
  checkCityPack,
  getCatalogue,
  getCityGrids,
  getCityOverview,
  getStaffOverview,
  listCityVersions,
  listLegalYears,
  listRoutingRules,
  type PackCheck,
  packLimitBytes,
} from '@heliu/contract/city-api';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Progress, Steps } from 'antd';
import { useState } from 'react';
import { Page, Panel, ReasonDialog, Stack } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { FilePicker } from '../../kernel/ui/FilePicker.tsx';
import { Changes } from '../changes/Changes.tsx';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { GridEdits, Lost } from './Lost.tsx';
import { Findings } from './Findings.tsx';
import { useWaiting } from './use-waiting.ts';

type Ready = Extract<PackCheck, { status: 'ready' }>;

const timeoutMs = 600_000;
const rule = { accept: ['.zip', 'application/zip'], maxCount: 1, maxBytes: packLimitBytes };
const refresh = [
  getCatalogue,
  getCityGrids,
  getCityOverview,
  getStaffOverview,
  listCityVersions,
  listLegalYears,
  listRoutingRules,
];

/** Brings in a city pack: checked first, its changes shown, applied only then. */
export function ImportPage() {
  const t = useTexts();
  const [files, setFiles] = useState<readonly File[]>([]);
  const check = useCommand(checkCityPack, { timeoutMs });
  const apply = useCommand(applyCityPack, { timeoutMs, refresh });
  const [file] = files;
  const choose = (next: readonly File[]): void => {
    setFiles(next);
    check.reset();
    apply.reset();
  };
  const send = (): void => {
    if (file === undefined) return;
    const body = new FormData();
    body.append('file', file);
    void check.run({ body });
  };
  const result = check.reply;
  const step = apply.reply !== undefined ? 3 : result?.status === 'ready' ? 2 : result === undefined ? 0 : 1;
  return (
    <Page title={t('import.title')} subtitle={t('import.text')} backTo="/city/versions">
      <Steps
        current={step}
        iconRender={(sign) => (
          <span aria-hidden style={{ display: 'contents' }}>
            {sign}
          </span>
        )}
        {...(result?.status === 'faulty' ? { status: 'error' as const } : {})}
        items={(['choose', 'check', 'preview', 'done'] as const).map((key) => ({
          title: t(`import.step.${key}`),
        }))}
      />
      <Panel title={t('import.file')}>
        <Stack>
          <FilePicker value={files} onChange={choose} rule={rule} disabled={check.pending || apply.pending} />
          {result?.status !== 'ready' && (
            <div>
              <Button type="primary" onClick={send} disabled={file === undefined || check.pending}>
                {t(result === undefined ? 'import.check' : 'import.checkAgain')}
              </Button>
            </div>
          )}
          {check.pending && <Checking />}
          <Refusal error={check.error} onRetry={() => void check.retry()} />
        </Stack>
      </Panel>
      {result?.status === 'faulty' && <Findings faults={result.faults} count={result.faultCount} />}
      {result?.status === 'same' && (
        <Alert type="info" showIcon title={t('import.same')} description={t('import.sameText')} />
      )}
      {result?.status === 'ready' && apply.reply === undefined && <Preview ready={result} apply={apply} />}
      {apply.reply !== undefined && (
        <>
          <Done version={apply.reply.version} />
          {result?.status === 'ready' && (
            <Panel title={t('import.changed')}>
              <Changes changes={result.changes} />
            </Panel>
          )}
        </>
      )}
    </Page>
  );
}

/** The server tells nothing until it is done, so what passes is time. */
function Checking() {
  const t = useTexts();
  const { seconds, percent } = useWaiting();
  return (
    <output className={styles.stack}>
      <Progress percent={percent} showInfo={false} status="active" aria-label={t('import.checking')} />
      <span>{t('import.checkingFor', { seconds })}</span>
    </output>
  );
}

interface PreviewProps {
  readonly ready: Ready;
  readonly apply: ReturnType<typeof useCommand<typeof applyCityPack>>;
}

function Preview({ ready, apply }: PreviewProps) {
  const t = useTexts();
  const show = useShow();
  const [asking, setAsking] = useState(false);
  const { version, name } = ready.pack;
  const run = (): void => {
    void apply.run({ body: { uploadId: ready.uploadId } }).then((reply) => {
      if (reply !== undefined) setAsking(false);
    });
  };
  return (
    <>
      <Panel
        title={t('import.preview', { name: show(name), version })}
        actions={
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('import.apply')}
          </Button>
        }
      >
        <Stack>
          <Lost inUse={ready.inUse} />
          <GridEdits gridEdits={ready.gridEdits} />
          <Changes changes={ready.changes} />
        </Stack>
      </Panel>
      <ReasonDialog
        open={asking}
        title={t('import.applyTitle', { version })}
        confirm={t('import.apply')}
        reason="none"
        pending={apply.pending}
        error={apply.error}
        onConfirm={run}
        onCancel={() => setAsking(false)}
      >
        <p>{t('import.applyText')}</p>
      </ReasonDialog>
    </>
  );
}

function Done({ version }: { readonly version: string }) {
  const t = useTexts();
  const navigate = useNavigate();
  return (
    <Alert
      type="success"
      showIcon
      title={t('import.applied', { version })}
      description={t('import.appliedText')}
      action={
        <Button onClick={() => void navigate({ to: '/city/versions' })}>{t('import.toVersions')}</Button>
      }
    />
  );
}
