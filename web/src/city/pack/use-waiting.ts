import { useEffect, useState } from 'react';

/** Half of the bar is reached after this long; a pack of 3,600 grids takes about as much. */
const halfMs = 8_000;

/** How long something has been waited for, and a bar that nears its end without ever reaching it. */
export function useWaiting(): { readonly seconds: number; readonly percent: number } {
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => setPassedMs(performance.now() - from), 500);
    return () => clearInterval(timer);
  }, []);
  return {
    seconds: Math.round(passedMs / 1000),
    percent: Math.round(100 * (1 - halfMs / (halfMs + passedMs))),
  };
}
