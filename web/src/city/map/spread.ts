/** A circle on the screen, in pixels. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface Spot {
  x: number;
  y: number;
  readonly radius: number;
}

/** Room left between two circles, so that their rims stay apart. */
const gap = 2;
/** A town's centre settles within some dozens; what is denser stays a little on top of each other. */
const rounds = 200;
/** Circles of one spot part in directions of their own: the golden angle never points twice the same way. */
const turn = Math.PI * (3 - Math.sqrt(5));

/** Pushes circles that lie on each other apart, each half of the way; those alone stay where they are. */
export function spread(circles: readonly Circle[]): { readonly x: number; readonly y: number }[] {
  const spots: Spot[] = circles.map(({ x, y, radius }) => ({ x, y, radius }));
  for (let round = 0; round < rounds && partAll(spots); round += 1);
  return spots.map(({ x, y }) => ({ x, y }));
}

/** @returns whether any two were too near to each other. */
function partAll(spots: readonly Spot[]): boolean {
  let moved = false;
  for (const [i, one] of spots.entries()) {
    for (const [j, other] of spots.slice(i + 1).entries())
      if (part(one, other, i * spots.length + j)) moved = true;
  }
  return moved;
}

/** @returns whether the two were too near to each other. */
function part(a: Spot, b: Spot, index: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  const overlap = a.radius + b.radius + gap - distance;
  if (overlap <= 0.1) return false;
  const [ux, uy] =
    distance < 0.01 ? [Math.cos(index * turn), Math.sin(index * turn)] : [dx / distance, dy / distance];
  a.x -= (ux * overlap) / 2;
  a.y -= (uy * overlap) / 2;
  b.x += (ux * overlap) / 2;
  b.y += (uy * overlap) / 2;
  return true;
}
