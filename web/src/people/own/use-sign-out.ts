import { signOut } from '@heliu/contract/people';
import { useCommand } from '../../kernel/query/index.ts';
import { forgetSession } from '../../kernel/ui/setting.ts';

/**
 * Ends the session and loads the sign-in page anew: it holds nothing of whoever sat here, and does not take this for a
 * session that ended by itself.
 */
export function useSignOut() {
  const out = useCommand(signOut);
  const leave = async (): Promise<void> => {
    if ((await out.run({})) === undefined) return;
    forgetSession();
    window.location.assign('/console/sign-in');
  };
  return { leave, leaving: out.pending };
}
