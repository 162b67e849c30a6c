import { TextField, type TextFieldProps } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useController, type Control, type FieldValues, type Path } from 'react-hook-form';

export interface FieldProps<Values extends FieldValues> extends Omit<
  TextFieldProps,
  'name' | 'label' | 'defaultValue' | 'value' | 'onChange'
> {
  readonly control: Control<Values>;
  readonly name: Path<Values>;
  readonly label: string;
}

/** A text, date or number of a form, with the server's message under it. */
export function FormTextField<Values extends FieldValues>({
  control,
  name,
  label,
  required,
  helperText,
  slotProps,
  type,
  ...rest
}: FieldProps<Values>) {
  const t = useTranslate();
  const { field, fieldState } = useController({
    control,
    name,
    rules: required ? { required: t('Required') } : {},
  });
  return (
    <TextField
      {...rest}
      type={type}
      label={label}
      required={required ?? false}
      name={field.name}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={fieldState.invalid}
      helperText={fieldState.error?.message ?? helperText}
      slotProps={{ ...slotProps, ...(type === 'date' ? { inputLabel: { shrink: true } } : {}) }}
    />
  );
}
