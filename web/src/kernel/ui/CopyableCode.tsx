import { useEffect, useState } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { CheckIcon, CopyIcon } from './icon.tsx';
import styles from './ui.module.css';

interface CopyableCodeProps {
  readonly value: string;
  /** As shown, such as in groups of four; `value` is what is copied. */
  readonly shown?: string | undefined;
  readonly big?: boolean | undefined;
}

const copiedForMs = 2_000;

/** Pages on plain http of a local network have no clipboard: there the text is selected for copying by hand. */
async function copy(value: string, fallback: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    if (fallback !== null) window.getSelection()?.selectAllChildren(fallback);
    return false;
  }
}

export function CopyableCode({ value, shown = value, big = false }: CopyableCodeProps) {
  const t = useKernelTexts();
  const [result, setResult] = useState<'copied' | 'selected'>();
  useEffect(() => {
    if (result === undefined) return undefined;
    const timer = setTimeout(() => setResult(undefined), copiedForMs);
    return () => clearTimeout(timer);
  }, [result]);
  return (
    <span className={[styles.code, big ? styles.codeBig : ''].join(' ')}>
      <code>{shown}</code>
      <button
        type="button"
        className={styles.copy}
        aria-label={t('copy.copy', { value })}
        title={t('copy.hint')}
        onClick={(event) => {
          const text = event.currentTarget.previousElementSibling;
          void copy(value, text).then((done) => setResult(done ? 'copied' : 'selected'));
        }}
      >
        {result === 'copied' ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
      </button>
      <output className={styles.hidden}>{result === undefined ? '' : t(`copy.${result}`)}</output>
    </span>
  );
}
