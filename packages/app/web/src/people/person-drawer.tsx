import { useState } from 'react';
import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, Drawer, IconButton, Skeleton, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Allowed, EmptyState, Failure, StatusChip, usePermission } from '@compliance-os/ui';
import { request } from '../api/portal.ts';
import { GrantCard } from './grant-card.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { usePerson, usePersonChange } from './use-people.ts';

/** One person: the grants held, and the end of access. */
export function PersonDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslate();
  const mayChange = usePermission('core.person.update');
  const [granting, setGranting] = useState(false);
  const { data: person, error, refetch } = usePerson(id);
  const turn = usePersonChange((to: 'disable' | 'enable') =>
    request(`/v1/people/${id}/${to}`, { method: 'POST' }),
  );
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{ paper: { sx: { width: { xs: '100%', sm: 460 }, p: 3 } } }}
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!person && !error && <Skeleton variant="rounded" height={240} />}
      {person && (
        <Stack spacing={3}>
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Box sx={{ flex: 1 }}>
              <Typography variant="h5" component="h2">
                {person.name}
              </Typography>
              <Typography color="textSecondary" sx={{ mb: 1 }}>
                {person.email}
              </Typography>
              <StatusChip status={person.status} />
            </Box>
            <IconButton aria-label={t('Close')} onClick={onClose} sx={{ alignSelf: 'start' }}>
              <CloseIcon />
            </IconButton>
          </Box>
          <Box component="section">
            <Box sx={{ display: 'flex', alignItems: 'center', mb: 1 }}>
              <Typography variant="h6" component="h3" sx={{ flex: 1 }}>
                {t('Grants')}
              </Typography>
              <Allowed permission="core.person.update">
                <Button size="small" startIcon={<AddIcon />} onClick={() => setGranting(true)}>
                  {t('Add a grant')}
                </Button>
              </Allowed>
            </Box>
            {person.grants.length === 0 && (
              <EmptyState dense title={t('No grants')} text={t('This person can sign in and see nothing.')} />
            )}
            <Stack spacing={1}>
              {person.grants.map((grant) => (
                <GrantCard key={grant.id} personId={person.id} grant={grant} />
              ))}
            </Stack>
          </Box>
          {!mayChange ? null : person.status === 'active' ? (
            <Button
              color="error"
              variant="outlined"
              loading={turn.isPending}
              onClick={() => turn.mutate('disable')}
              sx={{ alignSelf: 'start' }}
            >
              {t('End access')}
            </Button>
          ) : (
            <Button
              variant="outlined"
              loading={turn.isPending}
              onClick={() => turn.mutate('enable')}
              sx={{ alignSelf: 'start' }}
            >
              {t('Give access again')}
            </Button>
          )}
          {granting && <GrantDialog person={person} onClose={() => setGranting(false)} />}
        </Stack>
      )}
    </Drawer>
  );
}
