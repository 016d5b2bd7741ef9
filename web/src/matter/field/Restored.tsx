import styles from './field.module.css';
import { useFieldTexts } from './texts.ts';

/** What was filled in before the app was left or killed is there again. */
export function Restored({ onAnew }: { readonly onAnew: () => void }) {
  const t = useFieldTexts();
  return (
    <output className={styles.restored}>
      {t('restored.text')}
      <button type="button" className={styles.act} onClick={onAnew}>
        {t('restored.anew')}
      </button>
    </output>
  );
}
