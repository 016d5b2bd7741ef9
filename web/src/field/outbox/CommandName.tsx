import { recordVisit } from '@heliu/contract/patrol';
import type { OutboxCommand } from '../../kernel/offline/index.ts';
import { ActName } from '../../matter/field.tsx';
import { VisitName } from '../../patrol/field.tsx';

/** What a command does, in a word. */
export const CommandName = ({ command }: { readonly command: OutboxCommand }) =>
  command.endpoint === recordVisit.id ? <VisitName /> : <ActName act={command.about.act} />;
