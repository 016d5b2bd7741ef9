import type { PublicProgress } from '@heliu/contract/matter/track';

export type ProgressStep = PublicProgress['steps'][number];

/** Without what only repeats the step before it, such as an order passed on within one unit. */
export const tellingSteps = (steps: readonly ProgressStep[]): readonly ProgressStep[] =>
  steps.filter((one, index) => {
    const before = steps[index - 1];
    return before === undefined || before.step !== one.step || before.unitId !== one.unitId;
  });

/** Handling rests: suspended and not resumed since. */
export const isSuspended = (steps: readonly ProgressStep[]): boolean =>
  steps.findLast(({ step }) => step === 'suspended' || step === 'resumed')?.step === 'suspended';
