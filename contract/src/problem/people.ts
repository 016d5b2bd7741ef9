import type { ProblemKind } from './kind.ts';

export const peopleProblems = {
  'auth.required': {
    status: 401,
    zh: '请先登录。',
    en: 'Please sign in first.',
  },
  'key.invalid': {
    status: 401,
    zh: 'API 密钥无效、已到期或已撤销。请向管理员申请新的密钥。',
    en: 'This API key is unknown, expired or revoked. Ask an administrator for another one.',
  },
  'key.ended': {
    status: 409,
    zh: '该密钥已撤销，不能再修改。请新建一个密钥。',
    en: 'This key was revoked and cannot be changed. Make another one.',
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
  'auth.ownPassword': {
    status: 401,
    zh: '当前密码不正确，请核对后重试。',
    en: 'The current password is not right. Check it and try again.',
  },
  'auth.sentCode': {
    status: 401,
    zh: '验证码不正确或已过期。请核对收到的最新验证码，或重新发送。',
    en: 'This code is wrong or has expired. Check the newest one you received, or have another sent.',
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
  'holder.unfit': {
    status: 422,
    zh: '所选人员不在{unitZh}办理该地的事项，不能经办。请从名单中另选一人，或留给该单位自行指定。',
    en: 'This person does not handle matters of this place in {unitEn} and cannot have it in hand. Choose somebody from the list, or leave it to the unit.',
  },
} as const satisfies Record<string, ProblemKind>;
