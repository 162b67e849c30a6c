import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { AppProviders } from '../layout/app-providers.tsx';
import { RouteFailure } from '../layout/route-failure.tsx';
import { BackOffice } from './back-office.tsx';

const ForgotPassword = lazy(() => import('../auth/forgot-password.tsx'));
const ResetPassword = lazy(() => import('../auth/reset-password.tsx'));
const AcceptInvitation = lazy(() => import('../auth/accept-invitation.tsx'));
const OperatorArea = lazy(() => import('../operator/operator-area.tsx'));

/** What a visitor without a session may open stands beside the back office, not inside it. */
export const routes: RouteObject[] = [
  {
    element: <AppProviders />,
    children: [
      {
        errorElement: <RouteFailure />,
        children: [
          { path: '/forgot-password', element: <ForgotPassword /> },
          { path: '/reset-password', element: <ResetPassword /> },
          { path: '/accept-invitation', element: <AcceptInvitation /> },
          { path: '/operator/*', element: <OperatorArea /> },
          { path: '*', element: <BackOffice /> },
        ],
      },
    ],
  },
];
