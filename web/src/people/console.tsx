import { IdcardOutlined } from '../kernel/desk/icons.tsx';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ConsoleModule } from '../kernel/route/index.ts';
import { useTexts } from './texts.ts';

const AccountsLabel = () => useTexts()('accounts.title');

/** Accounts of others for administrators, one's own for everybody. */
export const peopleModule: ConsoleModule = {
  id: 'people',
  menu: [
    {
      to: '/people/accounts',
      group: 'administration',
      order: 10,
      icon: IdcardOutlined,
      label: AccountsLabel,
      permissions: ['account.manage'],
    },
  ],
  routes: (parent: AnyRoute) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/people/accounts',
      component: lazyRouteComponent(() => import('./accounts/AccountsPage.tsx'), 'AccountsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/people/accounts/new',
      component: lazyRouteComponent(() => import('./accounts/NewAccountPage.tsx'), 'NewAccountPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/people/accounts/$id',
      component: lazyRouteComponent(() => import('./accounts/AccountPage.tsx'), 'AccountPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/account',
      component: lazyRouteComponent(() => import('./own/OwnAccountPage.tsx'), 'OwnAccountPage'),
    }),
  ],
};

/** Pages for people who are not signed in. */
export const signInRoutes = (parent: AnyRoute): AnyRoute[] => [
  createRoute({
    getParentRoute: () => parent,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in/SignInPage.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/recover',
    component: lazyRouteComponent(() => import('./sign-in/RecoveryPage.tsx'), 'RecoveryPage'),
  }),
];

export const SignInForm = lazyRouteComponent(() => import('./sign-in/SignInForm.tsx'), 'SignInForm');
export const ForcedPasswordPage = lazyRouteComponent(
  () => import('./own/ForcedPasswordPage.tsx'),
  'ForcedPasswordPage',
);

export { ScopePicker } from './accounts/ScopePicker.tsx';
export { useSignOut } from './own/use-sign-out.ts';
