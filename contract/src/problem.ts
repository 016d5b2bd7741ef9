import { z } from 'zod';
import { fill, type Language, type Text } from './text.ts';

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
  'auth.singleSignOnUnknown': {
    status: 403,
    zh: '您的统一身份没有关联本系统的账号。请联系管理员关联后再登录。',
    en: 'Your single sign-on identity is not linked to an account here. Ask an administrator to link it.',
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
  'account.emailTaken': {
    status: 409,
    zh: '该邮箱或手机号已用于另一账号。请核对，或先在那一账号中更改。',
    en: 'This e-mail address or phone number belongs to another account. Check it, or change it there first.',
  },
  'account.identityTaken': {
    status: 409,
    zh: '该统一身份已关联另一账号。请先在那一账号中解除。',
    en: 'This single sign-on identity is linked to another account. Unlink it there first.',
  },
  'account.beyondReach': {
    status: 403,
    zh: '超出您管理的区域：{scope}。请由上级管理员办理。',
    en: 'This lies beyond the area you administer: {scope}. Ask an administrator above you.',
  },
  'account.inactive': {
    status: 409,
    zh: '该账号已停用。请先重新启用。',
    en: 'This account is closed. Open it again first.',
  },
  'account.active': {
    status: 409,
    zh: '该账号正在使用中，无需重新启用。',
    en: 'This account is open already.',
  },
  'mail.notConfigured': {
    status: 409,
    zh: '本系统没有配置邮件服务，不能向邮箱发送验证码。请联系管理员，或匿名上报并凭回执码查询。',
    en: 'This system has no mail gateway, so no code can be mailed. Ask an administrator, or report without an account and keep the receipt code.',
  },
  'sms.notConfigured': {
    status: 409,
    zh: '本系统没有配置短信网关，不能向手机发送验证码。请改用邮箱，或联系管理员。',
    en: 'This system has no text-message gateway, so no code can be sent to a phone. Use an e-mail address, or ask an administrator.',
  },
  'account.passwordSame': {
    status: 422,
    zh: '新密码与原密码相同，请换一个。',
    en: 'The new password is the old one. Choose another.',
  },
  'account.residentOnly': {
    status: 409,
    zh: '居民账号没有角色，密码由本人找回，不能由管理员办理。',
    en: 'A resident’s account has no roles, and its owner recovers the password; an administrator cannot do this.',
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
  'command.refused': {
    status: 409,
    zh: '当前状态下不能进行此操作。',
    en: 'This cannot be done in the present state.',
  },
  'resource.changed': {
    status: 412,
    zh: '内容已被他人更新，请刷新后再操作。',
    en: 'Somebody changed this meanwhile. Refresh and try again.',
  },
  'deadline.calendarEnds': {
    status: 422,
    zh: '法定工作日历没有 {year} 年的安排（现有 {from} 至 {until}）。请补上 {year} 年的放假和调休安排后重试：heliu due 用 --legal-year，运行中的城市用 heliu city calendar import 或管理页面。',
    en: 'The legal calendar has no year {year}; it reaches from {from} to {until}. Give the holidays and make-up days of {year} and try again: heliu due takes them by --legal-year, a running city by heliu city calendar import or in its administration.',
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
  'city.missing': {
    status: 503,
    zh: '系统中还没有城市数据包。请管理员先运行 heliu city import。',
    en: 'No city pack is loaded yet. An administrator runs heliu city import first.',
  },
  'city.typeUnknown': {
    status: 400,
    zh: '没有编号为 {type} 的事项类型。请从事项清单中选择。',
    en: 'There is no type of matter with the code {type}. Choose one from the list.',
  },
  'city.otherCity': {
    status: 409,
    zh: '本系统已装载城市 {there}，不能改为 {given}。请为另一城市使用单独的数据库。',
    en: 'This database holds the city {there}; it cannot become {given}. Use a database of its own.',
  },
  'city.packFile': {
    status: 422,
    zh: '这不是城市包的 zip 压缩包，或已损坏。请把含有 pack.yaml 的文件夹压缩为 zip（解压后不超过 {limit}）再上传。',
    en: 'This is no zip of a city pack, or it is damaged. Zip the folder that holds pack.yaml (at most {limit} unpacked) and upload that.',
  },
  'city.uploadGone': {
    status: 410,
    zh: '该城市包已应用或超过 24 小时，检查结果已失效。请重新上传检查。',
    en: 'This pack was applied already, or its check is over 24 hours old. Upload it again.',
  },
  'city.changedMeanwhile': {
    status: 409,
    zh: '检查之后，城市数据已被他人更新。请重新上传，核对变更后再应用。',
    en: 'Somebody changed the city since this pack was checked. Upload it again and look at the changes before applying them.',
  },
  'grid.refused': {
    status: 422,
    zh: '网格不能这样调整。',
    en: 'The grids cannot be changed like this.',
  },
  'grid.changedMeanwhile': {
    status: 409,
    zh: '城市数据刚刚更新过。请查看最新的网格后再试。',
    en: 'The city changed meanwhile. Look at the grids as they are now and try again.',
  },
  'place.outside': {
    status: 400,
    zh: '该地点不在本区范围内。请在地图上重新选点，或选择所在的村（社区）。',
    en: 'This place lies outside the district. Choose another point, or the village or community it belongs to.',
  },
  'place.unknown': {
    status: 400,
    zh: '没有编号为 {place} 的区划或网格。请从列表中选择。',
    en: 'There is no division or grid with the code {place}. Choose one from the list.',
  },
  'place.notYours': {
    status: 403,
    zh: '该地点不在您的工作范围内。请转给负责该地的网格员或中心登记。',
    en: 'This place is outside your area. Let its officer or its centre register the matter.',
  },
  'enrolment.personUnknown': {
    status: 422,
    zh: '您管理的区域内没有使用此登录名的在职工作人员。请核对登录名，或请上级办理。',
    en: 'No active member of staff in your area has this login. Check it, or ask somebody above you.',
  },
  'evidence.noFile': {
    status: 400,
    zh: '没有收到文件。请选择一张照片或一个文件再上传。',
    en: 'No file arrived. Choose one photo or file and upload it again.',
  },
  'evidence.notAllowed': {
    status: 415,
    zh: '不支持这种文件（按内容判断，与扩展名无关）。可以上传：{allowed}。',
    en: 'This kind of file is not taken (judged by its content, not its name). You can upload: {allowed}.',
  },
  'evidence.damaged': {
    status: 422,
    zh: '文件已损坏或不完整，无法读取。请重新拍摄、导出或换一个文件。',
    en: 'The file is damaged or incomplete and cannot be read. Take or export it again, or choose another.',
  },
  'evidence.tooManyPixels': {
    status: 422,
    zh: '照片的像素过多：上限为 {tenThousands} 万像素。请用普通分辨率拍摄，或缩小后再上传。',
    en: 'The photo has too many pixels; the limit is {megapixels} megapixels. Take it at normal resolution, or make it smaller.',
  },
  'evidence.macros': {
    status: 422,
    zh: '文件含有宏、控件或嵌入的程序，不能接收。请去掉它们，或另存为 pdf 再上传。',
    en: 'The file holds macros, controls or embedded programs and is not taken. Remove them, or save it as PDF and upload that.',
  },
  'evidence.protected': {
    status: 422,
    zh: '文件设有密码，无法检查。请去掉密码后再上传。',
    en: 'The file is protected by a password and cannot be checked. Remove the password and upload it again.',
  },
  'evidence.infected': {
    status: 422,
    zh: '文件未通过病毒检查，不能使用。请在自己的设备上查杀后，换一个文件。',
    en: 'The file did not pass the virus check and cannot be used. Check your device, then choose another file.',
  },
  'evidence.awaitingScan': {
    status: 409,
    zh: '文件正在等待病毒检查，暂时不能下载。请稍后再试。',
    en: 'The file is waiting for its virus check and cannot be downloaded yet. Try again later.',
  },
  'evidence.unclaimable': {
    status: 422,
    zh: '附件 {file} 不能使用：不是您上传的，或上传已超过 24 小时，或已用于其他事项。请重新上传。',
    en: 'The attached file {file} cannot be used: it is not yours, was uploaded over 24 hours ago, or belongs to a matter already. Upload it again.',
  },
  'evidence.expired': {
    status: 410,
    zh: '该文件上传后 24 小时内未使用，已删除。请重新上传。',
    en: 'The file was not used within 24 hours and is deleted. Upload it again.',
  },
  'evidence.busy': {
    status: 503,
    zh: '正在处理的文件较多，请一分钟后再上传。',
    en: 'Many files are being processed. Upload yours again in a minute.',
  },
  'view.nameTaken': {
    status: 409,
    zh: '您已有名为“{name}”的视图。请换一个名称，或先改名或删除原来的。',
    en: 'You have a view called “{name}” already. Choose another name, or rename or delete that one first.',
  },
  'view.tooMany': {
    status: 409,
    zh: '最多保存 {max} 个视图。请先删除不再使用的。',
    en: 'At most {max} views can be kept. Delete one that you no longer use first.',
  },
  'holder.unfit': {
    status: 422,
    zh: '所选人员不在{unitZh}办理该地的事项，不能经办。请从名单中另选一人，或留给该单位自行指定。',
    en: 'This person does not handle matters of this place in {unitEn} and cannot have it in hand. Choose somebody from the list, or leave it to the unit.',
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
  /** Says more exactly than the table what is wrong and what to do, such as why the life cycle refuses. */
  readonly text?: Text;
  readonly cause?: unknown;
}

/** The one error class that reaches a person. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldFault[];
  readonly #text: Text | undefined;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.params = details.params ?? {};
    this.errors = details.errors ?? [];
    this.#text = details.text;
  }

  get status(): number {
    return problems[this.code].status;
  }

  text(language: Language): string {
    return fill((this.#text ?? problems[this.code])[language], this.params);
  }
}
