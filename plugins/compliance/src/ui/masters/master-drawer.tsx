import CloseIcon from '@mui/icons-material/Close';
import { Box, Drawer, IconButton, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState } from 'react-admin';
import { Code, Failure, formatDate, humanise, Properties, usePortal } from '@compliance-os/ui';
import type { MasterDetail } from '../records.ts';
import { useT } from '../texts/use-t.ts';
import { frequencyName } from './frequency-name.ts';

export function MasterDrawer({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useT();
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
        <IconButton aria-label={t('close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </Box>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={240} />}
      {data && (
        <Properties
          items={[
            [t('obligation'), data.name],
            [t('code'), <Code key="code">{data.code}</Code>],
            [t('law'), data.law],
            [t('authority'), data.authority],
            [t('appliesTo'), data.appliesTo],
            [t('frequency'), frequencyName(t, data.frequency)],
            [t('due'), data.ruleInWords],
            [t('lateFee'), linesOf(data.lateFee)],
            [t('interest'), linesOf(data.interest)],
            [t('penalties'), linesOf(data.penalties)],
            [t('evidence'), linesOf(data.evidence.map((it) => it.label))],
            [t('waitsFor'), linesOf(data.dependencies.map((it) => it.master))],
            [
              t('inForce'),
              `${formatDate(data.effectiveFrom, locale)}${data.effectiveTo ? ` – ${formatDate(data.effectiveTo, locale)}` : ''}`,
            ],
            [t('source'), `${data.source.law} (${data.source.basis})`],
            [t('confidence'), humanise(data.confidence)],
            [t('notes'), linesOf(data.notes)],
          ]}
        />
      )}
    </Drawer>
  );
}

/** One line each; nothing at all shows as a dash. */
const linesOf = (lines: readonly string[]): string | null => (lines.length === 0 ? null : lines.join('\n'));
