import { Box } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { STATES } from '@compliance-os/ui';
import type { Entity } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormSelectField } from '../forms/select-field.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { changedFields } from '../providers/changed-fields.ts';
import { ENTITY_KINDS } from './entity-kinds.ts';

const STATE_CHOICES = Object.entries(STATES)
  .map(([value, name]) => ({ value, label: `${name} (${value})` }))
  .toSorted((a, b) => a.label.localeCompare(b.label));

type Values = Record<'name' | 'legalName' | 'kind' | 'pan' | 'cin' | 'llpin' | 'state', string>;

const valuesOf = (entity: Entity | undefined): Values => ({
  name: entity?.name ?? '',
  legalName: entity?.legalName ?? '',
  kind: entity?.kind ?? 'company',
  pan: entity?.pan ?? '',
  cin: entity?.cin ?? '',
  llpin: entity?.llpin ?? '',
  state: entity?.state ?? '',
});

/** Adds an entity, or changes one: then only what changed is sent. */
export function EntityDialog({ entity, onClose }: { entity?: Entity; onClose: () => void }) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const before = valuesOf(entity);
  const { control, form, onSubmit, busy, failure } = useApiForm<Values, Entity>({
    defaultValues: before,
    submit: (values) =>
      entity
        ? request(`/v1/entities/${entity.id}`, { method: 'PATCH', body: changedFields(values, before) })
        : request('/v1/entities', { body: filled(values) }),
    onDone: () => {
      notify(t('Saved'), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['entities'] });
      onClose();
    },
  });
  const kind = form.watch('kind');
  return (
    <FormDialog
      title={entity ? t('Change %{name}', { name: entity.name }) : t('Add an entity')}
      action={t('Save')}
      busy={busy}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <FormTextField control={control} name="name" label={t('Name')} required autoFocus />
        <FormTextField
          control={control}
          name="legalName"
          label={t('Legal name')}
          required
          helperText={t('As on the certificate')}
        />
        <FormSelectField
          control={control}
          name="kind"
          label={t('Kind')}
          choices={Object.entries(ENTITY_KINDS).map(([value, label]) => ({ value, label: t(label) }))}
        />
        <FormTextField control={control} name="pan" label="PAN" helperText="AAAAA9999A" />
        {kind === 'company' && <FormTextField control={control} name="cin" label="CIN" />}
        {kind === 'llp' && <FormTextField control={control} name="llpin" label="LLPIN" />}
        <FormSelectField
          control={control}
          name="state"
          label={t('State')}
          choices={[{ value: '', label: '—' }, ...STATE_CHOICES]}
        />
      </Box>
    </FormDialog>
  );
}

const filled = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
