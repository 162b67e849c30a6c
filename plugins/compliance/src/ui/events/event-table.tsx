import { useState } from 'react';
import { Box, Button, Chip, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Confirm, useLocaleState, useNotify } from 'react-admin';
import { useMutation } from '@tanstack/react-query';
import { Allowed, Code, formatDate, usePortal } from '@compliance-os/ui';
import type { Occurrence } from '../records.ts';
import { useReadAgain } from '../registrations/use-registrations.ts';
import { eventTitle } from './event-title.ts';
import { useT } from '../texts/use-t.ts';

/** Events as recorded, with who says so and whether something was made of them. */
export function EventTable({ events }: { events: readonly Occurrence[] }) {
  const t = useT();
  const [locale] = useLocaleState();
  const notify = useNotify();
  const { request } = usePortal();
  const readAgain = useReadAgain();
  const [leaving, setLeaving] = useState<Occurrence | null>(null);
  const withdrawal = useMutation({
    mutationFn: ({ id }: Occurrence) => request(`/v1/compliance/occurrences/${id}`, { method: 'DELETE' }),
    onSuccess: () => {
      notify(t('withdrawn'), { type: 'success' });
      void readAgain();
    },
    onError: (error: Error) => notify(error.message, { type: 'error' }),
    onSettled: () => setLeaving(null),
  });
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('event')}</TableCell>
            <TableCell>{t('happenedTo')}</TableCell>
            <TableCell>{t('date')}</TableCell>
            <TableCell>{t('source')}</TableCell>
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {events.map((event) => (
            <TableRow key={event.id}>
              <TableCell sx={{ fontWeight: 600 }}>
                {eventTitle(event.name)}
                {event.reference && ` · ${event.reference}`}
              </TableCell>
              <TableCell>
                <Code>{event.subjectLabel}</Code>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatDate(event.date, locale)}</TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>{event.source}</TableCell>
              <TableCell align="right">
                {event.obligations > 0 && (
                  <Chip size="small" variant="soft" color="primary" label={t('hasAnObligation')} />
                )}
                <Allowed permission="compliance.registration.delete">
                  <Button size="small" color="inherit" onClick={() => setLeaving(event)}>
                    {t('withdraw')}
                  </Button>
                </Allowed>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Confirm
        isOpen={leaving !== null}
        loading={withdrawal.isPending}
        title={t('withdrawThisEvent')}
        content={t('withdrawMeaning')}
        onConfirm={() => leaving && withdrawal.mutate(leaving)}
        onClose={() => setLeaving(null)}
      />
    </Box>
  );
}
