import { Box, ListItemButton, Skeleton } from '@mui/material';
import { useListContext } from 'react-admin';
import { Link } from 'react-router';
import { DueDate, Failure, RAG_COLOR, StatusChip, useToday } from '@compliance-os/ui';
import type { Instance } from '../api/compliance.ts';
import { toObligation } from '../navigation/links.ts';
import { NoObligations } from './no-obligations.tsx';

/** The list on a narrow screen. */
export function ObligationCards() {
  const today = useToday();
  const { data, isPending, error, refetch } = useListContext<Instance>();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton variant="rounded" height={400} sx={{ m: 1.5 }} />;
  if (!data || data.length === 0) return <NoObligations />;
  return data.map((it) => (
    <ListItemButton
      key={it.id}
      component={Link}
      to={toObligation(it.id)}
      divider
      sx={{ display: 'block', borderLeft: 3, borderLeftColor: `${RAG_COLOR[it.rag]}.main`, py: 1.25 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Box sx={{ flex: 1, fontWeight: 600, fontSize: 14 }}>
          {it.form} · {it.periodLabel}
        </Box>
        <StatusChip status={it.status} />
      </Box>
      <Box sx={{ fontSize: 13, color: 'text.secondary', my: 0.25 }}>
        {it.entityName} · {it.subjectLabel}
      </Box>
      <Box sx={{ fontSize: 13 }}>
        <DueDate date={it.effectiveDate} today={today} settled={it.settled} />
      </Box>
    </ListItemButton>
  ));
}
