import { useState } from 'react';
import { Box, Button, Skeleton, Stack } from '@mui/material';
import { Allowed, EmptyState, Failure, type EntitySummary } from '@compliance-os/ui';
import { RegistrationCard } from './registration-card.tsx';
import { RegistrationDialog } from './registration-dialog.tsx';
import { useRegistrations } from './use-registrations.ts';
import { useT } from '../texts/use-t.ts';

/** The numbers that an entity files under, each with its dated facts. */
export default function RegistrationsPanel({ entity }: { entity: EntitySummary }) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useRegistrations(entity.id);
  return (
    <Stack spacing={1.5}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={160} />}
      {data?.length === 0 && (
        <EmptyState dense title={t('noRegistrations')} text={t('registrationsIntroduction')} />
      )}
      {data?.map((registration) => (
        <RegistrationCard key={registration.id} registration={registration} />
      ))}
      <Box>
        <Allowed permission="compliance.registration.create">
          <Button variant="outlined" size="small" onClick={() => setAdding(true)}>
            {t('addARegistration')}
          </Button>
        </Allowed>
      </Box>
      {adding && <RegistrationDialog entityId={entity.id} onClose={() => setAdding(false)} />}
    </Stack>
  );
}
