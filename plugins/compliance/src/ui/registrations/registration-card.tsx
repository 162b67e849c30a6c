import { useId, useState } from 'react';
import { Box, Button, Chip, Collapse } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { Allowed, Code, formatDate, stateName, StatusChip } from '@compliance-os/ui';
import { EventDialog, registrationSubject } from '../events/event-dialog.tsx';
import type { Registration } from '../records.ts';
import { FactDialog } from './fact-dialog.tsx';
import { FactTable } from './fact-table.tsx';
import { RegistrationDialog } from './registration-dialog.tsx';
import { useT } from '../texts/use-t.ts';

type Open = 'edit' | 'fact' | 'event' | null;

export function RegistrationCard({ registration }: { registration: Registration }) {
  const t = useT();
  const [locale] = useLocaleState();
  const [open, setOpen] = useState<Open>(null);
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  const { typeLabel, number, stateCode, status, from, to, facts } = registration;
  return (
    <Box component="article" sx={{ border: 1, borderColor: 'divider', borderRadius: '10px', p: 1.75 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Chip size="small" variant="soft" color="primary" label={typeLabel} />
        <Box sx={{ fontWeight: 600 }}>
          <Code>{number}</Code>
        </Box>
        <StatusChip status={status} />
        <Box sx={{ flex: 1, fontSize: 12.5, color: 'text.secondary', minWidth: 160 }}>
          {stateCode && `${stateName(stateCode)} · `}
          {t('sinceDay')} {formatDate(from, locale)}
          {to && ` ${t('toDay')} ${formatDate(to, locale)}`}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', ml: 'auto' }}>
          {facts.length > 0 && (
            <Button
              size="small"
              aria-expanded={unfolded}
              aria-controls={id}
              onClick={() => setUnfolded(!unfolded)}
            >
              {t('facts')} ({facts.length})
            </Button>
          )}
          <Allowed permission="compliance.registration.update">
            <Button size="small" onClick={() => setOpen('fact')}>
              {t('addAFact')}
            </Button>
            <Button size="small" onClick={() => setOpen('event')}>
              {t('recordAnEvent')}
            </Button>
            <Button size="small" onClick={() => setOpen('edit')}>
              {t('change')}
            </Button>
          </Allowed>
        </Box>
      </Box>
      <Collapse in={unfolded} id={id} unmountOnExit>
        <FactTable facts={facts} />
      </Collapse>
      {open === 'edit' && (
        <RegistrationDialog
          entityId={registration.entityId}
          registration={registration}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'fact' && <FactDialog registration={registration} onClose={() => setOpen(null)} />}
      {open === 'event' && (
        <EventDialog subjects={[registrationSubject(registration)]} onClose={() => setOpen(null)} />
      )}
    </Box>
  );
}
