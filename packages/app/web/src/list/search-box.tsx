import { useEffect, useState } from 'react';
import SearchIcon from '@mui/icons-material/Search';
import { InputAdornment, TextField } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';

const PAUSE = 300;

/** Filters the list by text, once the typing pauses. */
export function SearchBox({ label, source = 'q' }: { label: string; source?: string }) {
  const t = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filters = filterValues as Record<string, unknown>;
  const applied = typeof filters[source] === 'string' ? filters[source] : '';
  const [text, setText] = useState(applied);
  useEffect(() => setText(applied), [applied]);
  useEffect(() => {
    if (text === applied) return;
    const timer = setTimeout(() => {
      const { [source]: _, ...rest } = filterValues as Record<string, unknown>;
      setFilters(text ? { ...rest, [source]: text } : rest);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text, applied, filterValues, setFilters, source]);
  return (
    <TextField
      type="search"
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={t(label)}
      sx={{ maxWidth: 320 }}
      slotProps={{
        htmlInput: { 'aria-label': t(label) },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
