import ArrowIcon from '@mui/icons-material/ArrowForward';
import { Box, Card, Link as MuiLink, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { StatusChip, type InstanceSummary } from '@compliance-os/ui';
import type { InstanceDetail } from './records.ts';

interface Props {
  readonly instance: InstanceSummary;
  readonly dependencies: InstanceDetail['dependencies'];
}

/** GSTR-1 before GSTR-3B: the portal takes no 3B while the 1 of its period is open (s. 39(10), CGST Act). */
export function BlockingChain({ instance, dependencies }: Props) {
  const t = useTranslate();
  if (dependencies.length === 0) return null;
  return (
    <Box component="section">
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {t('What must come first')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        {dependencies.map((it) => (
          <Box key={it.instanceId} sx={{ display: 'contents' }}>
            <Card
              variant="outlined"
              sx={{ px: 2, py: 1.25, borderColor: it.blocking ? 'warning.main' : 'divider' }}
            >
              <MuiLink
                component={Link}
                to={`/obligations/${it.instanceId}/show`}
                color="inherit"
                sx={{ fontWeight: 650, mr: 1 }}
              >
                {it.form} · {it.periodLabel}
              </MuiLink>
              <StatusChip status={it.status} />
            </Card>
            <ArrowIcon
              color={it.blocking ? 'warning' : 'disabled'}
              titleAccess={t(it.blocking ? 'holds back' : 'is done before')}
            />
          </Box>
        ))}
        <Card variant="outlined" sx={{ px: 2, py: 1.25 }}>
          <Box component="span" sx={{ fontWeight: 650, mr: 1 }}>
            {instance.form} · {instance.periodLabel}
          </Box>
          <StatusChip status={instance.status} />
        </Card>
      </Box>
    </Box>
  );
}
