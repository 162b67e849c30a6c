import { lazy, Suspense, useCallback, useState } from 'react';
import { Box } from '@mui/material';
import {
  CheckForApplicationUpdate,
  SkipNavigationButton,
  useLocaleState,
  type CoreLayoutProps,
} from 'react-admin';
import { useLocation } from 'react-router';
import { ErrorBoundary } from '@compliance-os/ui';
import { portalSession } from '../api/portal.ts';
import { AppBar } from './app-bar.tsx';
import { Navigation } from './navigation.tsx';
import { PageFailure } from './page-failure.tsx';
import { PageLoading } from './page-loading.tsx';
import { Portal } from './portal.tsx';
import { TenantChoicePage } from './tenant-choice-page.tsx';
import { useDocumentLanguage } from './use-document-language.ts';
import { useShortcuts } from './use-shortcuts.ts';

const CommandPalette = lazy(() => import('./command-palette.tsx'));
const ShortcutList = lazy(() => import('./shortcut-list.tsx'));

/** The frame of the back office: navigation beside, bar above, and the page in its own error boundary. */
export function Layout({ children }: CoreLayoutProps) {
  if (portalSession.current()?.tenant === null) return <TenantChoicePage />;
  return (
    <Portal>
      <Frame>{children}</Frame>
    </Portal>
  );
}

function Frame({ children }: CoreLayoutProps) {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | 'navigation' | null>(null);
  const [locale] = useLocaleState();
  const { pathname } = useLocation();
  const close = useCallback(() => setOpen(null), []);
  useDocumentLanguage(locale);
  useShortcuts({ onSearch: () => setOpen('palette'), onHelp: () => setOpen('shortcuts') });
  return (
    <Box sx={{ display: 'flex', minHeight: '100dvh', bgcolor: 'background.default' }}>
      <SkipNavigationButton />
      <Navigation open={open === 'navigation'} onClose={close} />
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <AppBar onSearch={() => setOpen('palette')} onNavigation={() => setOpen('navigation')} />
        <Box
          component="main"
          id="main-content"
          tabIndex={-1}
          sx={{ flex: 1, p: { xs: 2, md: 3 }, outline: 0, maxWidth: 1640, width: '100%', mx: 'auto' }}
        >
          <ErrorBoundary
            key={pathname}
            onError={() => undefined}
            fallback={(error) => <PageFailure error={error} />}
          >
            <Suspense fallback={<PageLoading />}>{children}</Suspense>
          </ErrorBoundary>
        </Box>
      </Box>
      <CheckForApplicationUpdate />
      <Suspense fallback={null}>
        {open === 'palette' && <CommandPalette onClose={close} />}
        {open === 'shortcuts' && <ShortcutList onClose={close} />}
      </Suspense>
    </Box>
  );
}
