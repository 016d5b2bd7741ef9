import type { PlaceHit } from '@heliu/contract/city/search';
import type { GridChoice } from '@heliu/contract/enrolment';
import { useShow } from '../kernel/i18n/index.ts';
import { PlaceFinder } from '../kernel/place/index.ts';
import { useTexts } from './texts.ts';

/** A grid, or a point in it, with the words it was found by. */
export interface FoundGrid {
  readonly place: GridChoice;
  readonly words: string;
}

/** What a place says of the grid; undefined where it has many. */
function gridChoice({ kind, placeCode, position }: PlaceHit): GridChoice | undefined {
  if (kind === 'grid') return { gridCode: placeCode };
  return (kind === 'landmark' || kind === 'address') && position !== null ? { position } : undefined;
}

/** Finds a grid by its own name or code, or by what stands in it. */
export function GridSearch({ onFound }: { readonly onFound: (found: FoundGrid) => void }) {
  const t = useTexts();
  const show = useShow();
  return (
    <PlaceFinder
      label={t('search.label')}
      example={t('search.example')}
      limit={30}
      accepts={(hit) => gridChoice(hit) !== undefined}
      told={(count) => (count === 0 ? t('search.none') : t('search.count', { count }))}
      onChoose={(hit) => {
        const place = gridChoice(hit);
        const words = [show(hit.path), show(hit.name)].filter((part) => part !== '').join(' · ');
        if (place !== undefined) onFound({ place, words });
      }}
    />
  );
}
