import encodeQR from 'qr';
import { useMemo } from 'react';
import styles from './form.module.css';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** Black on white in either scheme, since scanners expect it. */
export function QrCode({ text, label }: QrCodeProps) {
  const picture = useMemo(() => encodeQR(text, 'svg', { ecc: 'low', border: 1 }), [text]);
  return (
    <img className={styles.qr} alt={label} src={`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`} />
  );
}
