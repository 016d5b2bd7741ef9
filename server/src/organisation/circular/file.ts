import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { wallClock } from '@heliu/contract/deadline/local-time';
import { dateOf } from '@heliu/contract/deadline/calendar';
import type { CopyState } from '@heliu/contract/organisation/copy';
import type { OrganisationKind } from '@heliu/contract/organisation/organisation';
import type { Language, Text } from '@heliu/contract/text';
import { stringify } from 'csv-stringify';
import { sql } from 'kysely';
import { enterExport } from '../../export/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Context, replied } from '../../kernel/route.ts';
import type { OrganisationRoom } from '../room.ts';
import { placeNamed } from '../rows.ts';
import { assertSeen } from './list.ts';
import { type CopyFactsRow, copyColumns, overdueAt } from './rows.ts';

const heads: readonly Text[] = [
  { zh: '单位', en: 'Organisation' },
  { zh: '统一社会信用代码', en: 'Credit code' },
  { zh: '类别', en: 'Kind' },
  { zh: '所在地', en: 'Place' },
  { zh: '状态', en: 'State' },
  { zh: '已逾期', en: 'Overdue' },
  { zh: '期限', en: 'Due' },
  { zh: '阅读时间', en: 'Read' },
  { zh: '确认时间', en: 'Acknowledged' },
  { zh: '答复次数', en: 'Answers' },
  { zh: '最近答复', en: 'Last answer' },
];

const stateTexts: Readonly<Record<CopyState, Text>> = {
  sent: { zh: '未读', en: 'Not read' },
  read: { zh: '已读', en: 'Read' },
  acknowledged: { zh: '已确认', en: 'Acknowledged' },
  answered: { zh: '已答复', en: 'Answered' },
  sentBack: { zh: '已退回', en: 'Sent back' },
  accepted: { zh: '已通过', en: 'Accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

const kindTexts: Readonly<Record<OrganisationKind, Text>> = {
  enterprise: { zh: '企业', en: 'Enterprise' },
  shop: { zh: '个体工商户', en: 'Shop' },
  school: { zh: '学校', en: 'School' },
  clinic: { zh: '医疗机构', en: 'Clinic' },
  civicOrg: { zh: '社会组织', en: 'Civic organisation' },
  publicBody: { zh: '机关事业单位', en: 'Public body' },
  other: { zh: '其他', en: 'Other' },
};

const yes: Text = { zh: '是', en: 'yes' };

interface Row extends CopyFactsRow {
  readonly credit_code: string | null;
  readonly late: boolean | null;
  readonly last_words: string | null;
}

/** Day and minute in the city's own time, as spreadsheets sort it. */
function timeText(at: Date | null, timeZone: string): string {
  if (at === null) return '';
  const { day, time } = wallClock(at.getTime(), timeZone);
  return `${dateOf(day)} ${time}`;
}

/** The organisations with the state of each as CSV, in the language of who asks. @throws Problem `resource.notFound`. */
export async function sendFile(
  room: OrganisationRoom,
  circularId: string,
  { actor, reply }: Context,
): Promise<typeof replied> {
  await assertSeen(room, actor, circularId);
  const city = room.city.current();
  const { timeZone } = city.pack;
  const { language } = actor;
  const { rows } = await sql<Row>`
    SELECT ${copyColumns}, o.credit_code, ${overdueAt(room.kernel.clock.now())} AS late, (SELECT n.words
      FROM organisation.answers n WHERE n.circular_id = y.circular_id AND n.organisation_id = y.organisation_id
      ORDER BY n.no DESC LIMIT 1) AS last_words
    FROM organisation.copies y JOIN organisation.organisations o ON o.id = y.organisation_id
    WHERE y.circular_id = ${circularId}::uuid ORDER BY o.name, o.id`.execute(room.kernel.db);
  const lineOf = (row: Row, said: Language): string[] => [
    row.name,
    row.credit_code ?? '',
    kindTexts[row.kind][said],
    placeNamed(row.place_code, city).name[said],
    stateTexts[row.state][said],
    row.late === true ? yes[said] : '',
    timeText(row.due_at, timeZone),
    timeText(row.read_at, timeZone),
    timeText(row.acknowledged_at, timeZone),
    String(row.answers),
    row.last_words ?? '',
  ];
  const lines = [heads.map((head) => head[language]), ...rows.map((row) => lineOf(row, language))];
  await enterFile(room, circularId, { actor, count: rows.length });
  const csv = stringify({ bom: true, record_delimiter: '\r\n', escape_formulas: true });
  void reply
    .header('content-disposition', `attachment; filename="circular-${circularId.slice(0, 8)}.csv"`)
    .header('cache-control', 'private, no-store')
    .type('text/csv; charset=utf-8')
    .send(Readable.from(lines).pipe(csv));
  return replied;
}

/** Who takes the list out is on record before it leaves; what it is for is the circular that it tells of. */
async function enterFile(
  room: OrganisationRoom,
  circularId: string,
  { actor, count }: { readonly actor: Actor; readonly count: number },
): Promise<void> {
  const { db, clock } = room.kernel;
  await db.transaction().execute(async (trx) => {
    const { title } = await trx
      .selectFrom('organisation.circulars')
      .select('title')
      .where('id', '=', circularId)
      .executeTakeFirstOrThrow();
    await enterExport(trx, {
      exportId: randomUUID(),
      actor,
      city: room.city.current(),
      at: clock.now(),
      commandId: randomUUID(),
      format: 'csv',
      personal: false,
      purpose: title,
      filter: { register: 'circular' },
      expected: count,
      written: count,
    });
  });
}
