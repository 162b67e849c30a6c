import { useState } from 'react';
import CheckIcon from '@mui/icons-material/Check';
import UnfoldIcon from '@mui/icons-material/UnfoldMore';
import { Avatar, Box, ButtonBase, ListItemText, Menu, MenuItem, Skeleton } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { usePortal } from '@compliance-os/ui';
import { portalSession } from '../api/portal.ts';
import { messageOf } from '../api/problem.ts';
import { switchTenant } from './switch-tenant.ts';

/** Whose data is on the screen, and the way to another of the person's tenants. */
export function TenantSwitcher() {
  const t = useTranslate();
  const notify = useNotify();
  const { manifest } = usePortal();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const tenants = portalSession.current()?.tenants ?? [];
  if (!manifest) return <Skeleton variant="rounded" height={48} />;
  const choose = (id: string) => {
    setAnchor(null);
    if (id !== manifest.tenant.id)
      switchTenant(id).catch((error: unknown) => notify(messageOf(error), { type: 'error' }));
  };
  return (
    <>
      <ButtonBase
        onClick={(event) => setAnchor(event.currentTarget)}
        disabled={tenants.length < 2}
        aria-haspopup="menu"
        title={t('Tenant')}
        sx={{
          width: '100%',
          gap: 1.25,
          p: 1,
          borderRadius: '10px',
          border: 1,
          borderColor: 'divider',
          textAlign: 'left',
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        <Avatar
          aria-hidden
          variant="rounded"
          sx={{
            width: 28,
            height: 28,
            fontSize: 13,
            fontWeight: 700,
            borderRadius: '7px',
            bgcolor: 'secondary.main',
            color: 'background.paper',
          }}
        >
          {manifest.tenant.name.charAt(0)}
        </Avatar>
        <Box
          component="span"
          sx={{
            flex: 1,
            minWidth: 0,
            fontSize: 13,
            fontWeight: 600,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {manifest.tenant.name}
        </Box>
        {tenants.length > 1 && <UnfoldIcon sx={{ fontSize: 18, color: 'text.secondary' }} />}
      </ButtonBase>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { minWidth: 220 } } }}
      >
        {tenants.map((tenant) => (
          <MenuItem
            key={tenant.id}
            selected={tenant.id === manifest.tenant.id}
            onClick={() => choose(tenant.id)}
          >
            <ListItemText primary={tenant.name} secondary={tenant.slug} />
            {tenant.id === manifest.tenant.id && (
              <CheckIcon fontSize="small" color="primary" sx={{ ml: 2 }} />
            )}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
