import { MenuItem, TextField } from '@mui/material';
import { usePortal, useToday } from '@compliance-os/ui';
import { DialogForm } from '../dialog-form.tsx';
import { useTextForm } from '../form.ts';
import { useReadAgain } from '../registrations/use-registrations.ts';
import type { EventName, Registration } from '../records.ts';
import { eventTitle } from './event-title.ts';
import { useEventNames } from './use-events.ts';
import { useT } from '../texts/use-t.ts';

/** What an event can happen to. */
export interface EventSubject {
  readonly type: 'entity' | 'registration';
  readonly id: string;
  readonly label: string;
  /** as on masters: `registration:gstin` */
  readonly kind: string;
}

export const registrationSubject = ({ id, number, type }: Registration): EventSubject => ({
  type: 'registration',
  id,
  label: number,
  kind: `registration:${type}`,
});

interface Props {
  /** at least one; the first is offered */
  readonly subjects: readonly EventSubject[];
  readonly onClose: () => void;
}

/** Records that something happened on a day; the obligations that wait for it follow with the next generation. */
export function EventDialog({ subjects, onClose }: Props) {
  const t = useT();
  const today = useToday();
  const { request } = usePortal();
  const readAgain = useReadAgain();
  const { data: names } = useEventNames();
  const form = useTextForm(
    { subjectId: subjects[0]!.id, name: '', date: today, reference: '', source: '' },
    ({ subjectId, name, date, reference, source }) =>
      request('/v1/compliance/occurrences', {
        body: {
          subjectType: subjects.find(({ id }) => id === subjectId)!.type,
          subjectId,
          name,
          date,
          reference: reference || null,
          source,
        },
      }),
    () => {
      void readAgain();
      onClose();
    },
  );
  const kind = subjects.find(({ id }) => id === form.values.subjectId)?.kind ?? '';
  const known = (names ?? []).filter((event) => event.subjects.includes(kind));
  const chosen = known.find(({ name }) => name === form.values.name);
  const name = form.field('name');
  return (
    <DialogForm
      title={t('recordAnEvent')}
      busy={form.busy}
      failure={form.failure}
      onSubmit={form.onSubmit}
      onClose={onClose}
    >
      <TextField select label={t('happenedTo')} {...form.field('subjectId')}>
        {subjects.map(({ id, label }) => (
          <MenuItem key={id} value={id}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        required
        label={t('event')}
        {...name}
        value={chosen?.name ?? ''}
        helperText={name.helperText ?? (chosen ? consequence(chosen) : t('whatMastersWaitFor'))}
      >
        {known.map((event) => (
          <MenuItem key={event.name} value={event.name}>
            {eventTitle(event.name)}
          </MenuItem>
        ))}
        {names && known.length === 0 && <MenuItem disabled>{t('noMasterWaits')}</MenuItem>}
      </TextField>
      <TextField
        label={t('date')}
        type="date"
        required
        slotProps={{ inputLabel: { shrink: true } }}
        {...form.field('date')}
      />
      <TextField
        label={t('reference')}
        {...form.field('reference')}
        helperText={form.field('reference').helperText ?? t('documentNumber')}
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

/** "Starts ITC-03", "Dates GSTR-3B / GSTR-1" */
const consequence = ({ starts, dates }: EventName): string =>
  [starts.length > 0 && `Starts ${starts.join(', ')}`, dates.length > 0 && `Dates ${dates.join(', ')}`]
    .filter(Boolean)
    .join(' · ');
