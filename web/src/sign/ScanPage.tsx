import { codeIn } from '@heliu/contract/sign';
import { type FormEvent, useState } from 'react';
import { Field, MobileCard, MobilePage } from '../kernel/mobile/index.ts';
import { Camera, canScan } from './Camera.tsx';
import { FoundPlace } from './FoundPlace.tsx';
import styles from './scan.module.css';
import { useTexts } from './texts.ts';

/** The sign of a place by the camera, where the browser can read codes, or by its code. */
export function ScanPage() {
  const t = useTexts();
  const [scanning, setScanning] = useState(false);
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string>();
  const [fault, setFault] = useState<string>();
  const take = (text: string): void => {
    const found = codeIn(text);
    setScanning(false);
    setCode(found);
    setTyped(found ?? text);
    setFault(found === undefined ? t('scan.notOurs') : undefined);
  };
  const open = (event: FormEvent): void => {
    event.preventDefault();
    take(typed);
  };
  return (
    <MobilePage title={t('scan.title')} lead={t('scan.lead')} backTo="/patrol">
      <MobileCard>
        {canScan() ? (
          <>
            {scanning && (
              <Camera
                label={t('scan.view')}
                onCode={take}
                onRefused={() => {
                  setScanning(false);
                  setFault(t('scan.refused'));
                }}
              />
            )}
            <button type="button" className={styles.act} onClick={() => setScanning(!scanning)}>
              {t(scanning ? 'scan.stop' : 'scan.camera')}
            </button>
          </>
        ) : (
          <p className={styles.soft}>{t('scan.noCamera')}</p>
        )}
        <form onSubmit={open} className={styles.stack}>
          <Field
            name="code"
            label={t('scan.code')}
            value={typed}
            autoComplete="off"
            fault={fault}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className={styles.mainAct}>
            {t('scan.open')}
          </button>
        </form>
      </MobileCard>
      {code !== undefined && <FoundPlace key={code} code={code} />}
    </MobilePage>
  );
}
