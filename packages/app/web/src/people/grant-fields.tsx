import { Autocomplete, Box, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useController, type Control } from 'react-hook-form';
import { usePortal } from '@compliance-os/ui';
import { FormSelectField } from '../forms/select-field.tsx';
import { familyLabel } from '../obligations/family-label.ts';
import { ALL, type GrantValues } from './grant-values.ts';
import { useEntities, useRoles } from './use-people.ts';

/** Plugins that are not a body of law. */
const NOT_A_FAMILY = new Set([
  'compliance',
  'notifications',
  'slack',
  'chatbot',
  'ai-ocr',
  'ai-prediction',
  'erp-sap',
  'erp-oracle',
  'erp-netsuite',
]);

/** The role, and the entities and laws that it reaches. */
export function GrantFields<Values extends GrantValues>({ control }: { control: Control<Values> }) {
  const t = useTranslate();
  const { data: roles } = useRoles();
  const { data: entities } = useEntities();
  const { manifest } = usePortal();
  // The fields of a grant are the same in every form that has them.
  const grant = control as unknown as Control<GrantValues>;
  const families = Object.keys(manifest?.plugins ?? {}).filter((id) => !NOT_A_FAMILY.has(id));
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
      <ScopeField
        control={grant}
        name="families"
        label={t('Laws')}
        everything={t('All laws')}
        choices={families.map((value) => ({ value, label: familyLabel(value) }))}
      />
    </Box>
  );
}

interface ScopeProps {
  readonly control: Control<GrantValues>;
  readonly name: 'entities' | 'families';
  readonly label: string;
  readonly everything: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** "All" is chosen in so many words; nothing chosen is refused. */
function ScopeField({ control, name, label, everything, choices }: ScopeProps) {
  const t = useTranslate();
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: (value) => value.length > 0 || t('Choose what this reaches') },
  });
  const options = [{ value: ALL, label: everything }, ...choices];
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={options}
      value={options.filter((it) => field.value.includes(it.value))}
      isOptionEqualToValue={(a, b) => a.value === b.value}
      onChange={(_, next) => {
        const last = next.at(-1)?.value;
        field.onChange(last === ALL ? [ALL] : next.map((it) => it.value).filter((value) => value !== ALL));
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          error={fieldState.invalid}
          helperText={fieldState.error?.message}
        />
      )}
    />
  );
}
