import ArrowIcon from '@mui/icons-material/ArrowForward';
import { Box, Card, Link as MuiLink, Typography } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { Link } from 'react-router';
import { formatDate, StatusChip } from '@compliance-os/ui';
import type { Chain } from '../api/chain.ts';
import { useT } from './texts/use-t.ts';

type Step = Chain['steps'][number];

/** GSTR-1 before GSTR-3B, one period before the next: the portal takes none out of turn. */
export function BlockingChain({ steps }: { steps: readonly Step[] }) {
  const t = useT();
  if (steps.length === 0) return null;
  return (
    <Box component="section">
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {t('whatMustComeFirst')}
      </Typography>
      <Box
        component="ol"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'stretch',
          gap: 1,
        }}
      >
        {steps.map((step, index) => (
          <Box component="li" key={step.instanceId} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            {index > 0 && (
              <ArrowIcon
                fontSize="small"
                color={step.state === 'blocked' ? 'warning' : 'disabled'}
                aria-hidden
              />
            )}
            <ChainStep step={step} />
          </Box>
        ))}
      </Box>
      {steps
        .find((step) => step.current)
        ?.waitsFor.map(({ instanceId, law }) => (
          <Typography key={instanceId} variant="body2" sx={{ mt: 1, color: 'warning.main' }}>
            {t('waitsFor', { form: labelOf(steps, instanceId) })} ({law})
          </Typography>
        ))}
    </Box>
  );
}

const labelOf = (steps: readonly Step[], id: string): string => {
  const step = steps.find((it) => it.instanceId === id);
  return step ? `${step.form} ${step.periodLabel}` : id;
};

const EDGES = { closed: 'divider', open: 'success.main', blocked: 'warning.main' } as const satisfies Record<
  Step['state'],
  string
>;

function ChainStep({ step }: { step: Step }) {
  const [locale] = useLocaleState();
  return (
    <Card
      variant="outlined"
      aria-current={step.current ? 'step' : undefined}
      sx={{
        px: 1.5,
        py: 1,
        borderColor: EDGES[step.state],
        bgcolor: step.current ? 'action.selected' : 'transparent',
      }}
    >
      <MuiLink
        component={Link}
        to={`/obligations/${step.instanceId}/show`}
        color="inherit"
        sx={{ fontWeight: 650, fontSize: 13.5 }}
      >
        {step.form} · {step.periodLabel}
      </MuiLink>
      <Box
        sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 0.5, fontSize: 12, color: 'text.secondary' }}
      >
        <StatusChip status={step.status} />
        {step.dueDate && formatDate(step.dueDate, locale)}
      </Box>
    </Card>
  );
}
