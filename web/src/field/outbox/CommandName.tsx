import { recordVisit } from '@heliu/contract/patrol';
import type { OutboxCommand } from '../../kernel/offline/index.ts';
import { ActName } from '../../matter/field.tsx';
import { VisitName } from '../../patrol/field.tsx';
import { isSupportAct, SupportActName } from '../../support/field.tsx';

/** What a command does, in a word. */
export function CommandName({ command }: { readonly command: OutboxCommand }) {
  const { endpoint, about } = command;
  if (endpoint === recordVisit.id) return <VisitName />;
  return isSupportAct(endpoint) ? <SupportActName endpoint={endpoint} /> : <ActName act={about.act} />;
}
