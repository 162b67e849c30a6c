import { useState } from 'react';
import DoneIcon from '@mui/icons-material/TaskAltOutlined';
import {
  Alert,
  Box,
  Button,
  Checkbox,
  Chip,
  FormControlLabel,
  Skeleton,
  Stack,
  TextField,
} from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { addMonths, EmptyState, Failure, formatCount, useToday } from '@compliance-os/ui';
import type { GenerationPreview, GenerationRun } from '../api/compliance.ts';
import { request } from '../api/portal.ts';
import { ACTIONS, workOf, type GenerationAction } from './generation-actions.ts';
import { GenerationTable } from './generation-table.tsx';

/** How far ahead, in months, and from which month: shown before it is done. */
export function GenerationStep() {
  const t = useTranslate();
  const today = useToday();
  const queries = useQueryClient();
  const [months, setMonths] = useState(12);
  const [from, setFrom] = useState(() => addMonths(today, 0).slice(0, 7));
  const [revise, setRevise] = useState<readonly string[]>([]);
  const scope = { from: `${from}-01`, months, revise };
  const preview = useQuery({
    queryKey: ['compliance', 'generation', scope],
    queryFn: ({ signal }) =>
      request<GenerationPreview>('/v1/compliance/generation/preview', { body: scope, signal }),
  });
  const run = useMutation({
    mutationFn: () => request<GenerationRun>('/v1/compliance/generation/run', { body: scope }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const changed = run.data?.counts ? workOf(run.data.counts) - run.data.created : 0;
  if (run.data)
    return (
      <EmptyState
        icon={<DoneIcon />}
        title={t('%{count} obligations generated', { count: formatCount(run.data.created) })}
        text={changed > 0 && t('%{count} that were there have changed', { count: formatCount(changed) })}
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
            {(Object.keys(ACTIONS) as GenerationAction[]).map((action) => {
              const { counted, color } = ACTIONS[action];
              const count = preview.data.counts[action];
              return count > 0 || action === 'create' ? (
                <Chip key={action} size="small" variant="soft" color={color} label={t(counted, { count })} />
              ) : null;
            })}
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
          {(revise.length > 0 || preview.data.outdated.length > 0) && (
            <FormControlLabel
              control={
                <Checkbox
                  checked={revise.length > 0}
                  onChange={(_event, checked) => setRevise(checked ? preview.data.outdated : [])}
                />
              }
              label={t('Bring what nobody has worked on to the version of its master that is in force')}
            />
          )}
          <GenerationTable rows={preview.data.rows} />
        </>
      )}
      {run.error && <Alert severity="error">{run.error.message}</Alert>}
      <Button
        variant="contained"
        disabled={!preview.data || workOf(preview.data.counts) === 0}
        loading={run.isPending}
        onClick={() => run.mutate()}
        sx={{ alignSelf: 'flex-end' }}
      >
        {t('Generate')}
      </Button>
    </Stack>
  );
}
