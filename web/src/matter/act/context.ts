import type { MatterView } from '@heliu/contract/matter';
import { createContext, useContext } from 'react';
import type { Act } from './order.ts';

interface Acting {
  readonly matter: MatterView;
  readonly act: Act;
  /** Told while files are on their way, so that nothing is sent without them. */
  readonly onUploading: (uploading: boolean) => void;
}

export const ActContext = createContext<Acting | undefined>(undefined);

export function useAct(): Acting {
  const acting = useContext(ActContext);
  if (acting === undefined) throw new Error('useAct is used outside an act’s form');
  return acting;
}
