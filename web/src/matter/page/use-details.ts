import { limitText } from '@heliu/contract/deadline/amount-text';
import { Limit } from '@heliu/contract/deadline/model';
import { Code, Id, Outcome, ReporterVerdict, Satisfaction } from '@heliu/contract/matter/model';
import type { HistoryEntry, MatterView } from '@heliu/contract/matter/views';
import { z } from 'zod';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { formatTime } from '../../kernel/time/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';

/** What events say of a decision, a result or a choice; kinds that say none of it have nothing to add. */
const Told = z.object({
  approved: z.boolean().optional(),
  granted: z.boolean().optional(),
  result: z.enum(['confirmed', 'notFound', 'passed', 'failed']).optional(),
  reached: z.boolean().optional(),
  outcome: Outcome.optional(),
  unsolvableReason: Code.nullish(),
  verdict: ReporterVerdict.nullish(),
  satisfaction: Satisfaction.nullish(),
  limit: Limit.optional(),
  until: z.number().optional(),
  toTypeCode: Code.optional(),
  toAccountId: Id.nullish(),
});

/** What came of an event, in a few words each: approved or not, passed or not, what the reporter said. */
export function useDetails(people: MatterView['people']): (entry: Pick<HistoryEntry, 'data'>) => string[] {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  const names = useCityNames();
  return ({ data }) => {
    const told = Told.safeParse(data).data ?? {};
    const { limit, result, outcome, unsolvableReason, verdict, satisfaction, until, toTypeCode } = told;
    const agreed = told.approved ?? told.granted;
    const person = people.find(({ accountId }) => accountId === told.toAccountId)?.name;
    return [
      agreed === undefined ? undefined : t(agreed ? 'history.approved' : 'history.rejected'),
      result && t(`result.${result}`),
      told.reached === undefined ? undefined : t(told.reached ? 'callBack.yes' : 'callBack.no'),
      outcome && t(`outcome.${outcome}`),
      unsolvableReason && show(names.reason('unsolvable', unsolvableReason)),
      verdict && t('history.verdict', { verdict: t(`verdict.${verdict}`) }),
      satisfaction && t(`satisfaction.${satisfaction}`),
      limit && limitText(limit, language),
      until === undefined ? undefined : t('history.until', { day: formatTime(until, 'day') }),
      toTypeCode && show(names.type(toTypeCode)),
      person,
    ].filter((text) => typeof text === 'string');
  };
}
