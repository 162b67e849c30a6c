import DoneIcon from '@mui/icons-material/EventAvailableOutlined';
import { Box, Card, ListItemButton, ListItemText, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { DueDate, EmptyState, formatDate, RagDot, StatusChip } from '@compliance-os/ui';
import type { CalendarItem } from '../api/compliance.ts';
import { toObligation } from '../navigation/links.ts';

interface Props {
  readonly month: string;
  readonly today: string;
  readonly items: readonly CalendarItem[];
}

/** The month as a list of its days. */
export function Agenda({ month, today, items }: Props) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const inMonth = items.filter((it) => it.date.startsWith(month.slice(0, 7)));
  const days = Object.entries(Object.groupBy(inMonth, (it) => it.date)).toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  if (days.length === 0) return <EmptyState icon={<DoneIcon />} title={t('Nothing is due this month')} />;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {days.map(([date, due]) => (
        <Card key={date} variant="outlined" component="section" aria-label={formatDate(date, locale)}>
          <Typography variant="h6" component="h2" sx={{ px: 2, pt: 1.5, pb: 0.5 }}>
            <DueDate date={date} today={today} settled={due?.every((it) => it.settled) ?? false} />
          </Typography>
          {due?.map((it) => (
            <ListItemButton
              key={`${it.id}${it.kind}`}
              component={Link}
              to={toObligation(it.id)}
              sx={{ gap: 1.5, py: 0.5 }}
            >
              <RagDot rag={it.rag} />
              <ListItemText
                primary={`${it.form} · ${it.periodLabel}`}
                secondary={it.entityName}
                slotProps={{
                  primary: { sx: { fontSize: 13.5, fontWeight: 600 } },
                  secondary: { sx: { fontSize: 12.5 } },
                }}
              />
              <StatusChip status={it.status} />
            </ListItemButton>
          ))}
        </Card>
      ))}
    </Box>
  );
}
