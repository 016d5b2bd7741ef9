import { useShow } from '../../kernel/i18n/index.ts';
import { Fault } from '../../kernel/mobile/index.ts';
import { PlaceFinder } from '../../kernel/place/index.ts';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

/** A division or grid, with the words it was found by. */
export interface ChosenPlace {
  readonly code: string;
  readonly words: string;
}

interface PlaceChoiceProps {
  readonly value: ChosenPlace | undefined;
  readonly onChange: (place: ChosenPlace) => void;
  readonly fault: string | undefined;
}

/** The community or grid an organisation is in, by its name or by what stands in it. */
export function PlaceChoice({ value, onChange, fault }: PlaceChoiceProps) {
  const t = useTexts();
  const show = useShow();
  return (
    <div className={styles.stack}>
      <PlaceFinder
        label={t('place.label')}
        example={t('place.example')}
        limit={20}
        missing={fault !== undefined}
        told={(count) => t('place.found', { count })}
        onChoose={(hit) => {
          const words = [show(hit.path), show(hit.name)].filter((part) => part !== '').join(' · ');
          onChange({ code: hit.placeCode, words });
        }}
      />
      {value !== undefined && <p className={styles.flat}>{t('place.chosen', { name: value.words })}</p>}
      <Fault text={fault} />
    </div>
  );
}
