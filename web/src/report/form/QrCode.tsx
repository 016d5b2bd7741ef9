import { useMemo } from 'react';
import { renderSVG } from 'uqr';
import styles from './form.module.css';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** Black on white in either scheme, since scanners expect it. */
export function QrCode({ text, label }: QrCodeProps) {
  const picture = useMemo(() => renderSVG(text, { border: 1 }), [text]);
  return (
    <img className={styles.qr} alt={label} src={`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`} />
  );
}
