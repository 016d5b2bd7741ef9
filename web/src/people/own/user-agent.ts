/** Order matters: most browsers also name the ones they descend from. */
const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['WeChat', /MicroMessenger\//],
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['QQ Browser', /M?QQBrowser\//],
  ['UC', /UCBrowser\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /Version\/[\d.]+.*Safari\//],
];

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
];

const nameIn = (text: string, list: readonly (readonly [string, RegExp])[]): string | undefined =>
  list.find(([, pattern]) => pattern.test(text))?.[0];

/** "Chrome · Windows" for a person to recognise a device by; undefined where nothing is recognised. */
export function describeUserAgent(userAgent: string | null): string | undefined {
  if (userAgent === null) return undefined;
  const parts = [nameIn(userAgent, browsers), nameIn(userAgent, systems)].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? undefined : parts.join(' · ');
}
