export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points of the screen by those that would lie over each other, as their places in the list; the first is where they are shown. */
export function crowdsOf(points: readonly Point[], apartPx: number): number[][] {
  const crowds: { readonly at: Point; readonly all: number[] }[] = [];
  for (const [index, point] of points.entries()) {
    const near = crowds.find(({ at }) => Math.hypot(at.x - point.x, at.y - point.y) < apartPx);
    if (near === undefined) crowds.push({ at: point, all: [index] });
    else near.all.push(index);
  }
  return crowds.map(({ all }) => all);
}

/** Where so many are drawn around one point, in rings, none over another. */
export function ringsOf(count: number, apartPx: number): Point[] {
  const points: Point[] = [];
  for (let ring = 1; points.length < count; ring += 1) {
    const room = Math.min(Math.floor(2 * Math.PI * ring), count - points.length);
    for (let at = 0; at < room; at += 1) {
      const angle = (2 * Math.PI * at) / room - Math.PI / 2;
      points.push({ x: Math.cos(angle) * ring * apartPx, y: Math.sin(angle) * ring * apartPx });
    }
  }
  return points;
}
