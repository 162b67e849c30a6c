import { useState } from 'react';
import AgendaIcon from '@mui/icons-material/ViewAgendaOutlined';
import MonthIcon from '@mui/icons-material/CalendarViewMonthOutlined';
import NextIcon from '@mui/icons-material/ChevronRight';
import PreviousIcon from '@mui/icons-material/ChevronLeft';
import {
  Box,
  Button,
  IconButton,
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { useLocaleState, useStore, useTranslate } from 'react-admin';
import { addMonths, Failure, formatMonth, useToday } from '@compliance-os/ui';
import { PageHeader } from '../layout/page-header.tsx';
import { Agenda } from './agenda.tsx';
import { monthDays } from './month-days.ts';
import { MonthGrid } from './month-grid.tsx';
import { useCalendar } from './use-calendar.ts';

type View = 'month' | 'agenda';

/** What is due when: a month at a time, as a grid or as a list. */
export default function Calendar() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const today = useToday();
  const [view, setView] = useStore<View>('calendar.view', 'month');
  const [offset, setOffset] = useState(0);
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'));
  const first = today && addMonths(today, offset);
  const days = first ? monthDays(first) : [];
  const { data, error, refetch } = useCalendar(days[0] ?? '', days.at(-1) ?? '', {});
  const items = data?.items ?? [];
  return (
    <Box data-testid="calendar">
      <PageHeader
        title={first ? formatMonth(first, locale) : t('Calendar')}
        actions={
          <>
            <ToggleButtonGroup
              exclusive
              size="small"
              value={view}
              onChange={(_, next: View | null) => next && setView(next)}
              aria-label={t('View')}
            >
              <ToggleButton value="month" aria-label={t('Month')}>
                <MonthIcon fontSize="small" />
              </ToggleButton>
              <ToggleButton value="agenda" aria-label={t('Agenda')}>
                <AgendaIcon fontSize="small" />
              </ToggleButton>
            </ToggleButtonGroup>
            <IconButton aria-label={t('Previous month')} onClick={() => setOffset(offset - 1)}>
              <PreviousIcon />
            </IconButton>
            <Button variant="outlined" size="small" onClick={() => setOffset(0)}>
              {t('Today')}
            </Button>
            <IconButton aria-label={t('Next month')} onClick={() => setOffset(offset + 1)}>
              <NextIcon />
            </IconButton>
          </>
        }
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={560} />}
      {data &&
        first &&
        (view === 'agenda' || narrow ? (
          <Agenda month={first} today={today} items={items} />
        ) : (
          <MonthGrid month={first} today={today} days={days} items={items} />
        ))}
    </Box>
  );
}
