import { getMatter, matterActs, type MatterView } from '@heliu/contract/matter';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useDraft, useOutboxView } from '../../kernel/offline/index.ts';
import { photosOf } from '../../kernel/photo/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { ActFields } from './ActFields.tsx';
import { blankValues, bodyOf, type FieldAct, isFieldAct, missing } from './acts.ts';
import styles from './field.module.css';
import { ahead } from './predict.ts';
import { Restored } from './Restored.tsx';
import { useKeep } from './use-keep.tsx';

/** The form of one act; what it makes goes into the outbox, whether there is a network or not. */
export function ActPage() {
  const t = useTexts();
  const params: { readonly matterId?: string; readonly act?: string } = useParams({ strict: false });
  const { matterId = '', act = '' } = params;
  const { order = '' }: { readonly order?: string } = useSearch({ strict: false });
  const { data, error, refetch, isFetching } = useEndpoint(getMatter, { params: { matterId } });
  if (!isFieldAct(act)) return <EmptyState page title={t('page.title')} />;
  return (
    <MobilePage title={t(`command.${act}`)} lead={data?.title} backTo={`/matters/${matterId}`}>
      {data === undefined && error !== null && (
        <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />
      )}
      {data === undefined && error === null && <PageSkeleton rows={5} />}
      {data !== undefined && (
        <Named>
          <ActForm key={`${matterId} ${act} ${order}`} matter={data} kind={act} order={order} />
        </Named>
      )}
    </MobilePage>
  );
}

interface ActFormProps {
  readonly matter: MatterView;
  readonly kind: FieldAct;
  /** Number of the work order, empty where the act is about none. */
  readonly order: string;
}

function ActForm({ matter, kind, order }: ActFormProps) {
  const navigate = useNavigate();
  const { items } = useOutboxView();
  const names = useCityNames();
  const { matterId, state } = matter;
  const draft = useDraft(`act ${matterId} ${kind} ${order}`, () => blankValues);
  const [tried, setTried] = useState(false);
  const keep = useKeep();
  if (draft.form === undefined) return <PageSkeleton rows={5} />;
  const { value: values, photos, restored } = draft.form;
  const lacking = missing(kind, values, {
    reported: state.reporters.length > 0,
    evidenceRequired: names.types.get(matter.typeCode)?.rules.evidenceRequired === true,
    photos: photos.length,
  });
  const store = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const [first] = lacking;
    if (first !== undefined) {
      document.getElementById(`act-${first}`)?.focus();
      return;
    }
    const no = order === '' ? undefined : Number(order);
    const leadNo = state.workOrders.find(({ role }) => role === 'lead')?.no;
    const follows = ahead(items, matter).at(-1)?.id;
    const command = {
      endpoint: matterActs[kind].id,
      params: { matterId },
      body: bodyOf(kind, no, values, { version: matter.version, leadNo }),
      ...(photos.length === 0 ? {} : { filesAs: 'evidenceIds' as const }),
      queue: matterId,
      follows,
      about: { title: matter.title, act: kind, code: matter.code },
    };
    const kept = await keep.run(async () =>
      draft.send([{ id: uuidv7(), command, photos: await photosOf(photos) }]),
    );
    if (kept) await navigate({ to: '/matters/$matterId', params: { matterId }, replace: true });
  };
  return (
    <form onSubmit={(event) => void store(event)} noValidate className={styles.stack}>
      {restored && <Restored onAnew={() => draft.clear()} />}
      <MobileCard>
        <ActFields
          kind={kind}
          matter={matter}
          values={values}
          onChange={(change) => draft.change({ ...values, ...change })}
          photos={photos}
          onPhotos={draft.changePhotos}
          lacking={tried ? lacking : []}
        />
      </MobileCard>
      {keep.foot}
    </form>
  );
}
