import { Problem } from '@heliu/contract/problem';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/**
 * OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane. The library's default algorithm is argon2id.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing takes tens of milliseconds of a core: a flood of sign-ins waits here and leaves the rest of the server be. */
const atOnce = 2;
const waitingLimit = 60;

export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Takes as long when there is no account or no password, so that time does not tell.
   * @throws Problem `request.tooMany` when too many wait.
   */
  verify(password: string, stored: string | null | undefined): Promise<boolean>;
  /** Whether a hash was made with weaker parameters than ours and should be made anew. */
  isOutdated(stored: string): boolean;
}

export function createPasswords(): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= waitingLimit) throw new Problem('request.tooMany', { params: { seconds: 5 } });
      await new Promise<void>((go) => waiting.push(go));
    }
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
  let nobody: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => hash(normal(password), parameters)),
    verify: (password, stored) =>
      inTurn(async () => {
        nobody ??= hash('nobody has this password', parameters);
        const matches = await verify(stored ?? (await nobody), normal(password));
        return matches && typeof stored === 'string';
      }),
    isOutdated: (stored) => {
      const made = parseOptions(stored);
      return made.memoryCost < parameters.memoryCost || made.timeCost < parameters.timeCost;
    },
  };
}

/** The same characters typed on another keyboard or system give the same bytes (NIST SP 800-63B asks for NFKC or NFKD). */
const normal = (password: string): string => password.normalize('NFKC');
