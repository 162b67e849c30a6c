import { Autocomplete, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useController, type Control, type Path } from 'react-hook-form';
import { ALL, type GrantValues } from './grant-values.ts';

interface Props {
  readonly control: Control<GrantValues>;
  readonly name: Path<GrantValues>;
  readonly label: string;
  readonly everything: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** How far a grant reaches. "All" is chosen in so many words; nothing chosen is refused. */
export function ScopeField({ control, name, label, everything, choices }: Props) {
  const t = useTranslate();
  const { field, fieldState } = useController({
    control,
    name,
    rules: {
      validate: (value) => (Array.isArray(value) && value.length > 0) || t('Choose what this reaches'),
    },
  });
  const chosen = Array.isArray(field.value) ? field.value : [];
  const options = [{ value: ALL, label: everything }, ...choices];
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={options}
      value={options.filter((it) => chosen.includes(it.value))}
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
