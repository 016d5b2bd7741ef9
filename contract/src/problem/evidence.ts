import type { ProblemKind } from './kind.ts';

export const evidenceProblems = {
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
} as const satisfies Record<string, ProblemKind>;
