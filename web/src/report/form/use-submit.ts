import { reportMatter } from '@heliu/contract/matter/endpoints';
import { listOwnReports } from '@heliu/contract/matter/track';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { call, ProblemError } from '../../kernel/api/index.ts';
import { useInvalidate } from '../../kernel/query/index.ts';
import { visitNow } from '../kept.ts';
import { attemptFor, changeDraft, clearDraft, readDraft, type ReportBody } from './draft.ts';
import { keptReceipt, rememberReceiptCode } from './receipt.ts';

/** Sends the report under an id that outlives a reload, so that it is registered once however often it is sent. */
export function useSubmit() {
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ProblemError>();
  const going = useRef(false);
  const send = async (body: ReportBody): Promise<void> => {
    if (going.current) return;
    going.current = true;
    setPending(true);
    setError(undefined);
    const visit = visitNow();
    const attempt = attemptFor(readDraft(), body);
    changeDraft({ attempt });
    try {
      const receipt = await call(reportMatter, { body: { ...body, commandId: attempt.commandId } });
      if (visit !== visitNow()) return;
      const { matterId, code, receiptCode } = receipt;
      keptReceipt.set({ matterId, code, receiptCode, photos: body.evidence?.length ?? 0 });
      if (receiptCode !== null) rememberReceiptCode(matterId, receiptCode);
      clearDraft();
      await invalidate(listOwnReports);
      await navigate({ to: '/report/done', replace: true });
    } catch (cause) {
      if (visit !== visitNow()) return;
      const problem =
        cause instanceof ProblemError ? cause : ProblemError.ofClient('client.unexpected', cause);
      if (!problem.outcomeUnknown) changeDraft({ attempt: null });
      setError(problem);
    } finally {
      going.current = false;
      setPending(false);
    }
  };
  return { send, pending, error };
}
