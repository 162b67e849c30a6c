import { MenuItem, TextField } from '@mui/material';
import { usePortal, useToday } from '@compliance-os/ui';
import { DialogForm } from '../dialog-form.tsx';
import { factName } from '../fact-names.ts';
import { useTextForm } from '../form.ts';
import type { Registration } from '../records.ts';
import { valueOf } from './fact-value.ts';
import { useReadAgain } from './use-registrations.ts';
import { useT } from '../texts/use-t.ts';

/** What rules ask about most; the fields of this registration are offered first. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  gstin: ['gstin.aato', 'gstin.qrmp', 'gstin.type', 'gstin.status', 'gstin.turnoverToDate'],
};

/** States a fact from a date on. The one before it ends there, and stays on record. */
export function FactDialog({ registration, onClose }: { registration: Registration; onClose: () => void }) {
  const t = useT();
  const today = useToday();
  const { request } = usePortal();
  const readAgain = useReadAgain();
  const fields = [
    ...new Set([...registration.facts.map((it) => it.field), ...(USUAL[registration.type] ?? [])]),
  ];
  const form = useTextForm(
    { field: fields[0] ?? '', value: '', from: today, source: '' },
    ({ field, value, from, source }) =>
      request('/v1/compliance/facts', {
        body: {
          subjectType: 'registration',
          subjectId: registration.id,
          field,
          value: valueOf(field, value),
          from,
          source,
        },
      }),
    () => {
      void readAgain();
      onClose();
    },
  );
  return (
    <DialogForm
      title={t('aFactAbout', { name: registration.number })}
      busy={form.busy}
      failure={form.failure}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <TextField select label={t('fact')} {...form.field('field')}>
        {fields.map((field) => (
          <MenuItem key={field} value={field}>
            {factName(field)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={t('value')}
        {...form.field('value')}
        helperText={form.field('value').helperText ?? t('emptyMeansUnknown')}
        autoFocus
      />
      <TextField
        label={t('from')}
        type="date"
        required
        slotProps={{ inputLabel: { shrink: true } }}
        {...form.field('from')}
      />
      <TextField
        label={t('source')}
        required
        {...form.field('source')}
        helperText={form.field('source').helperText ?? t('whereThisIsWritten')}
      />
    </DialogForm>
  );
}
