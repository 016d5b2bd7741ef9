import { z } from 'zod';
import { fill, type Language } from './text.ts';

interface ProblemKind {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

/** Every refusal of the product: its status, and a text that says what to do next. `{name}` is filled from params. */
export const problems = {
  'input.invalid': {
    status: 400,
    zh: '提交的内容有误，请按下列提示修改后重试。',
    en: 'Some fields are not right. Correct them as listed and send again.',
  },
  'input.malformed': {
    status: 400,
    zh: '请求无法解析：{reason}。请检查格式后重试。',
    en: 'The request cannot be read: {reason}. Check its format and send again.',
  },
  'input.tooLarge': {
    status: 413,
    zh: '内容过大，上限为 {limit}。请缩小后重试。',
    en: 'This is too large; the limit is {limit}. Make it smaller and try again.',
  },
  'auth.required': {
    status: 401,
    zh: '请先登录。',
    en: 'Please sign in first.',
  },
  'auth.forbidden': {
    status: 403,
    zh: '您没有进行此操作的权限。如需办理，请联系管理员。',
    en: 'You do not have permission for this. Ask an administrator if you need it.',
  },
  'auth.origin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝。请从本站页面操作。',
    en: 'The request came from another site and was refused. Use the pages of this site.',
  },
  'auth.credentials': {
    status: 401,
    zh: '登录名或密码不正确，请核对后重试；忘记密码可以找回。',
    en: 'The login or the password is not right. Check both and try again, or recover the password.',
  },
  'auth.code': {
    status: 401,
    zh: '验证码不正确或已过期。请核对时间，输入最新的验证码，或使用备用码。',
    en: 'This code is wrong or has expired. Check the clock, enter the newest code, or use a recovery code.',
  },
  'auth.stepExpired': {
    status: 401,
    zh: '登录等待时间过长，请重新输入密码。',
    en: 'Signing in took too long. Enter the password again.',
  },
  'auth.singleSignOn': {
    status: 401,
    zh: '统一身份登录没有完成：{reason}。请重试，或改用密码登录。',
    en: 'Single sign-on did not finish: {reason}. Try again, or sign in with a password.',
  },
  'auth.passwordChange': {
    status: 403,
    zh: '当前为初始密码，请先修改密码再继续。',
    en: 'This is a first password. Change it before you go on.',
  },
  'request.tooMany': {
    status: 429,
    zh: '操作过于频繁，请在 {seconds} 秒后重试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  'resource.notFound': {
    status: 404,
    zh: '没有找到，或您无权查看。请核对编号。',
    en: 'Not found, or not visible to you. Check the number.',
  },
  'account.loginTaken': {
    status: 409,
    zh: '登录名 {login} 已被使用，请换一个。',
    en: 'The login {login} is taken. Choose another.',
  },
  'account.password': {
    status: 422,
    zh: '密码过于常见，或包含登录名，容易被猜到。请换一个。',
    en: 'This password is widely known or holds the login, so it is easy to guess. Choose another.',
  },
  'account.lastAdministrator': {
    status: 409,
    zh: '这是最后一位在用的管理员。请先设置另一位管理员。',
    en: 'This is the last active administrator. Appoint another first.',
  },
  'account.self': {
    status: 409,
    zh: '不能对自己的账号进行此操作。请由另一位管理员办理。',
    en: 'You cannot do this to your own account. Ask another administrator.',
  },
  'account.totpOn': {
    status: 409,
    zh: '已启用验证器。如需更换，请先停用。',
    en: 'An authenticator is already in force. Switch it off before setting up another.',
  },
  'account.totpOff': {
    status: 409,
    zh: '没有启用中或待确认的验证器。请重新开始设置。',
    en: 'No authenticator is in force or awaiting confirmation. Start setting one up.',
  },
  'command.reused': {
    status: 409,
    zh: '该 commandId 已用于另一操作。请换一个新的。',
    en: 'This commandId was used for another action. Make a new one.',
  },
  'resource.changed': {
    status: 412,
    zh: '内容已被他人更新，请刷新后再操作。',
    en: 'Somebody changed this meanwhile. Refresh and try again.',
  },
  'deadline.calendarEnds': {
    status: 422,
    zh: '法定工作日历没有 {year} 年的安排（现有 {from} 至 {until}）。请先导入 {year} 年的放假和调休安排，再重试。',
    en: 'The legal calendar has no year {year}; it reaches from {from} to {until}. Import the holidays and make-up days of {year}, then try again.',
  },
  'deadline.clockState': {
    status: 409,
    zh: '计时器{stateZh}，不能{actZh}。请刷新后再操作。',
    en: 'This clock is {state}, so “{act}” is not possible. Refresh and try again.',
  },
  'deadline.clockOrder': {
    status: 409,
    zh: '时间 {at} 早于该计时器上一次变动（{floor}）。请使用不早于它的时间。',
    en: 'The time {at} is before the last change of this clock ({floor}). Use a time at or after it.',
  },
  'server.failed': {
    status: 500,
    zh: '系统出错，您的数据没有丢失。请稍后重试；如仍出错，请把编号 {requestId} 告诉管理员。',
    en: 'Something failed; nothing of yours is lost. Try again later, or tell the administrator the number {requestId}.',
  },
  'server.unavailable': {
    status: 503,
    zh: '系统正在启动或维护，请稍后重试。',
    en: 'The system is starting or under maintenance. Try again shortly.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

/** One bad field: a dotted path into the input, and what was expected there. */
export const FieldFault = z.object({ field: z.string(), message: z.string() });
export type FieldFault = z.infer<typeof FieldFault>;

/** RFC 9457 body of every error reply. */
export const ProblemReply = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(FieldFault).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  requestId: z.string().optional(),
});
export type ProblemReply = z.infer<typeof ProblemReply>;

export interface ProblemDetails {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldFault[];
  readonly cause?: unknown;
}

/** The one error class that reaches a person. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldFault[];

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.params = details.params ?? {};
    this.errors = details.errors ?? [];
  }

  get status(): number {
    return problems[this.code].status;
  }

  text(language: Language): string {
    return fill(problems[this.code][language], this.params);
  }
}
