import { useEffect, useEffectEvent, useRef } from 'react';
import styles from './scan.module.css';

/** As far as we use it; not in every browser, and not in the types of the platform. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this browser reads QR codes from a camera by itself. */
export const canScan = (): boolean =>
  detectorClass() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;

const lookMs = 250;

interface CameraProps {
  readonly label: string;
  readonly onCode: (text: string) => void;
  readonly onRefused: () => void;
}

/** Looks for a QR code until one is there. Pictures never leave the page. */
export function Camera({ label, onCode, onRefused }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const found = useEffectEvent(onCode);
  const refused = useEffectEvent(onRefused);
  useEffect(() => {
    const Class = detectorClass();
    const view = video.current;
    if (Class === undefined || view === null) return undefined;
    const detector = new Class({ formats: ['qr_code'] });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let ended = false;
    const end = (): void => {
      ended = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async (): Promise<void> => {
      const [code] = await detector.detect(view).catch(() => []);
      if (code === undefined || ended) return;
      end();
      found(code.rawValue);
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (opened) => {
        stream = opened;
        if (ended) return end();
        view.srcObject = opened;
        await view.play();
        timer = setInterval(() => void look(), lookMs);
        return undefined;
      })
      .catch(() => {
        if (!ended) refused();
      });
    return end;
  }, []);
  return <video ref={video} className={styles.view} aria-label={label} muted playsInline />;
}
