import { Box, Tooltip } from '@mui/material';
import { alpha } from '@mui/material/styles';
import { useLocaleState, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { formatDate, humanise, RAG_COLOR } from '@compliance-os/ui';
import type { CalendarItem } from '../api/compliance.ts';
import { toObligation } from '../navigation/links.ts';

/** One obligation on its day; a dashed edge marks a date that a notification moved. */
export function CalendarChip({ item }: { item: CalendarItem }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const moved = item.kind === 'extended';
  const hint = [
    `${item.form} · ${item.periodLabel}`,
    item.entityName,
    t(humanise(item.status)),
    ...(moved && item.statutoryDate
      ? [
          t('Moved by a notification; the statute says %{date}', {
            date: formatDate(item.statutoryDate, locale),
          }),
        ]
      : []),
  ].join('\n');
  return (
    <Tooltip title={<Box sx={{ whiteSpace: 'pre-line' }}>{hint}</Box>} disableInteractive>
      <Box
        component={Link}
        to={toObligation(item.id)}
        sx={({ palette }) => ({
          display: 'flex',
          gap: 0.75,
          alignItems: 'baseline',
          minHeight: 24,
          px: 0.75,
          py: '3px',
          borderRadius: '5px',
          borderLeft: `3px ${moved ? 'dashed' : 'solid'} ${palette[RAG_COLOR[item.rag]].main}`,
          bgcolor: alpha(palette[RAG_COLOR[item.rag]].main, 0.1),
          color: 'text.primary',
          textDecoration: 'none',
          fontSize: 11.5,
          overflow: 'hidden',
          whiteSpace: 'nowrap',
          '&:hover': { bgcolor: alpha(palette[RAG_COLOR[item.rag]].main, 0.2) },
          '&:focus-visible': { outline: `2px solid ${palette.primary.main}` },
        })}
      >
        <Box
          component="span"
          sx={{
            fontWeight: 650,
            flexShrink: 0,
            maxWidth: '72%',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
          }}
        >
          {item.form}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {item.entityName}
        </Box>
      </Box>
    </Tooltip>
  );
}
