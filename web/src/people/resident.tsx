import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ResidentModule } from '../kernel/route/index.ts';
import { PersonIcon } from '../kernel/ui/index.ts';
import { useResidentTexts } from './resident/texts.ts';

const SignInTitle = () => useResidentTexts()('signIn.title');
const SignInHint = () => useResidentTexts()('signIn.hint');
const MeLabel = () => useResidentTexts()('me.title');

/** Signing in and oneself, in the residents' app. */
export const peopleModule: ResidentModule = {
  id: 'people',
  actions: [
    {
      to: '/sign-in',
      order: 90,
      weight: 'plain',
      icon: () => <PersonIcon size={24} />,
      title: SignInTitle,
      hint: SignInHint,
      shownTo: 'signedOut',
    },
  ],
  tabs: [{ to: '/me', order: 90, icon: () => <PersonIcon size={22} />, label: MeLabel }],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/sign-in',
      component: lazyRouteComponent(() => import('./resident/SignInPage.tsx'), 'ResidentSignInPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/sign-up',
      component: lazyRouteComponent(() => import('./resident/SignUpPage.tsx'), 'SignUpPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/recover',
      component: lazyRouteComponent(() => import('./resident/RecoveryPage.tsx'), 'ResidentRecoveryPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/me',
      component: lazyRouteComponent(() => import('./resident/MePage.tsx'), 'MePage'),
    }),
  ],
};
