import { Box, Card, Link as MuiLink, Stack } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { weekdayNames } from '@compliance-os/ui';
import type { CalendarItem } from '../api/compliance.ts';
import { toObligations } from '../navigation/links.ts';
import { CalendarChip } from './calendar-chip.tsx';

/** How many obligations a day shows before it only counts them. */
const SHOWN = 4;

interface Props {
  readonly month: string;
  readonly today: string;
  readonly days: readonly string[];
  readonly items: readonly CalendarItem[];
}

export function MonthGrid({ month, today, days, items }: Props) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const byDay = Object.groupBy(items, (it) => it.date);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return (
    <Card
      variant="outlined"
      role="grid"
      aria-label={t('Calendar')}
      sx={{ display: 'grid', gridTemplateColumns: 'repeat(7, minmax(0, 1fr))' }}
    >
      <Box role="row" sx={{ display: 'contents' }}>
        {weekdayNames(locale).map((name) => (
          <Box
            key={name}
            role="columnheader"
            sx={{ px: 1.25, py: 1, fontSize: 12, fontWeight: 600, color: 'text.secondary' }}
          >
            {name}
          </Box>
        ))}
      </Box>
      {weeks.map((week) => (
        <Box key={week[0]} role="row" sx={{ display: 'contents' }}>
          {week.map((date, column) => (
            <Box
              key={date}
              role="gridcell"
              sx={{
                minHeight: 126,
                minWidth: 0,
                p: 0.75,
                borderTop: 1,
                borderLeft: column > 0 ? 1 : 0,
                borderColor: 'divider',
                bgcolor: date.startsWith(month.slice(0, 7)) ? 'transparent' : 'action.hover',
              }}
            >
              <DayNumber date={date} today={today} />
              <DayItems date={date} items={byDay[date] ?? []} />
            </Box>
          ))}
        </Box>
      ))}
    </Card>
  );
}

const DayNumber = ({ date, today }: { date: string; today: string }) => (
  <Box
    component="time"
    dateTime={date}
    sx={{
      display: 'inline-grid',
      placeItems: 'center',
      minWidth: 24,
      height: 24,
      mb: 0.5,
      borderRadius: 12,
      fontSize: 12,
      fontWeight: 600,
      color: date === today ? 'primary.contrastText' : 'text.secondary',
      bgcolor: date === today ? 'primary.main' : 'transparent',
    }}
  >
    {Number(date.slice(8))}
  </Box>
);

function DayItems({ date, items }: { date: string; items: readonly CalendarItem[] }) {
  const t = useTranslate();
  const hidden = items.length - SHOWN;
  return (
    <Stack spacing="3px">
      {items.slice(0, SHOWN).map((item) => (
        <CalendarChip key={`${item.id}${item.kind}`} item={item} />
      ))}
      {hidden > 0 && (
        <MuiLink
          component={Link}
          to={toObligations({ dueFrom: date, dueTo: date })}
          variant="caption"
          sx={{ pl: 0.5, lineHeight: '24px' }}
        >
          {t('%{smart_count} more', { smart_count: hidden })}
        </MuiLink>
      )}
    </Stack>
  );
}
