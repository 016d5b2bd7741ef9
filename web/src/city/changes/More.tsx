import { Button } from 'antd';
import { useTexts } from '../texts.ts';

interface MoreProps {
  /** Nothing is shown where nothing is left. */
  readonly count: number;
  readonly onAll: () => void;
}

/** Shows the rest of a list. */
export function More({ count, onAll }: MoreProps) {
  const t = useTexts();
  if (count <= 0) return null;
  return (
    <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={onAll}>
      {t('change.more', { count })}
    </Button>
  );
}
