import { signIn, signInTotp } from '@heliu/contract/people';
import { useState } from 'react';
import { useRefreshSession, useSession } from '../../kernel/auth/index.ts';
import { isProblem, type ProblemError } from '../../kernel/api/index.ts';
import { useCommand } from '../../kernel/query/index.ts';

export interface SignIn {
  readonly step: 'password' | 'code';
  readonly pending: boolean;
  readonly error: ProblemError | undefined;
  readonly sendPassword: (login: string, password: string) => Promise<void>;
  readonly sendCode: (code: string) => Promise<void>;
  readonly startOver: () => void;
}

/** Signing in as both apps do it: password, then a code where the account asks for one. */
export function useSignIn(onSignedIn: () => void): SignIn {
  const session = useSession();
  const [step, setStep] = useState<SignIn['step']>(session.step === 'totp' ? 'code' : 'password');
  const password = useCommand(signIn);
  const code = useCommand(signInTotp);
  const refresh = useRefreshSession();
  const finish = async (): Promise<void> => {
    await refresh();
    onSignedIn();
  };
  const expired = isProblem(code.error, 'auth.stepExpired');
  const shown = expired ? 'password' : step;
  return {
    step: shown,
    pending: password.pending || code.pending,
    error: shown === 'password' ? (password.error ?? (expired ? code.error : undefined)) : code.error,
    sendPassword: async (login, secret) => {
      code.reset();
      const reply = await password.run({ body: { login, password: secret } });
      if (reply?.status === 'totpRequired') setStep('code');
      if (reply?.status === 'signedIn') await finish();
    },
    sendCode: async (value) => {
      const reply = await code.run({ body: { code: value } });
      if (reply !== undefined) await finish();
    },
    startOver: () => {
      password.reset();
      code.reset();
      setStep('password');
    },
  };
}
