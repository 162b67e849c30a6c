import { Alert, Button, List, ListItemButton, ListItemText } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useLogout, useTranslate } from 'react-admin';
import { portalSession } from '../api/portal.ts';
import { AuthFrame } from '../auth/auth-frame.tsx';
import { switchTenant } from './switch-tenant.ts';

/** For a person of several tenants, or of none, who has not chosen one yet. */
export function TenantChoicePage() {
  const t = useTranslate();
  const signOut = useLogout();
  const choice = useMutation({ mutationFn: switchTenant });
  const tenants = portalSession.current()?.tenants ?? [];
  return (
    <AuthFrame
      title={t('Choose a tenant')}
      text={
        tenants.length > 0
          ? t('You are a member of these tenants.')
          : t('You are not a member of any tenant. Ask an administrator to invite you.')
      }
    >
      {choice.error && <Alert severity="error">{choice.error.message}</Alert>}
      <List component="div" disablePadding>
        {tenants.map((tenant) => (
          <ListItemButton
            key={tenant.id}
            disabled={choice.isPending}
            onClick={() => choice.mutate(tenant.id)}
            sx={{ border: 1, borderColor: 'divider', borderRadius: '10px', mb: 1 }}
          >
            <ListItemText primary={tenant.name} secondary={tenant.slug} />
          </ListItemButton>
        ))}
      </List>
      <Button onClick={() => void signOut()}>{t('Sign out')}</Button>
    </AuthFrame>
  );
}
