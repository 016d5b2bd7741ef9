import { CloseOutlined, HistoryOutlined } from '../../../kernel/desk/icons.tsx';
import { type GridShape, listGridShapes, previewGridEdit, undoGridEdit } from '@heliu/contract/city-api';
import type { PlaceView } from '@heliu/contract/city/search';
import { Alert, Button, Segmented } from 'antd';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { useMemo, useState } from 'react';
import { Panel, useDone } from '../../../kernel/desk/index.ts';
import { useShow } from '../../../kernel/i18n/index.ts';
import { useCommand, useEndpoint, useInvalidate } from '../../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton, Refusal } from '../../../kernel/ui/index.ts';
import styles from '../../city.module.css';
import edit from './edit.module.css';
import { useTexts } from '../../texts.ts';
import { ChosenGrids } from './ChosenGrids.tsx';
import { EditHistory, type ShownEdit } from './EditHistory.tsx';
import {
  drawsLine,
  emptyDraft,
  isDrawing,
  operationOf,
  pick,
  type Tool,
  tools,
  withoutLast,
  withoutLine,
  withTool,
} from './model.ts';
import { afterUndo } from './refresh.ts';
import { SaveEdit } from './SaveEdit.tsx';
import { useAreas } from './use-areas.ts';
import { useDrawing } from './use-drawing.ts';
import { useEditLayer } from './use-edit-layer.ts';
import { useLocatedClicks } from '../use-map.ts';

interface GridEditorProps {
  readonly map: MapLibreMap | undefined;
  readonly place: PlaceView | undefined;
  readonly onChoose: (code: string | undefined) => void;
  readonly onLeave: () => void;
}

const communityOf = (place: PlaceView | undefined): string | undefined =>
  place?.level === 'grid' ? place.line.at(-1)?.code : place?.level === 'community' ? place.code : undefined;

/** Splits, merges, redraws and renames the grids of a community, beside the map on which they are drawn. */
export function GridEditor({ map, place, onChoose, onLeave }: GridEditorProps) {
  const t = useTexts();
  const show = useShow();
  // While the next place is on its way, the community of the one before stays at hand.
  const known = communityOf(place);
  const [last, setLast] = useState(known);
  if (known !== undefined && known !== last) setLast(known);
  const community = known ?? (place === undefined ? last : undefined);
  const [history, setHistory] = useState(false);
  const name = place?.level === 'grid' ? place.line.at(-1)?.name : place?.name;
  const title = name === undefined ? t('edit.title') : show(name);
  return (
    <Panel
      title={title}
      actions={
        <span className={styles.inline}>
          <Button
            size="small"
            icon={<HistoryOutlined />}
            disabled={community === undefined}
            onClick={() => setHistory(true)}
          >
            {t('edit.history')}
          </Button>
          <Button size="small" icon={<CloseOutlined />} onClick={onLeave}>
            {t('edit.leave')}
          </Button>
        </span>
      }
    >
      {community === undefined ? (
        <Choosing map={map} onChoose={onChoose} />
      ) : (
        <Editing
          key={community}
          map={map}
          community={community}
          first={place?.level === 'grid' ? place.code : undefined}
          history={history}
          onHistory={setHistory}
          onChoose={onChoose}
          onLeave={onLeave}
        />
      )}
    </Panel>
  );
}

function Choosing({ map, onChoose }: Pick<GridEditorProps, 'map' | 'onChoose'>) {
  const t = useTexts();
  useLocatedClicks(map, true, (found) => {
    if (found !== undefined) onChoose(found.grid.code);
  });
  return <EmptyState title={t('edit.choose')}>{t('edit.chooseText')}</EmptyState>;
}

interface EditingProps extends Omit<GridEditorProps, 'place'> {
  readonly community: string;
  readonly first: string | undefined;
  readonly history: boolean;
  readonly onHistory: (open: boolean) => void;
}

function Editing(props: EditingProps) {
  const { community } = props;
  const shapes = useEndpoint(listGridShapes, { params: { code: community } });
  if (shapes.data === undefined) {
    return shapes.error === null ? <PageSkeleton rows={4} /> : <ErrorState error={shapes.error} />;
  }
  return <Drafting {...props} grids={shapes.data.grids} />;
}

interface Done {
  readonly editId: string;
  readonly text: string;
}

function Drafting(props: EditingProps & { readonly grids: readonly GridShape[] }) {
  const { map, community, first, grids, history, onHistory, onChoose, onLeave } = props;
  const t = useTexts();
  const [draft, setDraft] = useState(() => emptyDraft('split', first === undefined ? [] : [first]));
  const [shown, setShown] = useState<ShownEdit>();
  const [done, setDone] = useState<Done>();
  const invalidate = useInvalidate();
  const operation = useMemo(() => operationOf(draft, grids), [draft, grids]);
  const asked = useMemo(
    () => (operation === undefined ? undefined : { body: { operation: { ...operation, names: undefined } } }),
    [operation],
  );
  const preview = useEndpoint(
    previewGridEdit,
    asked ?? { body: { operation: { kind: 'merge', grids: [] } } },
    { enabled: asked !== undefined, keepPrevious: true },
  );
  const answer = asked === undefined ? undefined : preview.data;
  const { areas, borders } = useAreas(draft, grids, answer, shown);
  const drawing = isDrawing(draft);
  const ghost = useDrawing(map, borders, drawing ? 'drawing' : draft.isDrawn ? 'drawn' : 'off', {
    add: (at) => setDraft((now) => ({ ...now, line: [...now.line, at], names: undefined })),
    removeLast: () => setDraft(withoutLast),
    finish: () => setDraft((now) => (now.line.length < 2 ? now : { ...now, isDrawn: true })),
    leave: () => (draft.line.length > 0 ? setDraft(withoutLine) : onLeave()),
  });
  useEditLayer(map, areas, draft.line, ghost);
  const take = (code: string, of: string): void => {
    setShown(undefined);
    setDone(undefined);
    if (of === community) setDraft((now) => pick(now, code));
    else onChoose(code);
  };
  useLocatedClicks(map, !drawing, (found) => {
    if (found !== undefined) take(found.grid.code, found.community.code);
  });
  const begin = (tool: Tool): void => {
    setDone(undefined);
    setShown(undefined);
    setDraft((now) => withTool(now, tool));
  };
  return (
    <div className={styles.stack}>
      {done !== undefined && (
        <DoneNote
          done={done}
          onAway={() => setDone(undefined)}
          onUndone={() => {
            setDone(undefined);
            onChoose(community);
          }}
        />
      )}
      <Segmented<Tool>
        block
        aria-label={t('edit.tools')}
        value={draft.tool}
        onChange={begin}
        options={tools.map((tool) => ({ value: tool, label: t(`edit.tool.${tool}`) }))}
      />
      <p className={edit.hint}>{t(`edit.how.${draft.tool}`)}</p>
      <ChosenGrids draft={draft} grids={grids} onPick={(code) => take(code, community)} />
      {drawsLine(draft.tool) && draft.chosen.length > 0 && (
        <LineTools draft={draft} isDrawing={drawing} onDraft={setDraft} />
      )}
      {operation !== undefined && (
        <SaveEdit
          key={draft.chosen.join(' ')}
          draft={draft}
          operation={operation}
          answer={answer}
          error={preview.error}
          onDraft={setDraft}
          onSaved={(reply, text) => {
            setDone({ editId: reply.editId, text });
            setDraft(emptyDraft(draft.tool));
            void invalidate(previewGridEdit);
            onChoose(reply.after[0]);
          }}
        />
      )}
      <EditHistory
        open={history}
        community={community}
        onClose={() => onHistory(false)}
        onShow={(edit) => {
          setDraft(emptyDraft(draft.tool));
          setShown(edit);
          onHistory(false);
        }}
      />
      {shown !== undefined && (
        <Alert
          type="info"
          title={t(`edit.showing.${shown.which}`)}
          closable={{
            closeIcon: true,
            'aria-label': t('edit.showingEnd'),
            onClose: () => setShown(undefined),
          }}
        />
      )}
    </div>
  );
}

function LineTools({
  draft,
  isDrawing: drawing,
  onDraft,
}: {
  readonly draft: ReturnType<typeof emptyDraft>;
  readonly isDrawing: boolean;
  readonly onDraft: (draft: ReturnType<typeof emptyDraft>) => void;
}) {
  const t = useTexts();
  const { line, isDrawn } = draft;
  if (!drawing && !isDrawn) return null;
  return (
    <div className={styles.stack}>
      <output className={styles.soft}>{t('edit.points', { count: line.length })}</output>
      <div className={styles.inline}>
        {drawing ? (
          <>
            <Button disabled={line.length === 0} onClick={() => onDraft(withoutLast(draft))}>
              {t('edit.removeLast')}
            </Button>
            <Button disabled={line.length < 2} onClick={() => onDraft({ ...draft, isDrawn: true })}>
              {t('edit.finish')}
            </Button>
          </>
        ) : (
          <Button onClick={() => onDraft({ ...draft, isDrawn: false })}>{t('edit.goOn')}</Button>
        )}
        <Button type="text" disabled={line.length === 0} onClick={() => onDraft(withoutLine(draft))}>
          {t('edit.clear')}
        </Button>
      </div>
    </div>
  );
}

interface DoneNoteProps {
  readonly done: Done;
  readonly onAway: () => void;
  readonly onUndone: () => void;
}

function DoneNote({ done, onAway, onUndone }: DoneNoteProps) {
  const t = useTexts();
  const say = useDone();
  const undo = useCommand(undoGridEdit, { refresh: afterUndo });
  const run = async (): Promise<void> => {
    const reply = await undo.run({
      params: { editId: done.editId },
      body: { reason: t('edit.undoneAtOnce') },
    });
    if (reply === undefined) return;
    say(t('edit.undone'));
    onUndone();
  };
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={done.text}
        action={
          <Button size="small" loading={undo.pending} onClick={() => void run()}>
            {t('edit.undo')}
          </Button>
        }
        closable={{ closeIcon: true, 'aria-label': t('edit.away'), onClose: onAway }}
      />
      <Refusal error={undo.error} onRetry={() => void undo.retry()} />
    </>
  );
}
