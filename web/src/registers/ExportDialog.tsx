import { exportPremises, type PremisesFilter } from '@heliu/contract/registers';
import { ReasonDialog } from '../kernel/desk/index.ts';
import { useCommand } from '../kernel/query/index.ts';
import { useTexts } from './texts.ts';

interface ExportDialogProps {
  readonly filter: PremisesFilter;
  readonly onClose: () => void;
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = 'premises.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The register as it is filtered, without contacts; the purpose goes into the record of exports. */
export function ExportDialog({ filter, onClose }: ExportDialogProps) {
  const t = useTexts();
  const command = useCommand(exportPremises);
  const send = async (purpose: string): Promise<void> => {
    const reply = await command.run({ body: { filter, purpose } });
    if (reply === undefined) return;
    save(reply.file);
    onClose();
  };
  return (
    <ReasonDialog
      open
      title={t('export.title')}
      confirm={t('export.open')}
      reasonLabel={t('export.purpose')}
      pending={command.pending}
      error={command.error}
      onConfirm={(purpose) => void send(purpose)}
      onCancel={onClose}
    >
      {t('export.text')}
    </ReasonDialog>
  );
}
