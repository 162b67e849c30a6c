import { Suspense } from 'react';
import { CssBaseline } from '@mui/material';
import { AdminContext, localStorageStore, Notification } from 'react-admin';
import { Outlet } from 'react-router';
import { authProvider } from '../providers/auth-provider.ts';
import { dataProvider } from '../providers/data-provider.ts';
import { i18nProvider } from '../providers/i18n-provider.ts';
import { queryClient } from '../providers/query-client.ts';
import { darkTheme, lightTheme } from '../theme/theme.ts';
import { PageLoading } from './page-loading.tsx';

/** Theme, language, columns and saved queries stay in the browser. */
const store = localStorageStore();

export const AppProviders = () => (
  <AdminContext
    authProvider={authProvider}
    dataProvider={dataProvider}
    i18nProvider={i18nProvider}
    queryClient={queryClient}
    store={store}
    lightTheme={lightTheme}
    darkTheme={darkTheme}
  >
    <CssBaseline enableColorScheme />
    <Suspense fallback={<PageLoading />}>
      <Outlet />
    </Suspense>
    <Notification anchorOrigin={{ vertical: 'top', horizontal: 'center' }} />
  </AdminContext>
);
