let zone = 'Asia/Shanghai';

/** The city's zone, in which every time on screen is shown whatever the zone of the device. */
export const timeZone = (): string => zone;

export function setTimeZone(name: string): void {
  zone = name;
}
