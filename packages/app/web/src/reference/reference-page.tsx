import type { KeyboardEvent } from 'react';
import SearchIcon from '@mui/icons-material/Search';
import { Box, Card, InputAdornment, Skeleton, Stack, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';
import { EmptyState, Failure } from '@compliance-os/ui';
import { request } from '../api/portal.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { matching, operationsOf, type ApiDocument } from './api-document.ts';
import { OperationDetail } from './operation-detail.tsx';
import { OperationIndex } from './operation-index.tsx';
import { RefusalTable } from './refusal-table.tsx';

/** The API of what is on for the tenant, as the server describes it. What is looked for and looked at is in the address. */
export default function ReferencePage() {
  const t = useTranslate();
  const [query, setQuery] = useSearchParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => request<ApiDocument>('/v1/openapi', { signal }),
    staleTime: Infinity,
  });
  const text = query.get('q') ?? '';
  const operations = data ? operationsOf(data) : [];
  const found = matching(operations, text);
  const chosen = operations.find(({ id }) => id === query.get('op')) ?? found[0];
  const toOperation = (op: string) => `?${new URLSearchParams({ ...(text && { q: text }), op })}`;
  const search = (q: string) => setQuery(q ? { q } : {}, { replace: true });
  return (
    <>
      <PageHeader
        title={t('API reference')}
        subtitle={t('What programs can do here: every operation of the plugins that are on for this tenant.')}
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={480} />}
      {data && (
        <Box
          sx={{
            display: 'grid',
            gap: 2.5,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '340px minmax(0, 1fr)' },
            alignItems: 'start',
          }}
        >
          <Card
            variant="outlined"
            sx={{
              p: 1.5,
              position: { md: 'sticky' },
              top: { md: 80 },
              maxHeight: { xs: 320, md: 'calc(100dvh - 104px)' },
              overflow: 'auto',
            }}
          >
            <SearchField label="Search operations" text={text} onChange={search} />
            {found.length === 0 && <EmptyState dense title={t('Nothing found')} />}
            <OperationIndex operations={found} chosen={chosen?.id} toOperation={toOperation} />
          </Card>
          <Stack spacing={2} sx={{ minWidth: 0 }}>
            {chosen && (
              <OperationDetail key={chosen.id} operation={chosen} schemas={data.components.schemas ?? {}} />
            )}
            <RefusalTable problems={data['x-problems']} />
          </Stack>
        </Box>
      )}
    </>
  );
}

interface SearchProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** The arrow down leads from the text into what was found. */
const intoResults = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  event.currentTarget.parentElement?.querySelector<HTMLElement>('nav a')?.focus();
};

function SearchField({ label, text, onChange }: SearchProps) {
  const t = useTranslate();
  return (
    <TextField
      type="search"
      fullWidth
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={intoResults}
      placeholder={t(label)}
      sx={{ mb: 1.5 }}
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
