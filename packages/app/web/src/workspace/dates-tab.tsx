import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { DueDate, formatDate, formatMoment, humanise, WhyTree, useToday } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';

/** The date that counts, every date behind it with its source, and why the obligation applies at all. */
export function DatesTab({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const today = useToday();
  return (
    <Stack spacing={3}>
      <Box>
        <Typography variant="body2" color="textSecondary">
          {t('Due date')}
        </Typography>
        <Box sx={{ fontSize: 20, fontWeight: 700 }}>
          <DueDate
            date={instance.effectiveDate}
            today={today}
            movedFrom={instance.extendedDate ? instance.statutoryDate : null}
            settled={instance.settled}
          />
        </Box>
      </Box>
      <Box component="ol" aria-label={t('Dates')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {instance.dates.map((change, index) => (
          <Box
            component="li"
            key={index}
            sx={{
              display: 'flex',
              gap: 2,
              pb: 1.75,
              position: 'relative',
              '&:not(:last-child)::before': {
                content: '""',
                position: 'absolute',
                left: 5,
                top: 18,
                bottom: -2,
                width: '2px',
                bgcolor: 'divider',
              },
            }}
          >
            <Box
              aria-hidden
              sx={{
                mt: 0.6,
                width: 12,
                height: 12,
                borderRadius: '50%',
                flexShrink: 0,
                border: 2,
                borderColor: 'primary.main',
                bgcolor: change.kind === 'extended' ? 'primary.main' : 'background.paper',
                zIndex: 1,
              }}
            />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box
                sx={{
                  display: 'flex',
                  gap: 1,
                  justifyContent: 'space-between',
                  fontWeight: 600,
                  fontSize: 13.5,
                }}
              >
                <span>{t(humanise(change.kind))}</span>
                <span>{formatDate(change.date, locale)}</span>
              </Box>
              <Typography variant="body2" color="textSecondary">
                {change.source}
                {change.at && ` · ${t('recorded')} ${formatMoment(change.at, locale)}`}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
      <Box>
        <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
          {t('Why this applies')}
        </Typography>
        <WhyTree nodes={[instance.why]} />
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
          {instance.law} · {instance.dueText}
        </Typography>
      </Box>
    </Stack>
  );
}
