import type { Capability } from '../kernel/kernel.ts';
import type { SignRoom } from './room.ts';
import { signRoutes } from './routes.ts';

/** Signs with QR codes: where a grid or a landmark is, one can report, ask and look up. */
export const createSign = (room: SignRoom): Capability => ({ routes: signRoutes(room) });
