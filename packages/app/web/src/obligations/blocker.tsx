import BlockIcon from '@mui/icons-material/LinkOffOutlined';
import { Box, Tooltip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Instance } from '../api/compliance.ts';
import { assigneeName } from './assignee.ts';

/** Who has it; or, where another obligation must come first, which one and with whom. */
export function Blocker({ instance }: { instance: Instance }) {
  const t = useTranslate();
  const blocker = instance.blockedBy?.find((it) => it.blocking);
  const name = assigneeName(instance);
  if (!blocker)
    return (
      <Box component="span" sx={{ whiteSpace: 'nowrap', color: name ? 'text.primary' : 'text.secondary' }}>
        {name ?? t('Unassigned')}
      </Box>
    );
  return (
    <Tooltip
      title={`${t('Waits for')} ${blocker.form} · ${blocker.periodLabel}${blocker.assignee ? ` · ${blocker.assignee}` : ''}`}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          color: 'warning.main',
          whiteSpace: 'nowrap',
        }}
      >
        <BlockIcon sx={{ fontSize: 15 }} />
        {blocker.form}
      </Box>
    </Tooltip>
  );
}
