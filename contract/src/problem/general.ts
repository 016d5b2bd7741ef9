import type { ProblemKind } from './kind.ts';

export const generalProblems = {
  'webhook.address': {
    status: 422,
    zh: '该地址不能接收推送：须为 https，且不得指向内部网络。如确需内网地址，请在 HELIU_PRIVATE_NETS 中允许。',
    en: 'This address cannot be subscribed: it must be https and lead outside. Allow a private network in HELIU_PRIVATE_NETS if it is meant.',
  },
  'push.off': {
    status: 409,
    zh: '本系统没有开启浏览器推送。请向管理员了解（HELIU_PUSH_CONTACT）。',
    en: 'This installation pushes nothing to browsers. Ask an administrator (HELIU_PUSH_CONTACT).',
  },
  'push.address': {
    status: 422,
    zh: '该浏览器的推送服务地址不能使用：须为 https，且不得指向内部网络。',
    en: 'The push service of this browser cannot be used: its address must be https and lead outside.',
  },
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
  'command.reused': {
    status: 409,
    zh: '该 commandId 已用于另一操作。请换一个新的。',
    en: 'This commandId was used for another action. Make a new one.',
  },
  'command.past': {
    status: 410,
    zh: '该操作早已完成，未再次执行；当时的答复只保留 30 天。请刷新查看结果。',
    en: 'This was done long ago and is not done again; its answer was kept for 30 days. Refresh to see what came of it.',
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
  'export.tooLarge': {
    status: 422,
    zh: '超过 {max} 件事项，无法一次导出。请缩小范围或时间段。',
    en: 'These are more than {max} matters. Narrow the area or the period and export in parts.',
  },
  'request.tooLong': {
    status: 503,
    zh: '处理时间过长，已停止，没有任何改动。请缩小区域或时间范围后重试；如仍出错，请告诉管理员。',
    en: 'This took too long and was stopped; nothing was changed. Narrow the area or the period and try again, or tell the administrator.',
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
