import { Box, Button, List, ListItemButton, ListItemText, Skeleton } from '@mui/material';
import DoneIcon from '@mui/icons-material/TaskAltOutlined';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { DueDate, EmptyState, Panel, RagDot, useToday } from '@compliance-os/ui';
import type { Instance } from '../api/compliance.ts';
import { toObligation, toObligations } from '../navigation/links.ts';

/** What to do first: open obligations by date. */
export function NextUp() {
  const t = useTranslate();
  const today = useToday();
  const { data, isPending } = useGetList<Instance>('obligations', {
    filter: { open: true },
    sort: { field: 'effectiveDate', order: 'ASC' },
    pagination: { page: 1, perPage: 6 },
  });
  return (
    <Panel
      title={t('First in line')}
      flush
      action={
        <Button size="small" component={Link} to={toObligations({ open: true })}>
          {t('All open')}
        </Button>
      }
    >
      {isPending && <Skeleton variant="rounded" height={220} sx={{ m: 2 }} />}
      {data?.length === 0 && <EmptyState dense icon={<DoneIcon />} title={t('Nothing is open')} />}
      <List component="div" disablePadding sx={{ pb: 1 }}>
        {data?.map((it) => (
          <ListItemButton
            key={it.id}
            component={Link}
            to={toObligation(it.id)}
            sx={{ gap: 1.5, py: 0.5, px: 2.5 }}
          >
            <RagDot rag={it.rag} />
            <ListItemText
              primary={`${it.form} · ${it.periodLabel}`}
              secondary={`${it.entityName} · ${it.subjectLabel}`}
              slotProps={{
                primary: { sx: { fontWeight: 600, fontSize: 13.5 } },
                secondary: { noWrap: true, sx: { fontSize: 12.5 } },
              }}
            />
            <Box sx={{ textAlign: 'right', fontSize: 13 }}>
              <DueDate date={it.effectiveDate} today={today} />
            </Box>
          </ListItemButton>
        ))}
      </List>
    </Panel>
  );
}
