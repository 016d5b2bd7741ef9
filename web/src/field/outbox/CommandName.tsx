import { recordVisit } from '@heliu/contract/patrol';
import type { OutboxCommand } from '../../kernel/offline/index.ts';
import { ActName, ItemWords } from '../../matter/field.tsx';
import { VisitName, VisitWords } from '../../patrol/field.tsx';
import { isSupportAct, SupportActName, SupportWords } from '../../support/field.tsx';
import { useTexts } from '../texts.ts';

interface CommandProps {
  readonly command: OutboxCommand;
}

/** What a command does, in a word. */
export function CommandName({ command }: CommandProps) {
  const t = useTexts();
  const { endpoint, about } = command;
  if (endpoint === '') return t('item.unreadable');
  if (endpoint === recordVisit.id) return <VisitName />;
  return isSupportAct(endpoint) ? <SupportActName endpoint={endpoint} /> : <ActName act={about.act} />;
}

/** What was filled in for it. */
export const CommandWords = ({ command: { endpoint, body } }: CommandProps) => (
  <>
    {endpoint === recordVisit.id && <VisitWords body={body} />}
    {isSupportAct(endpoint) && <SupportWords body={body} />}
    <ItemWords body={body} />
  </>
);
