import { Box, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, formatMoment, humanise, StatusChip, usePermission } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { AuditTimeline } from '../audit/audit-timeline.tsx';

/** The steps it took; and, for those who may read the audit log, every change with old and new. */
export function HistoryTab({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const audited = usePermission('core.audit.read');
  return (
    <Stack spacing={3}>
      <Steps steps={instance.steps} />
      {audited && (
        <Box component="section">
          <Typography variant="h6" component="h3" sx={{ mb: 1.5 }}>
            {t('Every change')}
          </Typography>
          <AuditTimeline filter={{ rowId: instance.id }} />
        </Box>
      )}
    </Stack>
  );
}

function Steps({ steps }: Pick<InstanceDetail, 'steps'>) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  if (steps.length === 0) return <EmptyState dense title={t('Nobody has started')} />;
  return (
    <Box component="ol" aria-label={t('Steps')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {steps.map((step, index) => (
        <Box component="li" key={index} sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', fontSize: 13.5 }}>
            <StatusChip status={step.to} />
            <strong>{step.onBehalfOf ? `${step.actor} ${t('for')} ${step.onBehalfOf}` : step.actor}</strong>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t(humanise(step.command))} · {formatMoment(step.at, locale)}
            </Box>
          </Box>
          {step.reason && (
            <Typography variant="body2" sx={{ mt: 0.5 }}>
              {step.reason}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  );
}
