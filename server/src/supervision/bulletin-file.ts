import type { EndpointInput } from '@heliu/contract/endpoint';
import type { getBulletinFile } from '@heliu/contract/supervision';
import { type Context, replied } from '../kernel/route.ts';
import { bulletinOf } from './bulletin.ts';
import { pdfOf } from './bulletin-pdf.ts';
import { fileName } from './bulletin-texts.ts';
import { xlsxOf } from './bulletin-xlsx.ts';
import type { SupervisionRoom } from './room.ts';

const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Answers with the bulletin as a file to keep, in the language of who asks. */
export async function sendBulletin(
  room: SupervisionRoom,
  { params: { format }, query }: EndpointInput<typeof getBulletinFile>,
  { actor, reply }: Context,
): Promise<typeof replied> {
  const bulletin = await bulletinOf(room, actor, query);
  const { timeZone } = room.city.current().pack;
  const bytes = await (format === 'pdf'
    ? pdfOf(bulletin, actor.language, timeZone)
    : xlsxOf(bulletin, actor.language, timeZone));
  void reply
    .header('content-disposition', `attachment; filename="${fileName(bulletin, format)}"`)
    .header('cache-control', 'private, no-store')
    .type(mediaTypes[format])
    .send(bytes);
  return replied;
}
