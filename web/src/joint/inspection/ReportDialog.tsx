import { CheckOutlined } from '../../kernel/desk/icons.tsx';
import type { InspectedPlace, InspectionView } from '@heliu/contract/joint/inspection-views';
import { reportOnPlace } from '@heliu/contract/joint/inspections';
import { isFinding, itemsAmiss } from '@heliu/contract/patrol/checklist';
import type { ChecklistItem } from '@heliu/contract/patrol/plan';
import { Button, Input, Modal, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { Refusal } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import { allInOrder, type FindingPhotos, given, photosOf, photosToSend } from './answering.ts';
import { FindingPhotosField } from './FindingPhotosField.tsx';
import { shownInspections } from './shown.ts';
import styles from './inspection.module.css';

type Said = Readonly<Record<string, string | undefined>>;

interface ReportDialogProps {
  readonly inspection: InspectionView;
  readonly place: InspectedPlace;
  readonly unit: string;
  readonly onClose: () => void;
}

/** The checklist of a unit at a place, answered on the spot: one tap says that all is in order. */
export function ReportDialog({ inspection, place, unit, onClose }: ReportDialogProps) {
  const t = useTexts();
  const show = useShow();
  const { inspectionId, units } = inspection;
  const invited = units.find((one) => one.unit.code === unit);
  const items = invited?.checklist?.items ?? [];
  const earlier = place.reports.find((one) => one.unit === unit);
  const [revision] = useState(earlier?.revision ?? 0);
  const [answers, setAnswers] = useState<Said>(earlier?.answers ?? {});
  const [tried, setTried] = useState(false);
  const [kept, setKept] = useState<FindingPhotos>(photosOf(earlier));
  const [added, setAdded] = useState<FindingPhotos>({});
  const [uploading, setUploading] = useState<Readonly<Record<string, boolean>>>({});
  const busy = Object.values(uploading).includes(true);
  const report = useCommand(reportOnPlace, { refresh: shownInspections });
  const amiss = itemsAmiss(items, given(answers)).map(({ code }) => code);
  const send = async () => {
    setTried(true);
    const [first] = amiss;
    if (first !== undefined) return document.getElementById(`asks-${first}`)?.scrollIntoView();
    const params = { inspectionId, no: place.no, unit };
    const said = given(answers);
    const body = { answers: said, revision, photos: photosToSend(items, said, [kept, added]) };
    const done = await report.run({ params, body });
    if (done !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={`${show(place.name)} · ${invited === undefined ? unit : show(invited.unit.name)}`}
      okText={t('inspection.report.save')}
      okButtonProps={{ disabled: busy }}
      cancelText={t('inspection.form.cancel')}
      confirmLoading={report.pending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles.report}>
        <Button icon={<CheckOutlined />} block onClick={() => setAnswers(allInOrder(items, answers))}>
          {t('inspection.report.allInOrder')}
        </Button>
        {items.map((item) => (
          <Asks
            key={item.code}
            item={item}
            value={answers[item.code]}
            missing={tried && amiss.includes(item.code)}
            onChange={(answer) => setAnswers({ ...answers, [item.code]: answer })}
          >
            {item.answer !== 'text' && (
              <div className={styles.photosOf} hidden={!isFinding(item, answers[item.code])}>
                <FindingPhotosField
                  words={show(item.text)}
                  kept={kept[item.code] ?? []}
                  onKept={(ids) => setKept((all) => ({ ...all, [item.code]: ids }))}
                  onAdded={(ids) => setAdded((all) => ({ ...all, [item.code]: ids }))}
                  onUploading={(now) => setUploading((all) => ({ ...all, [item.code]: now }))}
                />
              </div>
            )}
          </Asks>
        ))}
        <Refusal error={report.error} onRetry={() => void send()} />
      </div>
    </Modal>
  );
}

interface AsksProps {
  readonly item: ChecklistItem;
  readonly value: string | undefined;
  readonly missing: boolean;
  readonly onChange: (answer: string) => void;
  readonly children?: ReactNode;
}

function Asks({ item, value, missing, onChange, children }: AsksProps) {
  const t = useTexts();
  const show = useShow();
  const options = useOptions(item);
  return (
    <fieldset id={`asks-${item.code}`} className={styles.asks}>
      <legend>{show(item.text)}</legend>
      {item.answer === 'text' ? (
        <Input.TextArea
          value={value ?? ''}
          aria-label={show(item.text)}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={500}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <Radio.Group
          value={value ?? null}
          options={options}
          onChange={({ target }) => onChange(String(target.value))}
        />
      )}
      {isFinding(item, value) && <span className={styles.warn}>{t('inspection.report.isFinding')}</span>}
      {children}
      {missing && (
        <span className={styles.fault} role="alert">
          {t('inspection.report.needed')}
        </span>
      )}
    </fieldset>
  );
}

/** The answers that an item takes, in words. */
export function useOptions(item: ChecklistItem) {
  const t = useTexts();
  const show = useShow();
  if (item.answer === 'text') return [];
  if (item.answer === 'choice') {
    return item.options.map(({ code, text }) => ({ value: code, label: show(text) }));
  }
  return (['yes', 'no'] as const).map((one) => ({ value: one, label: t(`inspection.report.${one}`) }));
}
