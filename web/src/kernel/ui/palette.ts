/** Colours of both schemes; every text colour has at least 4.5 : 1 on the surfaces it is used on. */
export interface Palette {
  readonly canvas: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly primary: string;
  readonly primaryStrong: string;
  readonly primarySoft: string;
  readonly onPrimary: string;
  readonly green: string;
  readonly greenSoft: string;
  readonly blue: string;
  readonly blueSoft: string;
  readonly yellow: string;
  readonly yellowSoft: string;
  readonly red: string;
  readonly redSoft: string;
  readonly shadow: string;
}

export const light: Palette = {
  canvas: '#f3f6f7',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#e9eff1',
  line: '#d9e1e5',
  lineStrong: '#7d919b',
  ink: '#14232b',
  inkSoft: '#41545e',
  inkFaint: '#596b75',
  primary: '#12607a',
  primaryStrong: '#0c4a5f',
  primarySoft: '#e2f0f4',
  onPrimary: '#ffffff',
  green: '#1a6b43',
  greenSoft: '#e2f3e9',
  blue: '#1c59b3',
  blueSoft: '#e5eefb',
  yellow: '#855600',
  yellowSoft: '#fcf0d4',
  red: '#b3261e',
  redSoft: '#fce8e6',
  shadow: '20 35 43',
};

export const dark: Palette = {
  canvas: '#10181d',
  surface: '#172127',
  raised: '#1e2a31',
  sunken: '#0c1317',
  line: '#2b3a42',
  lineStrong: '#6d828d',
  ink: '#e6eef1',
  inkSoft: '#b6c5cc',
  inkFaint: '#93a5ae',
  primary: '#62b8d3',
  primaryStrong: '#86cee4',
  primarySoft: '#16333e',
  onPrimary: '#06222c',
  green: '#6cc795',
  greenSoft: '#163426',
  blue: '#8ab4f8',
  blueSoft: '#1b2c47',
  yellow: '#e8b95c',
  yellowSoft: '#3a2c10',
  red: '#f28b82',
  redSoft: '#45201d',
  shadow: '0 0 0',
};

/** The same fonts as `--h-font` of base.css, for what is drawn on a canvas, which knows no variables. */
export const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif';
