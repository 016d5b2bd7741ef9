import type { EndpointReply } from '@heliu/contract/endpoint';
import { getSign } from '@heliu/contract/sign';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { isProblem } from '../kernel/api/index.ts';
import { useShow } from '../kernel/i18n/index.ts';
import { MobileCard, MobilePage } from '../kernel/mobile/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import {
  EmptyState,
  ErrorState,
  MegaphoneIcon,
  PageSkeleton,
  PersonIcon,
  PinIcon,
  SearchIcon,
} from '../kernel/ui/index.ts';
import { beginReport } from '../report/resident.tsx';
import styles from './here.module.css';
import { useTexts } from './texts.ts';

type Here = EndpointReply<typeof getSign>;

/** What one can do where a sign hangs: report, ask, look up. */
export function HerePage() {
  const t = useTexts();
  const show = useShow();
  const { code = '' }: { code?: string } = useParams({ strict: false });
  const { data, error, isFetching, refetch } = useEndpoint(
    getSign,
    { params: { code } },
    { staleTimeMs: 600_000 },
  );
  if (data === undefined) {
    if (error === null) return <PageSkeleton rows={6} />;
    if (!isProblem(error, 'sign.unknown')) {
      return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
    }
    return (
      <MobilePage title={t('here.unknown')}>
        <EmptyState title={code} actions={<Link to="/report">{t('here.plain')}</Link>}>
          {t('here.unknownText')}
        </EmptyState>
      </MobilePage>
    );
  }
  return (
    <MobilePage
      title={show(data.name)}
      lead={
        <span className={styles.place}>
          <PinIcon size={16} /> {t('here.lead')} · {show(data.path)} · {data.code}
        </span>
      }
    >
      <Acts here={data} />
      <Centre here={data} />
    </MobilePage>
  );
}

function Acts({ here }: { readonly here: Here }) {
  const t = useTexts();
  const show = useShow();
  const navigate = useNavigate();
  const begin = async (requestKind: 'inquiry' | null): Promise<void> => {
    const name = show(here.name);
    await beginReport({
      requestKind,
      typeCode: null,
      answers: {},
      ...(here.kind === 'grid'
        ? { placeCode: here.placeCode, position: null, placeName: `${show(here.path)} ${name}`, address: '' }
        : { placeCode: null, position: here.position, placeName: '', address: name }),
    });
    await navigate({ to: '/report' });
  };
  return (
    <div className={styles.acts}>
      <button type="button" className={styles.main} onClick={() => void begin(null)}>
        <MegaphoneIcon size={30} />
        <strong>{t('here.report')}</strong>
        <span>{t('here.reportHint')}</span>
      </button>
      <button type="button" className={styles.act} onClick={() => void begin('inquiry')}>
        <PersonIcon size={24} />
        <strong>{t('here.ask')}</strong>
        <span>{t('here.askHint')}</span>
      </button>
      <Link to="/track" className={styles.act ?? ''}>
        <SearchIcon size={24} />
        <strong>{t('here.look')}</strong>
        <span>{t('here.lookHint')}</span>
      </Link>
    </div>
  );
}

function Centre({ here: { centre, hotline } }: { readonly here: Here }) {
  const t = useTexts();
  const show = useShow();
  return (
    <MobileCard title={t('here.centre')}>
      {centre !== null && (
        <p className={styles.line}>
          {show(centre.name)}
          {centre.phone !== null && (
            <>
              {' '}
              <a href={`tel:${centre.phone}`}>{centre.phone}</a>
            </>
          )}
        </p>
      )}
      <p className={styles.line}>
        {t('here.hotline')} <a href={`tel:${hotline}`}>{hotline}</a>
      </p>
    </MobileCard>
  );
}
