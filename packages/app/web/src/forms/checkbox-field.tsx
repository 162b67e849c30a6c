import type { ReactNode } from 'react';
import { Checkbox, FormControlLabel } from '@mui/material';
import { useController, type Control, type FieldValues, type Path } from 'react-hook-form';

interface Props<Values extends FieldValues> {
  readonly control: Control<Values>;
  readonly name: Path<Values>;
  readonly label: ReactNode;
}

export function FormCheckboxField<Values extends FieldValues>({ control, name, label }: Props<Values>) {
  const { field } = useController({ control, name });
  return (
    <FormControlLabel
      label={label}
      control={
        <Checkbox
          name={field.name}
          checked={Boolean(field.value)}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      }
    />
  );
}
