import { z } from 'zod';

/** `[lng, lat]` in degrees, WGS 84. GCJ-02 and BD-09 are converted before they get this far. */
export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type Position = z.infer<typeof Position>;

/** `west,south,east,north` in degrees, as one query parameter. */
export const Bbox = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/)
  .transform((text) => text.split(',').map(Number) as [number, number, number, number]);

/** Rings of positions, closed, outer ring first (RFC 7946). */
export const Polygon = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(z.array(Position).min(4)).min(1),
});
export type Polygon = z.infer<typeof Polygon>;

export const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(Position).min(4)).min(1)),
});
export type MultiPolygon = z.infer<typeof MultiPolygon>;
