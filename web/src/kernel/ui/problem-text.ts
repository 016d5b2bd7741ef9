import { type ClientFault, ProblemError } from '../api/problem-error.ts';
import { useKernelTexts } from '../i18n/texts.ts';

const clientFaults: readonly ClientFault[] = ['client.unreachable', 'client.timeout', 'client.unexpected'];

/** What to tell a person about a failure: the server's own words, or ours where it could not speak. */
export function useProblemText(): (error: unknown) => string {
  const t = useKernelTexts();
  return (error) => {
    if (!(error instanceof ProblemError)) return t('problem.client.unexpected');
    const fault = clientFaults.find((one) => one === error.code);
    if (fault !== undefined) return t(`problem.${fault}`);
    return error.reply.detail ?? error.reply.title;
  };
}
