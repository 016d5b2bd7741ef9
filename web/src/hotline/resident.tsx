import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';
import { AnswerIcon } from '../kernel/ui/index.ts';
import { useTexts } from './resident/texts.ts';

const Title = () => useTexts()('title');
const Hint = () => useTexts()('hint');

/** The city's answers, for residents. */
export const knowledgeModule: ResidentModule = {
  id: 'knowledge',
  actions: [
    {
      to: '/knowledge',
      order: 25,
      weight: 'plain',
      icon: () => <AnswerIcon size={24} />,
      title: Title,
      hint: Hint,
      shownTo: 'everybody',
    },
  ],
  tabs: [],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/knowledge',
      component: lazyRouteComponent(() => import('./resident/KnowledgePage.tsx'), 'KnowledgePage'),
    }),
  ],
};
