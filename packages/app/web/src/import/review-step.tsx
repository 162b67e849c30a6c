import { Alert, Box, Button, Chip, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { ImportPreview } from '../api/compliance.ts';
import { ErrorTable } from './error-table.tsx';
import { RowTable } from './row-table.tsx';
import { commitOf } from './sample-file.ts';

interface Props {
  readonly file: File;
  readonly preview: ImportPreview;
  readonly onBack: () => void;
  /** with the entities that the file speaks of */
  readonly onCommitted: (entityIds: readonly string[]) => void;
}

/** What the file would do, row by row, and what is wrong with it. */
export function ReviewStep({ file, preview, onBack, onCommitted }: Props) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const { summary, errors, rows, fileHash } = preview;
  const commit = useMutation({
    mutationFn: () => commitOf(file, fileHash),
    onSuccess: async ({ entityIds }) => {
      notify(t('Imported'), { type: 'success' });
      await queries.invalidateQueries();
      onCommitted(entityIds);
    },
  });
  return (
    <Stack spacing={2.5}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h6" component="h2" sx={{ mr: 1 }}>
          {file.name}
        </Typography>
        <Chip
          size="small"
          variant="soft"
          color="success"
          label={t('%{count} new', { count: summary.create })}
        />
        <Chip
          size="small"
          variant="soft"
          color="info"
          label={t('%{count} changed', { count: summary.update })}
        />
        <Chip size="small" variant="soft" label={t('%{count} as before', { count: summary.skip })} />
        {errors.length > 0 && (
          <Chip
            size="small"
            variant="soft"
            color="error"
            label={t('%{count} wrong', { count: errors.length })}
          />
        )}
      </Box>
      {commit.error && <Alert severity="error">{commit.error.message}</Alert>}
      {errors.length > 0 && (
        <>
          <Alert severity="warning">
            {t('Correct these in the file and choose it again. A file is imported whole or not at all.')}
          </Alert>
          <ErrorTable errors={errors} name={file.name} />
        </>
      )}
      {rows.length > 0 && <RowTable rows={rows} />}
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button color="inherit" onClick={onBack}>
          {t('Choose another file')}
        </Button>
        <Button
          variant="contained"
          disabled={errors.length > 0}
          loading={commit.isPending}
          onClick={() => commit.mutate()}
        >
          {t('Import')}
        </Button>
      </Box>
    </Stack>
  );
}
