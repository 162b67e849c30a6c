import CloseIcon from '@mui/icons-material/Close';
import { Box, Drawer, IconButton, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import { Code, Failure, formatDate, humanise, Properties, usePortal } from '@compliance-os/ui';
import type { MasterDetail } from '../records.ts';

export function MasterDrawer({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { request } = usePortal();
  const { data, error, refetch } = useQuery({
    queryKey: ['compliance', 'masters', code],
    queryFn: ({ signal }) =>
      request<MasterDetail>(`/v1/compliance/masters/${encodeURIComponent(code)}`, { signal }),
  });
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{ paper: { sx: { width: { xs: '100%', sm: 480 }, p: 3 } } }}
    >
      <Box sx={{ display: 'flex', mb: 2 }}>
        <Typography variant="h5" component="h2" sx={{ flex: 1 }}>
          {data?.form ?? code}
        </Typography>
        <IconButton aria-label={t('Close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </Box>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={240} />}
      {data && (
        <Properties
          items={[
            [t('Obligation'), data.name],
            [t('Code'), <Code key="code">{data.code}</Code>],
            [t('Law'), data.law],
            [t('Authority'), data.authority],
            [t('Applies to'), data.appliesTo],
            [t('Frequency'), humanise(data.frequency)],
            [t('Due'), data.ruleInWords],
            [t('Late fee'), linesOf(data.lateFee)],
            [t('Interest'), linesOf(data.interest)],
            [t('Penalties'), linesOf(data.penalties)],
            [t('Evidence'), linesOf(data.evidence.map((it) => it.label))],
            [t('Waits for'), linesOf(data.dependencies.map((it) => it.master))],
            [
              t('In force'),
              `${formatDate(data.effectiveFrom, locale)}${data.effectiveTo ? ` – ${formatDate(data.effectiveTo, locale)}` : ''}`,
            ],
            [t('Source'), `${data.source.law} (${data.source.basis})`],
            [t('Confidence'), humanise(data.confidence)],
            [t('Notes'), linesOf(data.notes)],
          ]}
        />
      )}
    </Drawer>
  );
}

/** One line each; nothing at all shows as a dash. */
const linesOf = (lines: readonly string[]): string | null => (lines.length === 0 ? null : lines.join('\n'));
