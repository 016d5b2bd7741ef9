import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { mainId } from '../ui/index.ts';

/** After moving to another page the keyboard starts at its beginning, not at the link that was followed. */
export function useFocusOnNavigation(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onResolved', ({ fromLocation, toLocation }) => {
        if (fromLocation === undefined || fromLocation.pathname === toLocation.pathname) return;
        document.getElementById(mainId)?.focus({ preventScroll: true });
        window.scrollTo({ top: 0 });
      }),
    [router],
  );
}
