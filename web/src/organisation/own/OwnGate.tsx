import { getOwnOrganisation } from '@heliu/contract/organisation/own';
import type { OwnOrganisationView } from '@heliu/contract/organisation/views';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton } from '../../kernel/ui/index.ts';

/** The organisation that the address names, for the pages of those who speak for it. */
export function OwnGate({
  children,
}: {
  readonly children: (organisation: OwnOrganisationView) => ReactNode;
}) {
  const { organisationId = '' }: { organisationId?: string } = useParams({ strict: false });
  const found = useEndpoint(getOwnOrganisation, { params: { organisationId } });
  if (found.data !== undefined) return children(found.data);
  if (found.error !== null) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
    );
  }
  return <PageSkeleton />;
}
