import { useState } from 'react';
import { Box, ButtonBase, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, Failure, formatMoment } from '@compliance-os/ui';
import type { AuditRecord } from '../api/core.ts';
import { queryString, type Page, type QueryValue } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { actorName } from './actor-name.ts';
import { AuditDiff } from './audit-diff.tsx';
import { describeRecord } from './describe-record.ts';

interface Props {
  readonly filter: Readonly<Record<string, QueryValue>>;
}

/** Who did what, latest first; each change opens what it changed. */
export function AuditTimeline({ filter }: Props) {
  const t = useTranslate();
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', 'timeline', filter],
    queryFn: ({ signal }) =>
      request<Page<AuditRecord>>(`/v1/audit${queryString({ ...filter, limit: 50 })}`, { signal }),
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton variant="rounded" height={180} />;
  if (data.items.length === 0) return <EmptyState dense title={t('No history yet')} />;
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {data.items.map((record) => (
        <Entry key={record.id} record={record} />
      ))}
    </Box>
  );
}

function Entry({ record }: { record: AuditRecord }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const [open, setOpen] = useState(false);
  const changed = record.before !== null || record.after !== null;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        position: 'relative',
        pb: 2,
        '&:not(:last-child)::before': {
          content: '""',
          position: 'absolute',
          left: 4,
          top: 16,
          bottom: -4,
          width: '2px',
          bgcolor: 'divider',
        },
      }}
    >
      <Box
        aria-hidden
        sx={{
          mt: 0.75,
          width: 10,
          height: 10,
          borderRadius: '50%',
          flexShrink: 0,
          bgcolor: record.verb === 'delete' ? 'error.main' : 'primary.main',
        }}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2">
          <strong>{actorName(record.actor)}</strong> {describeRecord(record, t)}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', fontSize: 12, color: 'text.secondary' }}>
          <time dateTime={record.at}>{formatMoment(record.at, locale)}</time>
          {changed && (
            <ButtonBase
              onClick={() => setOpen(!open)}
              aria-expanded={open}
              sx={{ color: 'primary.main', fontWeight: 600, fontSize: 12, minHeight: 24 }}
            >
              {t(open ? 'Hide the change' : 'Show the change')}
            </ButtonBase>
          )}
        </Box>
        {open && (
          <Box sx={{ mt: 1 }}>
            <AuditDiff before={record.before} after={record.after} />
          </Box>
        )}
      </Box>
    </Box>
  );
}
