import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../kernel/i18n/index.ts';
import { ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { type Guide, type GuideName, readGuide } from './guide.ts';
import styles from './help.module.css';

/** A guide is part of the build: it does not change while the page is open. */
export const useGuide = (name: GuideName) =>
  useQuery({
    queryKey: ['guide', name],
    queryFn: () => readGuide(name),
    staleTime: Infinity,
  });

interface GuideTextProps {
  readonly found: ReturnType<typeof useGuide>;
}

export function GuideText({ found }: GuideTextProps) {
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return found.data === undefined ? <PageSkeleton rows={12} /> : <Words guide={found.data} />;
}

function Words({ guide }: { readonly guide: Guide }) {
  const language = useLanguage();
  // oxlint-disable-next-line react/no-danger -- made from docs/guides at build time
  return <article className={styles.guide} dangerouslySetInnerHTML={{ __html: guide.html[language] }} />;
}
