import type { Stage } from '@heliu/contract/matter/model';
import { Tag } from 'antd';
import { useTexts } from '../texts.ts';

const colours: Partial<Record<Stage, string>> = {
  registered: 'processing',
  preFilingCheck: 'processing',
  awaitingRuling: 'warning',
  checking: 'processing',
  checked: 'processing',
  closed: 'success',
  declined: 'default',
  voided: 'default',
  merged: 'default',
};

export function StageTag({ stage }: { readonly stage: Stage }) {
  const t = useTexts();
  const colour = colours[stage];
  return (
    <Tag {...(colour === undefined ? {} : { color: colour })} style={{ margin: 0 }}>
      {t(`stage.${stage}`)}
    </Tag>
  );
}
