import { Chip, type ChipProps } from '@mui/material';
import { useTranslate } from 'react-admin';
import { humanise } from '../format/humanise.ts';

const TONES: Readonly<Record<string, ChipProps['color']>> = {
  filed: 'success',
  completed: 'success',
  approved: 'success',
  enabled: 'success',
  active: 'success',
  ok: 'success',
  sent: 'success',
  saved: 'success',
  applies: 'success',
  accepted: 'success',
  'in-progress': 'info',
  preparing: 'info',
  review: 'info',
  'in-review': 'info',
  stored: 'info',
  allowed: 'info',
  invited: 'info',
  approval: 'info',
  undetermined: 'warning',
  returned: 'warning',
  suspended: 'warning',
  degraded: 'warning',
  quarantined: 'error',
  down: 'error',
  failed: 'error',
  rejected: 'error',
  cancelled: 'error',
  overdue: 'error',
};

/** The state of anything, in the words of the field: one look for all of them. */
export function StatusChip({ status }: { status: string }) {
  const t = useTranslate();
  return <Chip size="small" color={TONES[status] ?? 'default'} variant="soft" label={t(humanise(status))} />;
}
