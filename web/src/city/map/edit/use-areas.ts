import type { GridEditPreview, GridShape } from '@heliu/contract/city-api';
import type { Polygon } from '@heliu/contract/geo';
import { useMemo } from 'react';
import { useShow } from '../../../kernel/i18n/index.ts';
import { useTexts } from '../../texts.ts';
import type { ShownEdit } from './EditHistory.tsx';
import type { Draft } from './model.ts';
import { useAreaText } from './area-text.ts';
import type { ShownArea } from './use-edit-layer.ts';

interface Areas {
  readonly areas: readonly ShownArea[];
  /** Borders that the line is drawn to. */
  readonly borders: readonly Polygon[];
}

const drawn = (grid: GridShape): Polygon[] => (grid.outline === null ? [] : [grid.outline]);

/** What is shown above the map: the parts as they would be, else the chosen grids; or an edit of the history. */
export function useAreas(
  { chosen }: Draft,
  grids: readonly GridShape[],
  answer: GridEditPreview | undefined,
  shown: ShownEdit | undefined,
): Areas {
  const t = useTexts();
  const show = useShow();
  const areaText = useAreaText();
  return useMemo(() => {
    const mine = grids.filter(({ code }) => chosen.includes(code));
    const borders = mine.flatMap(drawn);
    if (shown !== undefined) {
      const tone = (i: number) => (shown.which === 'before' ? 'before' : i === 0 ? 'first' : 'second');
      return {
        borders,
        areas: shown.grids.flatMap((grid, i) =>
          drawn(grid).map((outline): ShownArea => ({
            outline,
            tone: tone(i),
            label: show(grid.name),
            centre: grid.centre,
          })),
        ),
      };
    }
    if (answer?.status === 'ready' && chosen.length > 0) {
      return {
        borders,
        areas: answer.after.flatMap((grid, i) =>
          drawn(grid).map((outline): ShownArea => ({
            outline,
            tone: answer.after.length === 1 ? 'chosen' : i === 0 ? 'first' : 'second',
            label: `${areaText(grid.areaM2)}\n${t('edit.open', { count: grid.openMatters })}`,
            centre: grid.centre,
          })),
        ),
      };
    }
    return {
      borders,
      areas: mine.flatMap((grid) => drawn(grid).map((outline): ShownArea => ({ outline, tone: 'chosen' }))),
    };
  }, [chosen, grids, answer, shown, show, t, areaText]);
}
