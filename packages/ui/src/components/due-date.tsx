import { Box, Tooltip } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { daysBetween, formatDate } from '../format/date.ts';

interface Props {
  /** Null: it awaits an event or a fact. */
  readonly date: string | null;
  /** The server's IST date; without it, no distance is shown. */
  readonly today?: string;
  /** Where a notification moved the date: what the statute says. */
  readonly movedFrom?: string | null;
  /** A date that is met is not late, however old it is. */
  readonly settled?: boolean;
}

/** A due date, how far away it is, and a mark where a notification moved it. */
export function DueDate({ date, today, movedFrom, settled = false }: Props) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  if (date === null)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('Awaits an event')}
      </Box>
    );
  const days = today ? daysBetween(today, date) : null;
  const moved = movedFrom && movedFrom !== date;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        columnGap: 0.75,
        whiteSpace: 'nowrap',
      }}
    >
      <span>{formatDate(date, locale)}</span>
      {moved && (
        <Tooltip
          title={t('Moved by a notification; the statute says %{date}', {
            date: formatDate(movedFrom, locale),
          })}
        >
          <Box component="span" sx={{ fontSize: 11, fontWeight: 600, color: 'info.main' }}>
            {t('EXT')}
          </Box>
        </Tooltip>
      )}
      {days !== null && !settled && (
        <Box
          component="span"
          sx={{
            fontSize: 11.5,
            color: days < 0 ? 'error.main' : days <= 7 ? 'warning.main' : 'text.secondary',
          }}
        >
          {distance(days, t)}
        </Box>
      )}
    </Box>
  );
}

function distance(days: number, t: (key: string, options?: object) => string): string {
  if (days === 0) return t('today');
  return days < 0
    ? t('%{smart_count} day late |||| %{smart_count} days late', { smart_count: -days })
    : t('in %{smart_count} day |||| in %{smart_count} days', { smart_count: days });
}
