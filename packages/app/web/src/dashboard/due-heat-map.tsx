import { Box, Stack, Tooltip, Typography } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { useLocaleState, useTranslate } from 'react-admin';
import {
  addDays,
  addMonths,
  formatDate,
  formatMonth,
  RAG_COLOR,
  weekday,
  weekdayNames,
} from '@compliance-os/ui';
import type { Dashboard, RagCounts } from '../api/compliance.ts';

interface Props {
  readonly byDay: Dashboard['byDay'];
  readonly today: string;
  readonly onPick: (date: string) => void;
}

/** Last month, this one and the next: how much is due each day, and how it stands. */
export function DueHeatMap({ byDay, today, onPick }: Props) {
  const [locale] = useLocaleState();
  const busiest = Math.max(1, ...Object.values(byDay).map((day) => day.total));
  return (
    <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', gap: 3 }}>
      {[-1, 0, 1].map((offset) => {
        const first = addMonths(today, offset);
        return (
          <Box key={first} sx={{ flex: '1 1 190px', minWidth: 190 }}>
            <Typography variant="subtitle2" component="h3" sx={{ mb: 1 }}>
              {formatMonth(first, locale)}
            </Typography>
            <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(7,1fr)', gap: '4px' }}>
              {weekdayNames(locale, 'narrow').map((name, index) => (
                <Typography key={index} variant="caption" color="textSecondary" align="center" aria-hidden>
                  {name}
                </Typography>
              ))}
              {daysOf(first).map((date, index) => (
                <Day
                  key={date}
                  date={date}
                  today={today}
                  column={index === 0 ? weekday(date) + 1 : null}
                  counts={byDay[date]}
                  busiest={busiest}
                  onPick={onPick}
                />
              ))}
            </Box>
          </Box>
        );
      })}
    </Stack>
  );
}

function daysOf(first: string): string[] {
  const next = addMonths(first, 1);
  const days: string[] = [];
  for (let date = first; date < next; date = addDays(date, 1)) days.push(date);
  return days;
}

const worst = (counts: RagCounts) => (counts.red ? 'red' : counts.amber ? 'amber' : 'green');

interface DayProps extends Pick<Props, 'today' | 'onPick'> {
  readonly date: string;
  /** Where the month's first day stands in the week. */
  readonly column: number | null;
  readonly counts: (RagCounts & { readonly total: number }) | undefined;
  readonly busiest: number;
}

function Day({ date, today, column, counts, busiest, onPick }: DayProps) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const label = `${formatDate(date, locale)}: ${t('%{smart_count} due |||| %{smart_count} due', { smart_count: counts?.total ?? 0 })}`;
  return (
    <Tooltip title={counts ? label : ''} disableInteractive>
      <Box
        component={counts ? 'button' : 'span'}
        {...(counts ? { type: 'button', 'aria-label': label, onClick: () => onPick(date) } : {})}
        sx={({ palette }) => ({
          all: 'unset',
          boxSizing: 'border-box',
          gridColumn: column ?? 'auto',
          aspectRatio: '1',
          maxHeight: 36,
          display: 'grid',
          placeItems: 'center',
          borderRadius: '6px',
          fontSize: 11,
          fontWeight: 600,
          cursor: counts ? 'pointer' : 'default',
          color: counts ? palette.text.primary : palette.text.secondary,
          bgcolor: counts
            ? alpha(palette[RAG_COLOR[worst(counts)]].main, 0.16 + 0.28 * (counts.total / busiest))
            : palette.action.hover,
          boxShadow:
            date === today
              ? `0 0 0 2px ${palette.background.paper}, 0 0 0 4px ${palette.primary.main}`
              : 'none',
          '&:focus-visible': { boxShadow: `0 0 0 2px ${palette.primary.main}` },
        })}
      >
        {Number(date.slice(8))}
      </Box>
    </Tooltip>
  );
}
