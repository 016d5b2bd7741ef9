/** Part of the house that a file lies in. */
export interface Zone {
  readonly workspace: 'contract' | 'server' | 'web' | 'outside';
  /** Height in its workspace; an import goes down or stays level. */
  readonly layer: Layer;
  /** Capability or shell the file belongs to; empty elsewhere. */
  readonly room: string;
  /** Tests and what only they use may reach further. */
  readonly test: boolean;
}

export type Layer = 'kernel' | 'capability' | 'app' | 'cli' | 'shell' | 'entry' | 'flat';

/** From the ground up. `flat` is a workspace without storeys. */
export const heights: Readonly<Record<Layer, number>> = {
  flat: 0,
  kernel: 0,
  capability: 1,
  app: 2,
  shell: 2,
  cli: 3,
  entry: 4,
};

const shells = new Set(['console', 'field', 'resident', 'screen', 'kiosk']);
/** Tests themselves, `test-*.ts` beside them, and what property tests draw from and judge by: none of it ships. */
const testFile =
  /(\.test\.tsx?|\/test-[^/]+|-oracle\.ts|\/(arbitrary|small-city)\.ts)$|\/proof\/|^server\/test\//;

export function zoneOf(path: string): Zone {
  const test = testFile.test(path);
  const [workspace, src, first = '', ...deeper] = path.split('/');
  if (workspace === 'contract') return { workspace, layer: 'flat', room: '', test };
  if (workspace === 'server' && src === 'src') return { workspace, test, ...serverZone(first, deeper) };
  if (workspace === 'server' && src === 'test') return { workspace, layer: 'entry', room: '', test };
  if (workspace === 'web' && src === 'src') return { workspace, test, ...webZone(first, deeper) };
  return { workspace: 'outside', layer: 'flat', room: '', test };
}

type Place = Pick<Zone, 'layer' | 'room'>;

function serverZone(first: string, deeper: readonly string[]): Place {
  if (deeper.length === 0) return { layer: first === 'main.ts' ? 'entry' : 'app', room: '' };
  if (first === 'kernel') return { layer: 'kernel', room: '' };
  if (first === 'cli') return { layer: 'cli', room: '' };
  return { layer: 'capability', room: first };
}

function webZone(first: string, deeper: readonly string[]): Place {
  if (first === 'kernel') return { layer: 'kernel', room: '' };
  if (!shells.has(first)) return { layer: deeper.length === 0 ? 'entry' : 'capability', room: first };
  return { layer: deeper[0] === 'main.tsx' ? 'entry' : 'shell', room: first };
}
