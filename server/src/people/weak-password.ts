import { Problem } from '@heliu/contract/problem';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Passwords that people here choose again and again and that no English list has. */
const local = [
  'woaini',
  '1314',
  '5201314',
  '1314520',
  'wodemima',
  'nihao',
  'heliu',
  'aini',
  'zhongguo',
  '888888',
];

/** Of 0–4: a guess takes at least 10^8 tries, which the sign-in guard stretches to lifetimes. */
const leastScore = 3;

/** Longer ones are strong by length or by nothing the estimate would find in time. */
const longestChecked = 100;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Its word lists are large: loaded with the first password that is chosen. */
async function openEstimator(): Promise<ZxcvbnFactory> {
  const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new core.ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}

/**
 * Refuses passwords from leaks, keyboard runs and the like, and those that hold the login or name of their owner.
 * @throws Problem `account.password`.
 */
export async function assertStrong(password: string, owner: readonly (string | null)[]): Promise<void> {
  const own = owner.flatMap((text) =>
    text === null ? [] : [text.toLowerCase(), ...text.toLowerCase().split(/[@._+-]/)],
  );
  const folded = password.toLowerCase();
  if (own.some((text) => text.length >= 4 && folded.includes(text))) throw new Problem('account.password');
  estimator ??= openEstimator();
  const { score } = (await estimator).check(password.slice(0, longestChecked), [...own, ...local]);
  if (score < leastScore) throw new Problem('account.password');
}
