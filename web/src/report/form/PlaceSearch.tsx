import type { PlaceHit } from '@heliu/contract/city/search';
import type { Position } from '@heliu/contract/geo';
import { useShow } from '../../kernel/i18n/index.ts';
import { PlaceFinder } from '../../kernel/place/index.ts';
import { useTexts } from '../texts.ts';
import { changeDraft, readDraft } from './draft.ts';
import { placeWords } from './place-words.ts';

const shownHits = 6;

/** Finds the place of a report by part of its name. */
export function PlaceSearch({ near }: { readonly near: Position | null }) {
  const t = useTexts();
  const show = useShow();
  const choose = (hit: PlaceHit): void => {
    const named = hit.kind === 'landmark' || hit.kind === 'address';
    const pointed = hit.position !== null && (named || hit.kind === 'grid');
    changeDraft({
      position: pointed ? hit.position : null,
      placeCode: pointed ? null : hit.placeCode,
      placeName: placeWords(show(hit.path), show(hit.name)),
      ...(named && readDraft().address === '' ? { address: show(hit.name) } : {}),
    });
  };
  return (
    <PlaceFinder
      label={t('where.search')}
      example={t('where.searchExample')}
      limit={shownHits}
      near={near}
      told={(count) => t('where.hits', { count })}
      onChoose={choose}
    />
  );
}
