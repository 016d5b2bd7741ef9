import type { GridShape } from '@heliu/contract/city-api';
import { Checkbox, Select } from 'antd';
import { useShow } from '../../../kernel/i18n/index.ts';
import styles from '../../city.module.css';
import edit from './edit.module.css';
import { useTexts } from '../../texts.ts';
import { adjoining } from './adjoining.ts';
import { type Draft, isChosen } from './model.ts';

interface ChosenGridsProps {
  readonly draft: Draft;
  readonly grids: readonly GridShape[];
  readonly onPick: (code: string) => void;
}

/** The grids that are worked on, and those that adjoin, to be chosen without the map. */
export function ChosenGrids({ draft, grids, onPick }: ChosenGridsProps) {
  const t = useTexts();
  const show = useShow();
  const { tool, chosen } = draft;
  const alone = tool === 'split' || tool === 'describe';
  const beside = alone || chosen.length === 0 ? [] : adjoining(grids, chosen);
  const [first] = chosen;
  return (
    <div className={styles.stack}>
      <Select<string>
        aria-label={t('edit.grid')}
        placeholder={t('edit.grid')}
        value={first ?? null}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(code) => {
          if (code !== first) onPick(code);
        }}
        options={grids.map(({ code, name }) => ({
          value: code,
          label: `${show(name)} · ${code.slice(-3)}`,
          disabled: chosen.includes(code),
        }))}
      />
      {!alone && first !== undefined && (
        <fieldset className={edit.beside}>
          <legend>{t(tool === 'merge' ? 'edit.mergeWith' : 'edit.redrawWith')}</legend>
          {[...chosen.slice(1).flatMap((code) => grids.filter((grid) => grid.code === code)), ...beside].map(
            ({ code, name }) => (
              <Checkbox key={code} checked={chosen.includes(code)} onChange={() => onPick(code)}>
                {show(name)}
              </Checkbox>
            ),
          )}
          {beside.length === 0 && !isChosen(draft) && (
            <span className={styles.soft}>{t('edit.noneBeside')}</span>
          )}
        </fieldset>
      )}
    </div>
  );
}
