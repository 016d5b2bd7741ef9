import type { InspectedPlace, InspectionView } from '@heliu/contract/joint/inspection-views';
import {
  addInspectionPlaces,
  getInspectionBoard,
  removeInspectionPlace,
  skipInspectionPlace,
} from '@heliu/contract/joint/inspections';
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { Panel, ReasonDialog } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { EmptyState, Refusal, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { PlaceMark } from './Marks.tsx';
import { PlacesField, placesOf, type PlacesValues } from './PlacesField.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { Reports } from './Reports.tsx';
import { shownInspections } from './shown.ts';
import styles from './inspection.module.css';

interface OfInspection {
  readonly inspection: InspectionView;
}

/** Where to, and what was found: those who are there answer the checklists here. */
export function PlacesPanel({ inspection }: OfInspection) {
  const t = useTexts();
  const [adding, setAdding] = useState(false);
  const { places, allowed } = inspection;
  return (
    <Panel
      title={t('inspection.placesTitle')}
      actions={
        allowed.includes('addPlaces') && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t('inspection.act.addPlaces')}
          </Button>
        )
      }
    >
      {places.length === 0 && (
        <EmptyState title={t('inspection.noPlaces')}>{t('inspection.noPlacesText')}</EmptyState>
      )}
      <ol className={styles.parts}>
        {places.map((place, index) => (
          <li key={place.no} className={styles.part}>
            <Place inspection={inspection} place={place} no={index + 1} />
          </li>
        ))}
      </ol>
      {adding && <AddDialog inspection={inspection} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface PlaceProps extends OfInspection {
  readonly place: InspectedPlace;
  readonly no: number;
}

/** The name of a unit that takes part. */
const unitOf = ({ units }: InspectionView, code: string) => units.find(({ unit }) => unit.code === code);

function Place({ inspection, place, no }: PlaceProps) {
  const t = useTexts();
  const show = useShow();
  const name = show(place.name);
  const isGrid = place.kind === 'grid';
  return (
    <section aria-label={name} className={styles.place}>
      <div className={styles.between}>
        <h3 className={styles.placeName}>
          {no}. {name}
        </h3>
        <PlaceMark state={place.state} />
      </div>
      <span className={[styles.line, styles.soft].join(' ')}>
        <span>{t(`inspection.kind.${place.kind}`)}</span>
        {!isGrid && <span>{show(place.area.name)}</span>}
        {place.done !== null && <Time at={place.done.at} show="absolute" />}
      </span>
      {place.words !== null && <p className={styles.words}>{place.words}</p>}
      <Reports inspection={inspection} place={place} />
      <PlaceActs inspection={inspection} place={place} no={no} />
    </section>
  );
}

function PlaceActs({ inspection, place }: PlaceProps) {
  const t = useTexts();
  const show = useShow();
  const [reporting, setReporting] = useState<string>();
  const [asking, setAsking] = useState<'skip' | 'removePlace'>();
  const name = show(place.name);
  if (place.reportable.length === 0 && place.allowed.length === 0) return null;
  return (
    <div className={styles.acts}>
      {place.reportable.map((code) => {
        const invited = unitOf(inspection, code);
        const isDone = place.reports.some(({ unit }) => unit === code);
        const unit = invited === undefined ? code : show(invited.unit.name);
        const act = t(isDone ? 'inspection.act.correct' : 'inspection.act.report', { unit });
        return (
          <Button
            key={code}
            type={isDone ? 'default' : 'primary'}
            aria-label={t('inspection.actOn', { act, name })}
            onClick={() => setReporting(code)}
          >
            {act}
          </Button>
        );
      })}
      {place.allowed.map((act) => (
        <Button
          key={act}
          aria-label={t('inspection.actOn', { act: t(`inspection.act.${act}`), name })}
          onClick={() => setAsking(act)}
        >
          {t(`inspection.act.${act}`)}
        </Button>
      ))}
      {reporting !== undefined && (
        <ReportDialog
          key={reporting}
          inspection={inspection}
          place={place}
          unit={reporting}
          onClose={() => setReporting(undefined)}
        />
      )}
      {asking !== undefined && (
        <PlaceDialog
          key={asking}
          act={asking}
          name={name}
          params={{ inspectionId: inspection.inspectionId, no: place.no }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

interface PlaceDialogProps {
  readonly act: 'skip' | 'removePlace';
  readonly name: string;
  readonly params: { readonly inspectionId: string; readonly no: number };
  readonly onClose: () => void;
}

function PlaceDialog({ act, name, params, onClose }: PlaceDialogProps) {
  const t = useTexts();
  const skip = useCommand(skipInspectionPlace, { refresh: shownInspections });
  const remove = useCommand(removeInspectionPlace, { refresh: shownInspections });
  const { pending, error } = act === 'skip' ? skip : remove;
  const send = async (words: string) => {
    const done =
      act === 'skip' ? await skip.run({ params, body: { words } }) : await remove.run({ params, body: {} });
    if (done !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={`${t(`inspection.act.${act}`)} · ${name}`}
      confirm={t('inspection.ask.confirm')}
      reason={act === 'skip' ? 'required' : 'none'}
      reasonLabel={t('inspection.ask.skip')}
      pending={pending}
      error={error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t(`inspection.ask.${act}Text`)}
    </ReasonDialog>
  );
}

function AddDialog({ inspection, onClose }: OfInspection & { readonly onClose: () => void }) {
  const t = useTexts();
  const [form] = Form.useForm<PlacesValues>();
  const add = useCommand(addInspectionPlaces, { refresh: shownInspections });
  const plans = useEndpoint(getInspectionBoard, {}, { keepPrevious: true }).data?.checklists ?? [];
  const { inspectionId, host } = inspection;
  const send = async (values: PlacesValues) => {
    const places = placesOf(values);
    if (places.length === 0) return onClose();
    if ((await add.run({ params: { inspectionId }, body: { places } })) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('inspection.act.addPlaces')}
      okText={t('inspection.act.addPlaces')}
      cancelText={t('inspection.form.cancel')}
      confirmLoading={add.pending}
      width={640}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="addPlaces"
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void send(values)}
      >
        <PlacesField host={host.code} plans={plans} />
        <Refusal error={add.error} onRetry={() => form.submit()} />
      </Form>
    </Modal>
  );
}
