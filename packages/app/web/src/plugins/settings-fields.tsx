import { Autocomplete, Checkbox, FormControlLabel, FormHelperText, MenuItem, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useController, type Control } from 'react-hook-form';
import { humanise } from '@compliance-os/ui';
import type { JsonSchema } from '../api/core.ts';
import type { Settings } from './settings-values.ts';

interface Props {
  readonly control: Control<Settings>;
  readonly schema: JsonSchema;
}

/** A form drawn from the plugin's JSON Schema. */
export const SettingsFields = ({ control, schema }: Props) =>
  Object.entries(schema.properties ?? {}).map(([name, field]) => (
    <SettingsField
      key={name}
      control={control}
      name={name}
      schema={field}
      required={schema.required?.includes(name) ?? false}
    />
  ));

interface FieldProps extends Props {
  readonly name: string;
  readonly required: boolean;
}

function SettingsField({ control, name, schema, required }: FieldProps) {
  const t = useTranslate();
  const missing = (value: unknown) => value === '' || value === null || value === undefined;
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: (value) => !(required && missing(value)) || t('Required') },
  });
  const label = schema.title ?? humanise(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  const text = fieldState.error?.message ?? schema.description;
  if (schema.type === 'boolean')
    return (
      <div>
        <FormControlLabel
          label={label}
          control={<Checkbox checked={Boolean(field.value)} onChange={field.onChange} name={name} />}
        />
        {text && <FormHelperText error={fieldState.invalid}>{text}</FormHelperText>}
      </div>
    );
  if (schema.type === 'array')
    return (
      <Autocomplete
        multiple
        freeSolo={!schema.items?.enum}
        options={schema.items?.enum?.map(String) ?? []}
        value={Array.isArray(field.value) ? field.value.map(String) : []}
        onChange={(_, next) => field.onChange(next)}
        renderInput={(params) => (
          <TextField {...params} label={label} error={fieldState.invalid} helperText={text} />
        )}
      />
    );
  const numeric = schema.type === 'integer' || schema.type === 'number';
  return (
    <TextField
      select={schema.enum !== undefined}
      type={numeric ? 'number' : schema.format === 'email' ? 'email' : 'text'}
      label={label}
      required={required}
      value={field.value ?? ''}
      onChange={(event) =>
        field.onChange(numeric && event.target.value !== '' ? Number(event.target.value) : event.target.value)
      }
      error={fieldState.invalid}
      helperText={text}
      slotProps={{ htmlInput: { min: schema.minimum, max: schema.maximum } }}
    >
      {schema.enum?.map((value) => (
        <MenuItem key={value} value={value}>
          {humanise(String(value))}
        </MenuItem>
      ))}
    </TextField>
  );
}
