import { useQuery } from '@tanstack/react-query';
import { createElement } from 'react';
import { useLanguage } from '../kernel/i18n/index.ts';
import { ErrorState, PageSkeleton } from '../kernel/ui/index.ts';
import { type Guide, type GuideName, type GuideNode, readGuide } from './guide.ts';
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
  return (
    <article className={styles.guide}>
      {guide.words[language].map((node, i) => (
        <Node key={i} node={node} />
      ))}
    </article>
  );
}

function Node({ node }: { readonly node: GuideNode }) {
  if (typeof node === 'string') return node;
  const { tag, children, href } = node;
  return createElement(
    tag,
    href === undefined ? null : { href },
    ...children.map((child, i) => <Node key={i} node={child} />),
  );
}
