import { Box, Button, Chip, Skeleton } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, Failure, formatMoment, ListRow } from '@compliance-os/ui';
import type { Invitation } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { useInvitations, usePersonChange } from './use-people.ts';

/** Who has been asked and has not answered. */
export function InvitationList() {
  const t = useTranslate();
  const { data, error, refetch } = useInvitations();
  if (error)
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={error} onRetry={() => void refetch()} />
      </Box>
    );
  if (!data) return <Skeleton variant="rounded" height={160} sx={{ m: 2 }} />;
  if (data.length === 0) return <EmptyState title={t('No open invitations')} />;
  return data.map((invitation) => <Row key={invitation.id} invitation={invitation} />);
}

function Row({ invitation }: { invitation: Invitation }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const withdraw = usePersonChange(() => request(`/v1/invitations/${invitation.id}`, { method: 'DELETE' }));
  return (
    <ListRow>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <Box sx={{ fontWeight: 600 }}>{invitation.name ?? invitation.email}</Box>
        <Box sx={{ fontSize: 13, color: 'text.secondary' }}>
          {invitation.email} · {t('until')} {formatMoment(invitation.expiresAt, locale)}
        </Box>
      </Box>
      {invitation.roles.map((role) => (
        <Chip key={role.id} size="small" variant="soft" color="primary" label={role.name} />
      ))}
      <Button
        size="small"
        color="error"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate(undefined)}
      >
        {t('Withdraw')}
      </Button>
    </ListRow>
  );
}
