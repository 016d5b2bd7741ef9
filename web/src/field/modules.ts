import type { FieldModule } from '../kernel/route/index.ts';
import { matterModule } from '../matter/field.tsx';
import { patrolModule } from '../patrol/field.tsx';
import { signModule } from '../sign/field.tsx';
import { supportModule } from '../support/field.tsx';

/** Every capability with pages for officers in the field. */
export const modules: readonly FieldModule[] = [matterModule, patrolModule, supportModule, signModule];
