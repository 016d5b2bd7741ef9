import { DownloadOutlined } from '../kernel/desk/icons.tsx';
import type { MatterFilter } from '@heliu/contract/matter/views';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '../kernel/auth/index.ts';
import { useTexts } from './texts.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }));

export type ExportFilter = Partial<MatterFilter>;

/** Takes the list as it is filtered out of the system; absent for those who may not. */
export function ExportButton({ filter }: { readonly filter: () => ExportFilter }) {
  const t = useTexts();
  const can = useCan();
  const [chosen, setChosen] = useState<ExportFilter>();
  if (!can('matter.export')) return null;
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setChosen(filter())}>
        {t('export')}
      </Button>
      {chosen !== undefined && (
        <Suspense fallback={null}>
          <ExportDialog filter={chosen} onClose={() => setChosen(undefined)} />
        </Suspense>
      )}
    </>
  );
}
