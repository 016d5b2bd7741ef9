import type { PackFault } from '@heliu/contract/city-api';
import { Alert, Collapse } from 'antd';
import { Panel, Stack } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';

interface FindingsProps {
  readonly faults: readonly PackFault[];
  /** Of all; the list is cut. */
  readonly count: number;
}

const placeOf = ({ file, line }: PackFault): string => (line === 0 ? file : `${file}:${line}`);

/** Every fault where it is written: what, why and how to mend it. */
export function Findings({ faults, count }: FindingsProps) {
  const t = useTexts();
  const show = useShow();
  const files = [...Map.groupBy(faults, ({ file }) => file)];
  return (
    <Panel title={t('import.faults', { count })}>
      <Stack>
        <Alert type="error" showIcon title={t('import.faulty')} />
        {faults.length < count && <p>{t('import.cut', { shown: faults.length })}</p>}
        <Collapse
          defaultActiveKey={files.slice(0, 1).map(([file]) => file)}
          items={files.map(([file, list]) => ({
            key: file,
            label: t('import.inFile', { file, count: list.length }),
            children: (
              <ol className={styles.faults}>
                {list.map((fault, i) => (
                  <li key={`${fault.line} ${i}`}>
                    <code className={styles.code}>{placeOf(fault)}</code>
                    <strong>{show(fault.what)}</strong>
                    <span>{t('import.because', { why: show(fault.why) })}</span>
                    <span>{t('import.mend', { fix: show(fault.fix) })}</span>
                  </li>
                ))}
              </ol>
            ),
          }))}
        />
      </Stack>
    </Panel>
  );
}
