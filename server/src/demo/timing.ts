import type { Player } from './cast.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';
import type { Move } from './move.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

const offsets = new Map<string, number>();

/** Distance of local time from UTC, looked up once a day and zone. */
function offsetOn(at: number, timeZone: string): number {
  const key = `${timeZone} ${Math.floor(at / (24 * hourMs))}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const local = Date.parse(`${new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
  const offset = Math.round((local - at) / minuteMs) * minuteMs;
  offsets.set(key, offset);
  return offset;
}

/** Staff act by day: an instant of the night moves to the next morning, the rest stays. */
export function byDay(at: number, scene: Scene, random: Random): number {
  const hour = new Date(at + offsetOn(at, scene.city.pack.timeZone)).getUTCHours();
  if (hour >= 8 && hour < 20) return at;
  const ahead = hour < 8 ? 8 - hour : 32 - hour;
  return at + ahead * hourMs + random.below(90) * minuteMs;
}

/** At a whole millisecond, as instants of the running product are. */
export function moveBy(player: Player | undefined, command: Move['command'], at: number): Move | undefined {
  return player && { command, actor: player.actor, accountId: player.accountId, at: Math.floor(at) };
}

export function reasonOf(scene: Scene, act: keyof Scene['city']['pack']['reasons'], random: Random): string {
  return random.pick(scene.city.pack.reasons[act]).code;
}
