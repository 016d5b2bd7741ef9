import type { MatterType } from '@heliu/contract/city/matter-type';
import { limitText } from '@heliu/contract/deadline/amount-text';
import { ReporterInput } from '@heliu/contract/matter/endpoints';
import type { Language } from '@heliu/contract/text';
import type { City } from '../city/index.ts';
import type { StagedPart } from '../evidence/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { findReply } from '../kernel/command.ts';
import { reportFor } from '../matter/index.ts';
import { missing, Open311Error, unfit } from './errors.ts';
import type { Form } from './form.ts';
import { readPlace } from './place.ts';
import type { Arguments } from './query.ts';
import type { Open311Room } from './room.ts';
import { servicesOf } from './services.ts';
import type { Shape } from './shape.ts';
import { submissionToken } from './submissions.ts';

export const requestEndpoint = 'open311.request';

const longestDescription = 4000;
const longestTitle = 60;
const mostLinks = 6;

export interface Sent {
  readonly form: Form;
  readonly actor: Actor;
  readonly language: Language;
  readonly idempotencyKey: string | undefined;
}

/** A request of a resident that a program passes on. A token instead of the id where the client asked not to wait. */
export async function submitRequest(room: Open311Room, sent: Sent, byToken: boolean): Promise<Shape> {
  const { form, actor, language, idempotencyKey } = sent;
  const { kernel } = room;
  const city = room.city.current();
  const { accountId } = actor;
  const type = readService(form.args, city, kernel.clock.now());
  const report = {
    ...readWords(form.args, type),
    typeCode: type.code,
    place: readPlace(form.args, city),
    answers: readAnswers(form.args, type),
    reporter: readReporter(form.args),
  };
  const token = await submissionToken(kernel, {
    accountId,
    endpoint: requestEndpoint,
    form,
    idempotencyKey,
  });
  const receipt = await once(room, { token, accountId }, async () =>
    reportFor(room.matter, {
      ...report,
      commandId: token,
      endpoint: requestEndpoint,
      accountId,
      language,
      channel: channelOf(city),
      fileIds: await keepFiles(room, form.files, { token, accountId }),
    }),
  );
  const notice = type.conditions[0] && noticeText(limitText(type.conditions[0].limit, language), language);
  const id = byToken ? { token } : { service_request_id: receipt.code };
  return {
    root: 'service_requests',
    list: { name: 'request', items: [{ ...id, service_notice: notice ?? null, account_id: null }] },
  };
}

const noticeText = (limit: string, language: Language): string =>
  language === 'zh'
    ? `办理时限一般为 ${limit}，以实际立案为准。`
    : `Usually handled within ${limit}, counted from when it is filed.`;

/** The reply of an earlier run with this token, or that of a first one. */
export async function once<Reply>(
  { kernel }: Open311Room,
  { token, accountId }: { readonly token: string; readonly accountId: number },
  work: () => Promise<Reply>,
  endpoint = requestEndpoint,
): Promise<Reply> {
  const earlier = await findReply<Reply>(kernel.db, { commandId: token, endpoint, accountId });
  return earlier === undefined ? work() : earlier.reply;
}

/** Each file once, under an id that follows from the submission and its place in it. */
export async function keepFiles(
  { evidence }: Open311Room,
  files: readonly StagedPart[],
  { token, accountId }: { readonly token: string; readonly accountId: number },
): Promise<string[]> {
  const ids: string[] = [];
  for (const [no, file] of files.entries()) {
    const commandId = `${token.slice(0, -2)}${(Number.parseInt(token.slice(-2), 16) ^ (no + 1)).toString(16).padStart(2, '0')}`;
    ids.push(await evidence.parts.keep(file, { commandId, endpoint: 'open311.media', accountId }));
  }
  return ids;
}

/** The city's channel for this interface, or else the first that residents use. */
function channelOf({ pack }: City): string {
  const own = pack.channels.filter(({ by }) => by === 'resident').map(({ code }) => code);
  return own.find((code) => code === 'open311') ?? own[0] ?? '';
}

function readService(args: Arguments, city: City, now: number): MatterType {
  const code = args.get('service_code');
  if (code === undefined) throw missing('service_code');
  const type = servicesOf(city, now).find((one) => one.code === code);
  if (type !== undefined) return type;
  throw new Open311Error(400, {
    zh: `没有代码为 ${code} 的服务，请先查询 services。`,
    en: `There is no service with the code ${code}; ask for the services first.`,
  });
}

/** A link to media is kept as words for those who handle it. Nothing is ever fetched from it. */
function readWords(args: Arguments, type: MatterType): { title: string; description: string } {
  const description = args.get('description') ?? '';
  if (description.length > longestDescription) {
    throw unfit('description', {
      zh: `至多 ${longestDescription} 个字符的文字`,
      en: `a text of at most ${longestDescription} characters`,
    });
  }
  const given = args.all('media_url');
  if (given.length > mostLinks) {
    throw unfit('media_url', { zh: `至多 ${mostLinks} 个链接`, en: `at most ${mostLinks} links` });
  }
  const links = given.map((link) => readLink(link));
  const [first = ''] = description.split(/\r?\n/);
  const title = first.length >= 2 ? [...first].slice(0, longestTitle).join('') : type.name.zh;
  return { title, description: [description, ...links].filter(Boolean).join('\n') };
}

const longestLink = 500;

function readLink(text: string): string {
  const url = text.length <= longestLink && URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return `媒体链接（未下载）：${url.href}`;
  throw unfit('media_url', { zh: 'http 或 https 链接', en: 'a link with http or https' });
}

/** `attribute[CODE]=key` and `attribute[CODE][]=key`; codes that the service does not ask for are passed over. */
function readAnswers(args: Arguments, type: MatterType): Record<string, string> {
  const answers: Record<string, string> = {};
  const faults: Open311Error[] = [];
  for (const { code, required, options } of type.questions) {
    const name = `attribute[${code}]`;
    const given = [...new Set([...args.all(name), ...args.all(`${name}[]`)])];
    const [answer] = given;
    const keys = options.map((option) => option.code);
    if (answer === undefined && required) faults.push(missing(name));
    else if (given.length > 1 || (answer !== undefined && !keys.includes(answer))) {
      faults.push(unfit(name, { zh: keys.join('、'), en: `one of ${keys.join(', ')}` }));
    } else if (answer !== undefined) answers[code] = answer;
  }
  if (faults.length > 0) throw new Open311Error(400, ...faults.flatMap(({ texts }) => texts));
  return answers;
}

const han = /\p{Script=Han}/u;

/** How to reach whoever reports. `device_id` and `account_id` would tell programs' users apart; they are not kept. */
function readReporter(args: Arguments): ReporterInput {
  const names = [args.get('first_name'), args.get('last_name')].filter((name) => name !== undefined);
  const name = names.some((part) => han.test(part)) ? names.toReversed().join('') : names.join(' ');
  const given = {
    name: name === '' ? undefined : name,
    phone: args.get('phone'),
    email: args.get('email'),
  };
  const parsed = ReporterInput.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  const texts = [...fields].map((field) => ({ zh: `${field} 无效。`, en: `${field} is not valid.` }));
  throw new Open311Error(400, ...texts);
}
