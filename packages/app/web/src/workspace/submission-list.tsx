import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Code, formatDate, humanise, Properties, StatusChip } from '@compliance-os/ui';
import type { Submission } from '../api/compliance.ts';

export function SubmissionList({ submissions }: { submissions: readonly Submission[] }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Box component="section" aria-label={t('Submissions')}>
      {submissions.map((it) => (
        <Box key={it.id} sx={{ border: 1, borderColor: 'divider', borderRadius: '10px', p: 2, mb: 1 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1.25 }}>
            <Typography variant="h6" component="h3" sx={{ flex: 1 }}>
              {t('%{kind} submission', { kind: t(humanise(it.kind)) })}
            </Typography>
            <StatusChip status={it.portalStatus} />
          </Box>
          <Properties
            items={[
              [t('Filing date'), formatDate(it.filingDate, locale)],
              [
                it.acknowledgementKind?.toUpperCase() ?? t('Acknowledgement'),
                it.acknowledgementNumber && <Code>{it.acknowledgementNumber}</Code>,
              ],
            ]}
          />
        </Box>
      ))}
    </Box>
  );
}
