import { getMatter, matterActs, type MatterView } from '@heliu/contract/matter';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { useOutbox, useOutboxView } from '../../kernel/offline/index.ts';
import { photosOf } from '../../kernel/photo/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { EmptyState, ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';
import { Named, useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import { ActFields } from './ActFields.tsx';
import { blankValues, bodyOf, type FieldAct, isFieldAct, missing } from './acts.ts';
import styles from './field.module.css';
import { ahead } from './predict.ts';
import { useKeep } from './use-keep.tsx';

/** The form of one act; what it makes goes into the outbox, whether there is a network or not. */
export function ActPage() {
  const t = useTexts();
  const params: { readonly matterId?: string; readonly act?: string } = useParams({ strict: false });
  const { matterId = '', act = '' } = params;
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
          <ActForm matter={data} kind={act} />
        </Named>
      )}
    </MobilePage>
  );
}

function ActForm({ matter, kind }: { readonly matter: MatterView; readonly kind: FieldAct }) {
  const navigate = useNavigate();
  const outbox = useOutbox();
  const { items } = useOutboxView();
  const names = useCityNames();
  const search: { readonly order?: string } = useSearch({ strict: false });
  const [values, setValues] = useState(blankValues);
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [tried, setTried] = useState(false);
  const keep = useKeep();
  const { matterId, state } = matter;
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
    const no = search.order === undefined ? undefined : Number(search.order);
    const leadNo = state.workOrders.find(({ role }) => role === 'lead')?.no;
    const follows = ahead(items, matter).at(-1)?.id;
    const kept = await keep.run(async () =>
      outbox.add(
        {
          endpoint: matterActs[kind].id,
          params: { matterId },
          body: bodyOf(kind, no, values, { version: matter.version, leadNo }),
          ...(photos.length === 0 ? {} : { filesAs: 'evidenceIds' as const }),
          queue: matterId,
          follows,
          about: { title: matter.title, act: kind, code: matter.code },
        },
        await photosOf(photos),
      ),
    );
    if (kept) await navigate({ to: '/matters/$matterId', params: { matterId }, replace: true });
  };
  return (
    <form onSubmit={(event) => void store(event)} noValidate className={styles.stack}>
      <MobileCard>
        <ActFields
          kind={kind}
          matter={matter}
          values={values}
          onChange={(change) => setValues({ ...values, ...change })}
          photos={photos}
          onPhotos={setPhotos}
          lacking={tried ? lacking : []}
        />
      </MobileCard>
      {keep.foot}
    </form>
  );
}
