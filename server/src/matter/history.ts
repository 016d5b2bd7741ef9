import { eventKinds } from '@heliu/contract/matter/events';
import type { Stage } from '@heliu/contract/matter/model';
import type { HistoryEntry } from '@heliu/contract/matter/views';
import type { Language } from '@heliu/contract/text';
import { sql } from 'kysely';
import { nameOf } from '../kernel/account-name.ts';
import type { Db } from '../kernel/db.ts';
import { nameBeside } from './mask.ts';

interface EventRow {
  at: Date;
  kind: string;
  actor_id: number | null;
  account_kind: string | null;
  name: string | null;
  payload: {
    version: number;
    stageBefore: Stage | null;
    stageAfter: Stage;
    holderBefore: { unitId: string } | null;
    holderAfter: { unitId: string };
    data: Record<string, unknown>;
  };
}

type MatterEventKind = HistoryEntry['kind'];
const isMatterEvent = (kind: string): kind is MatterEventKind => (eventKinds as string[]).includes(kind);

/** The events of a matter in the order they happened. `language` is the reader's, for the names; reporters are told none. */
export async function readHistory(
  db: Db,
  matterId: string,
  language: Language = 'zh',
): Promise<HistoryEntry[]> {
  const { rows } = await sql<EventRow>`
    SELECT e.at, e.kind, e.actor_id, a.kind AS account_kind, ${nameOf(language)} AS name, e.payload FROM log.events e
    LEFT JOIN people.accounts a ON a.id = e.actor_id
    WHERE e.subject = ${`matter:${matterId}`} ORDER BY e.id`.execute(db);
  return rows.flatMap(({ at, kind, actor_id: actorId, account_kind: whose, name, payload }) =>
    isMatterEvent(kind)
      ? [
          {
            at: at.toISOString(),
            version: payload.version,
            kind,
            by: actorId === null ? null : { accountId: String(actorId), name: nameBeside(whose, name) },
            stageBefore: payload.stageBefore,
            stageAfter: payload.stageAfter,
            holderUnitBefore: payload.holderBefore?.unitId ?? null,
            holderUnitAfter: payload.holderAfter.unitId,
            data: payload.data,
          },
        ]
      : [],
  );
}
