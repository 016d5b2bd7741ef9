import type { ProblemKind } from './kind.ts';

export const cityProblems = {
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
} as const satisfies Record<string, ProblemKind>;
