import { useState } from 'react';
import DoneIcon from '@mui/icons-material/TaskAltOutlined';
import { Alert, Box, Button, Chip, Skeleton, Stack, TextField } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { addMonths, EmptyState, Failure, formatCount, useToday } from '@compliance-os/ui';
import type { GenerationPreview, GenerationRun } from '../api/compliance.ts';
import { request } from '../api/portal.ts';
import { GenerationTable } from './generation-table.tsx';

/** How far ahead, in months, and from which month: shown before it is done. */
export function GenerationStep() {
  const t = useTranslate();
  const today = useToday();
  const queries = useQueryClient();
  const [months, setMonths] = useState(12);
  const [from, setFrom] = useState(() => addMonths(today, 0).slice(0, 7));
  const scope = { from: `${from}-01`, months };
  const preview = useQuery({
    queryKey: ['compliance', 'generation', scope],
    queryFn: ({ signal }) =>
      request<GenerationPreview>('/v1/compliance/generation/preview', { body: scope, signal }),
  });
  const run = useMutation({
    mutationFn: () => request<GenerationRun>('/v1/compliance/generation/run', { body: scope }),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (run.data)
    return (
      <EmptyState
        icon={<DoneIcon />}
        title={t('%{count} obligations generated', { count: formatCount(run.data.created) })}
        action={
          <>
            <Button variant="contained" component={Link} to="/obligations">
              {t('Open the obligations')}
            </Button>
            <Button component={Link} to="/">
              {t('Go to the overview')}
            </Button>
          </>
        }
      />
    );
  return (
    <Stack spacing={2.5}>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <TextField
          type="month"
          label={t('From month')}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          sx={{ width: 190 }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <TextField
          type="number"
          label={t('Months ahead')}
          value={months}
          onChange={(event) => setMonths(Math.min(36, Math.max(1, Number(event.target.value))))}
          sx={{ width: 150 }}
        />
      </Box>
      {preview.error && <Failure error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <Skeleton variant="rounded" height={280} />}
      {preview.data && (
        <>
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Chip
              size="small"
              variant="soft"
              color="success"
              label={t('%{count} to generate', { count: preview.data.create })}
            />
            <Chip
              size="small"
              variant="soft"
              label={t('%{count} exist already', { count: preview.data.existing })}
            />
            {preview.data.undetermined > 0 && (
              <Chip
                size="small"
                variant="soft"
                color="warning"
                label={t('%{count} undetermined: a fact is missing', { count: preview.data.undetermined })}
              />
            )}
          </Box>
          <GenerationTable rows={preview.data.rows} />
        </>
      )}
      {run.error && <Alert severity="error">{run.error.message}</Alert>}
      <Button
        variant="contained"
        disabled={!preview.data || preview.data.create === 0}
        loading={run.isPending}
        onClick={() => run.mutate()}
        sx={{ alignSelf: 'flex-end' }}
      >
        {t('Generate')}
      </Button>
    </Stack>
  );
}
