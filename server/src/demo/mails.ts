import type { City } from '../city/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type SeededMail, seedMails } from '../mails/index.ts';

/** Invented people at addresses that nobody can have. */
const mails: readonly SeededMail[] = [
  {
    minutesAgo: 35,
    senderName: '周晓燕',
    senderAddress: 'zhou@resident.test',
    subject: '小区北门路灯连续三晚不亮',
    body: '您好！\n我们小区北门外的路灯从周一晚上起就不亮了，一共三盏，晚上下班回来很暗，老人不敢走。\n请帮忙联系维修，谢谢。\n\n周晓燕',
  },
  {
    minutesAgo: 150,
    senderName: '刘志强',
    senderAddress: 'liu@resident.test',
    subject: '楼上装修每天早上七点开工',
    body: '楼上住户装修快一个月了，每天早上七点就开始打墙，周末也不停。和物业反映过两次没有结果，请协调一下施工时间。\n联系电话白天不方便接，请回复邮件。',
    refused: [{ name: 'recording.exe', zh: '不收取这种文件。', en: 'Files of this kind are not taken.' }],
  },
  {
    minutesAgo: 260,
    senderName: '孙海洋',
    senderAddress: 'sun@resident.test',
    subject: '绿化带被占用堆放建材（附照片）',
    body: '河边绿化带被堆了砂石和瓷砖，已经一个多星期，雨天泥水流到人行道上。拍了几张照片，见附件。\n地点在河滨步道中段，靠近公交站。',
    fault: { code: 'ENOSPC', attempts: 6 },
  },
  {
    minutesAgo: 420,
    senderName: '社区舞蹈队',
    senderAddress: 'dance@resident.test',
    subject: '回复：广场排练时间',
    body: '同意中心的建议，改到晚上八点半前结束。另外广场西侧的地砖松了几块，有人绊倒，请派人看看。',
    quoted: '> 请各队商量排练的结束时间，并回复本邮件。',
  },
  {
    minutesAgo: 900,
    senderName: '张先生',
    senderAddress: 'zhang@resident.test',
    subject: '自动回复：您的来信已登记',
    body: '我正在休假，下周一回来后处理邮件。',
    reason: 'autoReply',
  },
  {
    minutesAgo: 1600,
    senderName: '企业服务周刊',
    senderAddress: 'news@weekly.test',
    subject: '本周企业服务要闻',
    body: '本期内容：政策解读、活动预告。如不想再收到，请退订。',
    reason: 'list',
  },
];

/** Mails that wait at the desk of the district, and some that were set aside. */
export const loadMails = (kernel: Kernel, city: City): Promise<void> => seedMails(kernel, city, mails);
