import { listInspectionsOfMatter } from '@heliu/contract/joint/inspections';
import { Link } from '@tanstack/react-router';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import styles from './inspection.module.css';

/** On the page of a matter: the joint inspection that found it, in one line. Nothing where there is none to see. */
export function FoundBy({ matterId }: { readonly matterId: string }) {
  const t = useTexts();
  const show = useShow();
  const { data } = useEndpoint(listInspectionsOfMatter, { params: { matterId } });
  return data?.rows.map(({ inspectionId, title, place }) => (
    <p key={inspectionId} className={styles.foundBy}>
      {t('inspection.foundBy', { place: show(place) })}{' '}
      <Link to="/inspections/$inspectionId" params={{ inspectionId }}>
        {title}
      </Link>
    </p>
  ));
}
