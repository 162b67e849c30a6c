import { Button, Chip } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';

interface Props {
  /** What a filter's value is called. */
  readonly describe: (name: string, value: unknown) => string;
}

/** The filters in force, each with a way to drop it. */
export function FilterChips({ describe }: Props) {
  const t = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filters = filterValues as Record<string, unknown>;
  const names = Object.keys(filters).filter((name) => name !== 'q');
  if (names.length === 0) return null;
  const without = (name: string) =>
    Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));
  return (
    <>
      {names.map((name) => (
        <Chip
          key={name}
          size="small"
          color="primary"
          variant="soft"
          label={describe(name, filters[name])}
          onDelete={() => setFilters(without(name))}
        />
      ))}
      <Button size="small" onClick={() => setFilters({})}>
        {t('Clear')}
      </Button>
    </>
  );
}
