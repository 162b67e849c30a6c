import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useWatch, type Control } from 'react-hook-form';
import { FormSelectField } from '../forms/select-field.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import type { GrantValues } from './grant-values.ts';
import { ScopeField } from './scope-field.tsx';
import { useDimensions, useEntities, useRoles } from './use-people.ts';

/** The role, and the entities and dimensions that it reaches. */
export function GrantFields<Values extends GrantValues>({ control }: { control: Control<Values> }) {
  const t = useTranslate();
  const { data: roles } = useRoles();
  const { data: entities } = useEntities();
  const { data: dimensions } = useDimensions();
  // The fields of a grant are the same in every form that has them.
  const grant = control as unknown as Control<GrantValues>;
  const chosen = useWatch({ control: grant, name: 'roleId' });
  const dated = roles?.find((it) => it.id === chosen)?.dated ?? false;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FormSelectField
        control={grant}
        name="roleId"
        label={t('Role')}
        required
        choices={(roles ?? []).map((it) => ({ value: it.id, label: it.name }))}
      />
      <ScopeField
        control={grant}
        name="entities"
        label={t('Entities')}
        everything={t('All entities')}
        choices={(entities ?? []).map((it) => ({ value: it.id, label: it.name }))}
      />
      {dimensions
        ?.filter((it) => it.values && it.values.length > 0)
        .map((dimension) => (
          <ScopeField
            key={dimension.name}
            control={grant}
            name={`dimensions.${dimension.name}`}
            label={dimension.label}
            everything={t('All')}
            choices={dimension.values ?? []}
          />
        ))}
      {dated && (
        <FormTextField
          control={grant}
          name="validTo"
          type="date"
          label={t('Until')}
          required
          helperText={t('This role is only given until a date.')}
        />
      )}
    </Box>
  );
}
