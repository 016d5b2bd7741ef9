/** Hours from the beginning, and what was said. */
type Said = readonly [number, string];

interface ReportStory {
  /** Place by its order, from 1. */
  readonly no: number;
  readonly unit: string;
  /** Minutes after it began. */
  readonly after: number;
  readonly answers: Readonly<Record<string, string>>;
  /** Findings that were put right on the spot. */
  readonly settled?: Readonly<Record<string, string>>;
  /** Findings that the centre made matters, with what it wrote, and those that it is asked to register. */
  readonly raised?: Readonly<Record<string, string>>;
  readonly referred?: Readonly<Record<string, string>>;
  /** How many photos were taken of a finding. */
  readonly photos?: Readonly<Record<string, number>>;
}

export interface InspectionStory {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly meetingPlace: string;
  /** Days from the end of the demo's story, at an hour of the city's clocks; or hours, where it has just begun. */
  readonly starts: { readonly inHours: number } | { readonly inDays: number; readonly at: number };
  readonly lastsHours: number;
  /** `town` stands for the centre that convenes it. */
  readonly lead: string;
  readonly units: readonly {
    readonly unit: string;
    readonly checklist?: string;
    /** Who comes, or why nobody does; not yet answered where there is neither. */
    readonly comes?: string;
    readonly declines?: string;
  }[];
  /** How many premises of the register and landmarks of the town, in their order. */
  readonly premises: number;
  readonly landmarks: number;
  readonly begun?: true;
  readonly reports: readonly ReportStory[];
  readonly skipped?: { readonly no: number; readonly after: number; readonly why: string };
  readonly closed?: Said;
  readonly cancelled?: string;
}

const safe = { exits: 'yes', extinguishers: 'working', charging: 'no', gas: 'fit' };

/** Joint inspections as the story of the demo ends, in each of their states. */
export const inspectionStories: readonly InspectionStory[] = [
  {
    name: 'lane',
    title: '示例巷出租房消防燃气联合检查',
    note: '先看疏散通道和灭火器，再看燃气软管。各家自带检测仪。',
    meetingPlace: '社区便民服务站门口',
    starts: { inHours: -1 },
    lastsHours: 3,
    lead: 'emergency',
    units: [
      { unit: 'emergency', checklist: 'rental-premises', comes: '消防科两人、检测员一人' },
      { unit: 'urban', comes: '执法二中队三人' },
      { unit: 'police' },
    ],
    premises: 4,
    landmarks: 0,
    begun: true,
    reports: [
      {
        no: 1,
        unit: 'emergency',
        after: 12,
        answers: { ...safe, exits: 'no' },
        raised: { exits: '二楼通向楼梯的门被旧家具堵住，只能开一条缝，已请房东今天清走。' },
        photos: { exits: 2 },
      },
      {
        no: 2,
        unit: 'emergency',
        after: 45,
        answers: { ...safe, extinguishers: 'lapsed', gas: 'worn', remarks: '房东在场，同意更换。' },
        referred: { gas: '燃气软管表面开裂，灶具没有熄火保护，请街道立案督促房东更换。' },
        photos: { gas: 1 },
      },
    ],
  },
  {
    name: 'summer',
    title: '便民服务站周边公共设施联合检查',
    note: '入冬前的例行检查。',
    meetingPlace: '街道综治中心一楼大厅',
    starts: { inDays: 2, at: 9 },
    lastsHours: 3,
    lead: 'town',
    units: [
      { unit: 'municipal', checklist: 'public-facilities', comes: '设施科科长、养护班长' },
      { unit: 'drainage', checklist: 'public-facilities' },
      { unit: 'traffic-police', declines: '当日有重大活动保障，另行安排。' },
    ],
    premises: 0,
    landmarks: 5,
    reports: [],
  },
  {
    name: 'market',
    title: '服务站夜间照明和井盖联合检查',
    note: '傍晚亮灯后检查。',
    meetingPlace: '街道办事处门口',
    starts: { inDays: -6, at: 18 },
    lastsHours: 2,
    lead: 'municipal',
    units: [
      { unit: 'municipal', checklist: 'public-facilities', comes: '照明班四人' },
      { unit: 'urban', comes: '执法一中队两人' },
    ],
    premises: 0,
    landmarks: 3,
    begun: true,
    reports: [
      {
        no: 1,
        unit: 'municipal',
        after: 15,
        answers: { manholes: 'yes', lamps: 'some-out', fitness: 'no' },
        settled: { lamps: '当场更换两只灯泡，已亮。' },
      },
      {
        no: 2,
        unit: 'municipal',
        after: 50,
        answers: { manholes: 'yes', lamps: 'lit', fitness: 'yes' },
        raised: { fitness: '门前漫步机一侧踏板断裂，已贴停用告示，需要更换。' },
        photos: { fitness: 1 },
      },
    ],
    skipped: { no: 3, after: 80, why: '门前道路封闭施工，改日由街道复查。' },
    closed: [2, '三处检查两处，更换灯泡两只，损坏的健身器材已立案，未发现井盖缺失。封路的一处由街道复查。'],
  },
  {
    name: 'storm',
    title: '临街招牌和外墙联合检查',
    note: '重点看老旧楼栋。',
    meetingPlace: '街道办事处门口',
    starts: { inDays: -3, at: 14 },
    lastsHours: 2,
    lead: 'town',
    units: [{ unit: 'urban', checklist: 'hazards', comes: '执法二中队' }, { unit: 'emergency' }],
    premises: 0,
    landmarks: 2,
    reports: [],
    cancelled: '气象台发布暴雨预警，改期。',
  },
];
