import { confirmRecovery, requestRecovery } from '@heliu/contract/people';
import { useState } from 'react';
import type { ProblemError } from '../../kernel/api/index.ts';
import { useCommand } from '../../kernel/query/index.ts';

export interface Recovery {
  readonly step: 'login' | 'code' | 'done';
  readonly login: string;
  readonly expiresAt: string | undefined;
  readonly pending: boolean;
  readonly error: ProblemError | undefined;
  readonly request: (login: string) => Promise<void>;
  readonly confirm: (code: string, password: string) => Promise<void>;
  readonly startOver: () => void;
}

/** A lost password: a code by mail, then a new one. */
export function useRecovery(): Recovery {
  const [login, setLogin] = useState('');
  const request = useCommand(requestRecovery);
  const confirm = useCommand(confirmRecovery);
  const waiting = request.reply === undefined ? 'login' : 'code';
  return {
    step: confirm.reply === undefined ? waiting : 'done',
    login,
    expiresAt: request.reply?.expiresAt,
    pending: request.pending || confirm.pending,
    error: confirm.error ?? request.error,
    request: async (given) => {
      setLogin(given);
      confirm.reset();
      await request.run({ body: { login: given } });
    },
    confirm: async (code, password) => {
      await confirm.run({ body: { login, code, password } });
    },
    startOver: () => {
      request.reset();
      confirm.reset();
    },
  };
}
