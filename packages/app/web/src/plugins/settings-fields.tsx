import { useId } from 'react';
import {
  Alert,
  Autocomplete,
  Box,
  Checkbox,
  FormControlLabel,
  FormHelperText,
  MenuItem,
  TextField,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { useController, type Control, type FieldError, type UseControllerReturn } from 'react-hook-form';
import { humanise } from '@compliance-os/ui';
import type { SettingsField } from './settings-shape.ts';
import type { Settings } from './settings-values.ts';

interface Props {
  readonly pluginId: string;
  readonly control: Control<Settings>;
  readonly fields: readonly SettingsField[];
}

/** A form drawn from the plugin's JSON Schema; a plugin may word it in its texts, as `settings.<path>`. */
export const SettingsFields = ({ pluginId, control, fields }: Props) =>
  fields.map((field) => (
    <SettingsFieldOf key={field.name} pluginId={pluginId} control={control} field={field} />
  ));

interface FieldProps extends Omit<Props, 'fields'> {
  readonly field: SettingsField;
}

function SettingsFieldOf({ pluginId, control, field }: FieldProps) {
  const t = useTranslate();
  const id = useId();
  const label = t(`${pluginId}.settings.${field.name}`, { _: field.label });
  const help = field.help && t(`${pluginId}.settings.${field.name}.help`, { _: field.help });
  if (field.kind === 'group')
    return (
      <Box
        role="group"
        aria-labelledby={id}
        sx={{ display: 'grid', gap: 2, pl: 2, borderLeft: 2, borderColor: 'divider' }}
      >
        <div>
          <Typography id={id} sx={{ fontWeight: 600 }}>
            {label}
          </Typography>
          {help && <FormHelperText sx={{ m: 0 }}>{help}</FormHelperText>}
        </div>
        <SettingsFields pluginId={pluginId} control={control} fields={field.fields} />
      </Box>
    );
  if (field.kind === 'other')
    return (
      <Alert severity="info" variant="outlined">
        {label}: {t('This setting is changed through the API.')}
      </Alert>
    );
  return <Input control={control} field={field} label={label} help={help} />;
}

interface InputProps extends Pick<Props, 'control'> {
  readonly field: Exclude<SettingsField, { kind: 'group' | 'other' }>;
  readonly label: string;
  readonly help: string | undefined;
}

const isMissing = (value: unknown): boolean =>
  value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function Input({ control, field, label, help }: InputProps) {
  const t = useTranslate();
  const input = useController({
    control,
    name: field.name,
    rules: {
      validate: (value) => !(field.required && field.kind !== 'switch' && isMissing(value)) || t('Required'),
    },
  });
  const shown = { label, text: messageOf(input.fieldState.error) ?? help, invalid: input.fieldState.invalid };
  switch (field.kind) {
    case 'switch':
      return <Switch input={input} {...shown} />;
    case 'list':
      return <List input={input} choices={field.choices} required={field.required} {...shown} />;
    case 'text':
    case 'number':
    case 'choice':
      return <Line input={input} field={field} {...shown} />;
  }
}

/** The server names the element of a list that it refuses; its message stands under the list. */
const messageOf = (
  error: FieldError | readonly (FieldError | undefined)[] | undefined,
): string | undefined =>
  Array.isArray(error)
    ? (error as readonly (FieldError | undefined)[]).find((it) => it?.message)?.message
    : (error as FieldError | undefined)?.message;

interface Shown {
  readonly input: UseControllerReturn<Settings>;
  readonly label: string;
  readonly text: string | undefined;
  readonly invalid: boolean;
}

function Switch({ input: { field }, label, text, invalid }: Shown) {
  return (
    <div>
      <FormControlLabel
        label={label}
        control={
          <Checkbox
            checked={Boolean(field.value)}
            onChange={field.onChange}
            name={field.name}
            slotProps={{ input: { ref: field.ref } }}
          />
        }
      />
      {text && <FormHelperText error={invalid}>{text}</FormHelperText>}
    </div>
  );
}

interface ListProps extends Shown {
  readonly choices: readonly string[] | undefined;
  readonly required: boolean;
}

/** Several texts: from the choices, or typed one by one. What is typed and not yet taken is taken on leaving. */
function List({ input: { field }, choices, required, label, text, invalid }: ListProps) {
  return (
    <Autocomplete
      multiple
      freeSolo={choices === undefined}
      autoSelect={choices === undefined}
      options={choices ?? []}
      getOptionLabel={(option) => (choices ? humanise(option) : option)}
      value={Array.isArray(field.value) ? field.value.map(String) : []}
      onChange={(_, next) => field.onChange(next)}
      renderInput={(params) => (
        <TextField
          {...params}
          name={field.name}
          inputRef={field.ref}
          label={label}
          required={required}
          error={invalid}
          helperText={text}
        />
      )}
    />
  );
}

interface LineProps extends Shown {
  readonly field: Extract<SettingsField, { kind: 'text' | 'number' | 'choice' }>;
}

function Line({ input: { field: bound }, field, label, text, invalid }: LineProps) {
  const t = useTranslate();
  const isDate = field.kind === 'text' && field.input === 'date';
  return (
    <TextField
      select={field.kind === 'choice'}
      type={field.kind === 'number' ? 'number' : field.kind === 'text' ? field.input : 'text'}
      name={bound.name}
      label={label}
      required={field.required}
      value={bound.value ?? ''}
      onChange={({ target: { value } }) =>
        bound.onChange(field.kind === 'number' && value !== '' ? Number(value) : value)
      }
      onBlur={bound.onBlur}
      inputRef={bound.ref}
      error={invalid}
      helperText={text}
      slotProps={{
        ...(field.kind === 'number' && {
          htmlInput: { min: field.minimum, max: field.maximum, step: field.step },
        }),
        ...(isDate && { inputLabel: { shrink: true } }),
      }}
    >
      {field.kind === 'choice' && !field.required && <MenuItem value="">{t('Not set')}</MenuItem>}
      {field.kind === 'choice' &&
        field.choices.map((value) => (
          <MenuItem key={value} value={value}>
            {humanise(String(value))}
          </MenuItem>
        ))}
    </TextField>
  );
}
