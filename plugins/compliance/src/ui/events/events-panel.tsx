import { useState } from 'react';
import { Box, Button, Skeleton, Stack } from '@mui/material';
import { Allowed, EmptyState, Failure, type EntitySummary } from '@compliance-os/ui';
import { useRegistrations } from '../registrations/use-registrations.ts';
import { EventDialog, registrationSubject } from './event-dialog.tsx';
import { EventTable } from './event-table.tsx';
import { useEvents } from './use-events.ts';
import { useT } from '../texts/use-t.ts';

/** What happened to an entity and its registrations: the days that obligations begin with. */
export default function EventsPanel({ entity }: { entity: EntitySummary }) {
  const t = useT();
  const [recording, setRecording] = useState(false);
  const { data, error, refetch } = useEvents(entity.id);
  const { data: registrations } = useRegistrations(entity.id);
  return (
    <Stack spacing={1.5}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={80} />}
      {data?.length === 0 && <EmptyState dense title={t('noEvents')} text={t('eventsIntroduction')} />}
      {data && data.length > 0 && <EventTable events={data} />}
      <Box>
        <Allowed permission="compliance.registration.update">
          <Button
            variant="outlined"
            size="small"
            disabled={!registrations}
            onClick={() => setRecording(true)}
          >
            {t('recordAnEvent')}
          </Button>
        </Allowed>
      </Box>
      {recording && registrations && (
        <EventDialog
          subjects={[
            ...registrations.map(registrationSubject),
            { type: 'entity', id: entity.id, label: entity.name, kind: 'entity' },
          ]}
          onClose={() => setRecording(false)}
        />
      )}
    </Stack>
  );
}
