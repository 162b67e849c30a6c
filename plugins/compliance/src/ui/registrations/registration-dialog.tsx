import { MenuItem, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { usePortal } from '@compliance-os/ui';
import { DialogForm } from '../dialog-form.tsx';
import { useTextForm } from '../form.ts';
import type { Registration } from '../records.ts';
import { useReadAgain } from './use-registrations.ts';

const TYPES = ['gstin', 'tan', 'pf', 'esi', 'pt'];
const PATH = '/v1/compliance/registrations';

interface Props {
  readonly entityId: string;
  readonly registration?: Registration;
  readonly onClose: () => void;
}

/** Adds a registration, or ends one: its number never changes, since filings hang on it. */
export function RegistrationDialog({ entityId, registration, onClose }: Props) {
  const t = useTranslate();
  const { request } = usePortal();
  const readAgain = useReadAgain();
  const form = useTextForm(
    {
      type: registration?.type ?? 'gstin',
      number: registration?.number ?? '',
      stateCode: registration?.stateCode ?? '',
      from: registration?.from ?? '',
      to: registration?.to ?? '',
    },
    ({ type, number, stateCode, from, to }) =>
      registration
        ? request(`${PATH}/${registration.id}`, { method: 'PATCH', body: { from, to: to || null } })
        : request(PATH, {
            body: {
              entityId,
              type,
              number: number.trim().toUpperCase(),
              from,
              ...(stateCode ? { stateCode } : {}),
              ...(to ? { to } : {}),
            },
          }),
    () => {
      void readAgain();
      onClose();
    },
  );
  const fixed = registration !== undefined;
  const date = { type: 'date', slotProps: { inputLabel: { shrink: true } } };
  return (
    <DialogForm
      title={fixed ? t('Change %{name}', { name: registration.number }) : t('Add a registration')}
      busy={form.busy}
      failure={form.failure}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <TextField select label={t('Kind')} disabled={fixed} {...form.field('type')}>
        {TYPES.map((type) => (
          <MenuItem key={type} value={type}>
            {type.toUpperCase()}
          </MenuItem>
        ))}
      </TextField>
      <TextField label={t('Number')} disabled={fixed} required autoFocus={!fixed} {...form.field('number')} />
      <TextField label={t('State code')} disabled={fixed} {...form.field('stateCode')} />
      <span />
      <TextField label={t('Since')} required {...date} {...form.field('from')} />
      <TextField label={t('Until')} {...date} {...form.field('to')} />
    </DialogForm>
  );
}
