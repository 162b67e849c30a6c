import { useEffect, useState } from 'react';
import { Box, Button, Tab, Tabs } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route, Routes, useLocation } from 'react-router';
import { Brand } from '../layout/brand.tsx';
import { LanguageMenu } from '../layout/language-menu.tsx';
import NotFound from '../layout/not-found.tsx';
import { PageLoading } from '../layout/page-loading.tsx';
import { ThemeToggle } from '../layout/theme-toggle.tsx';
import { OperatorLog } from './operator-log.tsx';
import { OperatorMail } from './operator-mail.tsx';
import { OperatorPlugins } from './operator-plugins.tsx';
import { operatorRequest, operatorSession } from './operator-session.ts';
import { OperatorSignIn } from './operator-sign-in.tsx';
import { TenantDirectory } from './tenant-directory.tsx';

type Access = 'unknown' | 'in' | 'out';

/** Above the tenants: who they are and which plugins each may use. Its sign-in and session are its own. */
export default function OperatorArea() {
  const [access, setAccess] = useState<Access>(
    operatorSession.current() ? 'in' : operatorSession.mayExist() ? 'unknown' : 'out',
  );
  useEffect(() => {
    if (access === 'unknown')
      operatorSession.refresh().then(
        () => setAccess('in'),
        () => setAccess('out'),
      );
  }, [access]);
  const signOut = () => {
    void operatorRequest('/v1/operator/sign-out', { method: 'POST' }).catch(() => undefined);
    operatorSession.forget();
    setAccess('out');
  };
  if (access === 'unknown') return <PageLoading />;
  if (access === 'out') return <OperatorSignIn onDone={() => setAccess('in')} />;
  return (
    <Box sx={{ minHeight: '100dvh', bgcolor: 'background.default' }}>
      <Bar onSignOut={signOut} />
      <Box component="main" sx={{ p: { xs: 2, md: 3 }, maxWidth: 1280, mx: 'auto' }}>
        <Routes>
          <Route index element={<TenantDirectory />} />
          <Route path="plugins" element={<OperatorPlugins />} />
          <Route path="mail" element={<OperatorMail />} />
          <Route path="log" element={<OperatorLog />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Box>
    </Box>
  );
}

const SECTIONS = ['plugins', 'mail', 'log'] as const;

function Bar({ onSignOut }: { onSignOut: () => void }) {
  const t = useTranslate();
  const { pathname } = useLocation();
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        px: { xs: 2, md: 3 },
        minHeight: 60,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Brand />
      <Tabs
        component="nav"
        value={SECTIONS.find((section) => pathname.endsWith(`/${section}`)) ?? 'tenants'}
        sx={{ flex: 1, ml: { sm: 3 } }}
        aria-label={t('Operator')}
      >
        <Tab component={Link} value="tenants" to="/operator" label={t('Tenants')} />
        <Tab component={Link} value="plugins" to="/operator/plugins" label={t('Plugins')} />
        <Tab component={Link} value="mail" to="/operator/mail" label={t('Mail')} />
        <Tab component={Link} value="log" to="/operator/log" label={t('Operator log')} />
      </Tabs>
      <LanguageMenu />
      <ThemeToggle />
      <Button size="small" onClick={onSignOut}>
        {t('Sign out')}
      </Button>
    </Box>
  );
}
