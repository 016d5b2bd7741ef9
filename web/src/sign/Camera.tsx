import { useEffect, useEffectEvent, useRef } from 'react';
import styles from './scan.module.css';

/** As far as we use it; not in every browser, and not in the types of the platform. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: ['qr_code'] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Whether there is a camera to ask for at all. */
export const canScan = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

/** What this browser reads codes with; a library where it has nothing of its own. */
async function openDetector(): Promise<Detector> {
  const own = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  const Class =
    own !== undefined && formats.includes('qr_code') ? own : (await import('qr/decode.js')).BarcodeDetector;
  return new Class({ formats: ['qr_code'] });
}

const lookMs = 200;

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
    const view = video.current;
    if (view === null) return undefined;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const end = (): void => {
      ended = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const look = async (detector: Detector): Promise<void> => {
      const [code] = await detector.detect(view).catch(() => []);
      if (ended) return;
      if (code === undefined) {
        timer = setTimeout(() => void look(detector), lookMs);
        return;
      }
      end();
      found(code.rawValue);
    };
    const open = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (ended) return end();
      view.srcObject = stream;
      const [detector] = await Promise.all([openDetector(), view.play()]);
      if (!ended) await look(detector);
    };
    open().catch(() => {
      if (ended) return;
      end();
      refused();
    });
    return end;
  }, []);
  return <video ref={video} className={styles.view} aria-label={label} muted playsInline />;
}
