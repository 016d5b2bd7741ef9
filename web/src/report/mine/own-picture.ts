import { openOwnEvidence } from '@heliu/contract/matter/track';
import { ProblemReply } from '@heliu/contract/problem/reply';
import { useQuery } from '@tanstack/react-query';
import { addressOf, ProblemError } from '../../kernel/api/index.ts';
import { currentLanguage } from '../../kernel/i18n/index.ts';
import type { OwnKey } from './OwnReportPage.tsx';

type Size = 'full' | 'thumb';

/** The key travels in the body, so a picture is fetched and shown from memory instead of by an address. */
export async function fetchOwnFile(ownKey: OwnKey, fileId: string, size: Size): Promise<Blob> {
  const response = await fetch(addressOf(openOwnEvidence), {
    method: openOwnEvidence.method,
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      'accept-language': currentLanguage() === 'zh' ? 'zh-CN' : 'en',
      'x-requested-with': 'heliu',
    },
    body: JSON.stringify({ ...ownKey, fileId, size }),
  }).catch((cause: unknown) => {
    throw ProblemError.ofClient('client.unreachable', cause);
  });
  if (response.ok) return response.blob();
  const problem = ProblemReply.safeParse(await response.json().catch(() => undefined));
  throw problem.success ? new ProblemError(problem.data) : ProblemError.ofClient('client.unexpected');
}

/** Address in memory of a picture of one's own report; fetched once, kept while the page is open. */
export function useOwnPicture(ownKey: OwnKey, fileId: string, size: Size) {
  const { data, error, refetch } = useQuery({
    queryKey: [openOwnEvidence.id, ownKey, fileId, size],
    queryFn: async () => URL.createObjectURL(await fetchOwnFile(ownKey, fileId, size)),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return { address: data, error, retry: () => void refetch() };
}
