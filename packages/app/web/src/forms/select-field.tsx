import { MenuItem } from '@mui/material';
import type { FieldValues } from 'react-hook-form';
import { FormTextField, type FieldProps } from './text-field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props<Values extends FieldValues> extends FieldProps<Values> {
  readonly choices: readonly Choice[];
}

export const FormSelectField = <Values extends FieldValues>({ choices, ...rest }: Props<Values>) => (
  <FormTextField {...rest} select>
    {choices.map((choice) => (
      <MenuItem key={choice.value} value={choice.value}>
        {choice.label}
      </MenuItem>
    ))}
  </FormTextField>
);
