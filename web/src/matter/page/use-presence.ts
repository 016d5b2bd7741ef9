import { type Doing, presenceBeatMs, type Present, tellPresence } from '@heliu/contract/matter';
import { useEffect, useState } from 'react';
import { call, isProblem } from '../../kernel/api/index.ts';

const nobody: readonly Present[] = [];

/**
 * Says that the matter is before me for as long as the page is in front, and answers who else has it. Whatever goes
 * wrong is passed over: nobody's work hangs on it.
 */
export function usePresence(matterId: string, doing: Doing): readonly Present[] {
  const [others, setOthers] = useState(nobody);
  useEffect(() => {
    let ended = false;
    const tell = async (now: Doing | 'gone'): Promise<void> => {
      try {
        const { people } = await call(tellPresence, { params: { matterId }, body: { doing: now } });
        if (!ended) setOthers(people);
      } catch (error) {
        if (isProblem(error) && !error.mayPass) clearInterval(beat);
      }
    };
    const inFront = (): boolean => document.visibilityState === 'visible';
    const onVisibility = (): void => void tell(inFront() ? doing : 'gone');
    const beat = setInterval(() => {
      if (inFront()) void tell(doing);
    }, presenceBeatMs);
    void tell(inFront() ? doing : 'gone');
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      ended = true;
      clearInterval(beat);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [matterId, doing]);
  useEffect(
    () => () => {
      call(tellPresence, { params: { matterId }, body: { doing: 'gone' } }).catch(() => {});
    },
    [matterId],
  );
  return others;
}
