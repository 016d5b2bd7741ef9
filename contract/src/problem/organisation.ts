import type { ProblemKind } from './kind.ts';

export const organisationProblems = {
  'organisation.codeTaken': {
    status: 409,
    zh: '该统一社会信用代码已有账户，或正在核验。如您代表该单位，请让其现有代表在账户中邀请您，或拨打 {hotline} 核实。',
    en: 'There is an account with this credit code, or one that waits to be verified. If you speak for the organisation, ask whoever does already to invite you, or call {hotline}.',
  },
  'organisation.notNow': {
    status: 409,
    zh: '账户的状态已有变化，此操作现在不能进行。请刷新后查看。',
    en: 'This account stands differently now, so that cannot be done. Refresh to see how.',
  },
  'organisation.lastRepresentative': {
    status: 409,
    zh: '您是唯一的代表。请先移交给他人，或注销账户。',
    en: 'Nobody else speaks for the organisation. Hand over to somebody first, or close the account.',
  },
  'organisation.invitedAlready': {
    status: 409,
    zh: '该地址已收到邀请，或已是代表。',
    en: 'This address is invited already, or speaks for the organisation.',
  },
  'organisation.notVerified': {
    status: 409,
    zh: '单位账户尚未核验或已停用，暂不能以单位名义反映诉求。您可以以个人名义上报。',
    en: 'The account of the organisation is not verified, or suspended, so nothing can be reported in its name. Report in your own name instead.',
  },
  'organisation.notYours': {
    status: 403,
    zh: '您不是该单位的代表。',
    en: 'You do not speak for this organisation.',
  },
  'circular.notNow': {
    status: 409,
    zh: '这件通知或任务的状态已有变化，此操作现在不能进行。请刷新后查看。',
    en: 'This notice or order stands differently now, so that cannot be done. Refresh to see how.',
  },
  'circular.audienceChanged': {
    status: 409,
    zh: '符合条件的单位现在是 {count} 家，与您确认的不同。请重新核对后发送。',
    en: '{count} organisations fit now, not as many as you were shown. Look again before you send it.',
  },
  'circular.dueInPast': {
    status: 422,
    zh: '期限必须晚于现在。请改选时间。',
    en: 'The time must be still to come. Choose another.',
  },
  'circular.recipientUnknown': {
    status: 422,
    zh: '有单位不在您可以发送的范围内，或账户不是已核验状态。请重新选择。',
    en: 'One of the organisations is not within your reach, or is not verified. Choose again.',
  },
} as const satisfies Record<string, ProblemKind>;
