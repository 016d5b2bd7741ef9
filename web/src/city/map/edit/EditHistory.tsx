import { DownloadOutlined } from '../../../kernel/desk/icons.tsx';
import {
  getGridFile,
  gridFiles,
  type GridEditRow,
  type GridShape,
  listGridEdits,
  undoGridEdit,
} from '@heliu/contract/city-api';
import { Button, Drawer, Tag } from 'antd';
import { useState } from 'react';
import { ReasonDialog, useDone } from '../../../kernel/desk/index.ts';
import { useShow } from '../../../kernel/i18n/index.ts';
import { useCommand, usePages } from '../../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Time } from '../../../kernel/ui/index.ts';
import styles from '../../city.module.css';
import edit from './edit.module.css';
import { useTexts } from '../../texts.ts';
import { useAdministersCity } from '../../use-city.ts';
import { afterUndo } from './refresh.ts';

export interface ShownEdit {
  readonly which: 'before' | 'after';
  readonly grids: readonly GridShape[];
}

interface EditHistoryProps {
  readonly open: boolean;
  readonly community: string;
  readonly onClose: () => void;
  readonly onShow: (edit: ShownEdit) => void;
}

/** Who changed the grids of a community, when and why, with the outlines before and after. */
export function EditHistory({ open, community, onClose, onShow }: EditHistoryProps) {
  const t = useTexts();
  return (
    <Drawer open={open} onClose={onClose} title={t('edit.historyTitle')} size={460} destroyOnHidden>
      <Rows community={community} onShow={onShow} />
      <Files />
    </Drawer>
  );
}

function Rows({ community, onShow }: Pick<EditHistoryProps, 'community' | 'onShow'>) {
  const t = useTexts();
  const pages = usePages(listGridEdits, { query: { place: community, limit: 20 } });
  const [asked, setAsked] = useState<GridEditRow>();
  if (pages.error !== null) return <ErrorState error={pages.error} />;
  if (pages.isPending) return <PageSkeleton rows={4} />;
  if (pages.rows.length === 0) return <EmptyState title={t('edit.none')}>{t('edit.noneText')}</EmptyState>;
  return (
    <>
      <ol className={edit.edits}>
        {pages.rows.map((row) => (
          <li key={row.editId}>
            <Row row={row} onShow={onShow} onUndo={() => setAsked(row)} />
          </li>
        ))}
      </ol>
      {pages.hasMore && (
        <Button block loading={pages.isLoadingMore} onClick={pages.more}>
          {t('edit.more')}
        </Button>
      )}
      <UndoDialog row={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

interface RowProps {
  readonly row: GridEditRow;
  readonly onShow: (edit: ShownEdit) => void;
  readonly onUndo: () => void;
}

function Row({ row, onShow, onUndo }: RowProps) {
  const t = useTexts();
  const show = useShow();
  const { kind, at, by, reason, before, after, ended, canUndo } = row;
  const names = (grids: readonly GridShape[]) => grids.map(({ name }) => show(name)).join(t('listComma'));
  return (
    <div className={styles.stack}>
      <div className={styles.inline}>
        <strong>{t(`edit.tool.${kind}`)}</strong>
        {ended !== null && <Tag>{t(`edit.ended.${ended.as}`)}</Tag>}
      </div>
      <div>
        {names(before)} → {names(after)}
      </div>
      <div className={styles.soft}>
        {by ?? t('edit.unknown')} · <Time at={at} detail="second" />
      </div>
      <div>{t('edit.why', { reason })}</div>
      {ended !== null && (
        <div className={styles.soft}>
          {t(`edit.endedBy.${ended.as}`, { by: ended.by ?? t('edit.import') })} ·{' '}
          <Time at={ended.at} detail="second" />
          {ended.reason !== null && <div>{t('edit.why', { reason: ended.reason })}</div>}
        </div>
      )}
      <div className={styles.inline}>
        <Button size="small" onClick={() => onShow({ which: 'before', grids: before })}>
          {t('edit.showBefore')}
        </Button>
        <Button size="small" onClick={() => onShow({ which: 'after', grids: after })}>
          {t('edit.showAfter')}
        </Button>
        {canUndo && (
          <Button size="small" danger onClick={onUndo}>
            {t('edit.undo')}
          </Button>
        )}
      </div>
    </div>
  );
}

function UndoDialog({
  row,
  onClose,
}: {
  readonly row: GridEditRow | undefined;
  readonly onClose: () => void;
}) {
  const t = useTexts();
  const done = useDone();
  const undo = useCommand(undoGridEdit, { refresh: afterUndo });
  const run = async (reason: string): Promise<void> => {
    if (row === undefined) return;
    const reply = await undo.run({ params: { editId: row.editId }, body: { reason } });
    if (reply === undefined) return;
    done(t('edit.undone'));
    onClose();
  };
  return (
    <ReasonDialog
      open={row !== undefined}
      title={t('edit.undoTitle')}
      confirm={t('edit.undo')}
      danger
      pending={undo.pending}
      error={undo.error}
      onConfirm={(reason) => void run(reason)}
      onCancel={() => {
        undo.reset();
        onClose();
      }}
    >
      {t('edit.undoText')}
    </ReasonDialog>
  );
}

/** For whoever keeps the pack: the grids as they are now, in the form of its files. */
function Files() {
  const t = useTexts();
  const whole = useAdministersCity();
  if (!whole) return null;
  return (
    <div className={edit.files}>
      <span className={styles.soft}>{t('edit.files')}</span>
      <span className={styles.inline}>
        {gridFiles.map((file) => (
          <Button
            key={file}
            size="small"
            icon={<DownloadOutlined />}
            href={getGridFile.path.replace(':file', file)}
            download={file}
          >
            {file}
          </Button>
        ))}
      </span>
    </div>
  );
}
