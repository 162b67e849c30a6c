import { MenuItem, TextField } from '@mui/material';
import { usePortal } from '@compliance-os/ui';
import { DialogForm } from '../dialog-form.tsx';
import { useTextForm } from '../form.ts';
import type { NewRegistration, Registration } from '../records.ts';
import { useReadAgain, useRegistrationTypes } from './use-registrations.ts';
import { useT } from '../texts/use-t.ts';

const PATH = '/v1/compliance/registrations';

interface Props {
  readonly entityId: string;
  readonly registration?: Registration;
  readonly onClose: () => void;
}

/** Adds a registration, or ends one: its number never changes, since filings hang on it. */
export function RegistrationDialog({ entityId, registration, onClose }: Props) {
  const t = useT();
  const { request } = usePortal();
  const readAgain = useReadAgain();
  const { data: types } = useRegistrationTypes();
  const form = useTextForm(
    {
      type: registration?.type ?? '',
      number: registration?.number ?? '',
      from: registration?.from ?? '',
      to: registration?.to ?? '',
    },
    ({ type, number, from, to }) =>
      registration
        ? request(`${PATH}/${registration.id}`, { method: 'PATCH', body: { from, to: to || null } })
        : request(PATH, { body: newRegistration({ entityId, type, number, from, to }) }),
    () => {
      void readAgain();
      onClose();
    },
  );
  const fixed = registration !== undefined;
  const date = { type: 'date', slotProps: { inputLabel: { shrink: true } } };
  return (
    <DialogForm
      title={fixed ? t('changeNamed', { name: registration.number }) : t('addARegistration')}
      busy={form.busy}
      failure={form.failure}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <TextField select label={t('kind')} disabled={fixed} {...form.field('type')}>
        {(types ?? []).map(({ type, label }) => (
          <MenuItem key={type} value={type}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField label={t('number')} disabled={fixed} required autoFocus={!fixed} {...form.field('number')} />
      <TextField label={t('since')} required {...date} {...form.field('from')} />
      <TextField label={t('until')} {...date} {...form.field('to')} />
    </DialogForm>
  );
}

/** An open end is left out: the registration runs until further notice. */
const newRegistration = (
  values: Record<'entityId' | 'type' | 'number' | 'from' | 'to', string>,
): NewRegistration => ({
  ...values,
  number: values.number.trim().toUpperCase(),
  to: values.to || null,
});
