import { MenuItem, TextField } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import type { Choice } from '../forms/select-field.tsx';

interface Props {
  readonly source: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** One filter of the list, chosen from a few values. */
export function FilterSelect({ source, label, choices }: Props) {
  const t = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const { [source]: current, ...rest } = filterValues as Record<string, unknown>;
  return (
    <TextField
      select
      label={label}
      value={typeof current === 'string' ? current : ''}
      onChange={(event) => setFilters(event.target.value ? { ...rest, [source]: event.target.value } : rest)}
      sx={{ width: 180 }}
    >
      <MenuItem value="">{t('All')}</MenuItem>
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
