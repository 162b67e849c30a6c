import type { ReactNode } from 'react';
import { Box, Card, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { DueDate, Money, useToday } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { Assignee } from './assignee.tsx';

/** What one asks first: by when, with whom, at what cost. */
export function SummaryStrip({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const today = useToday();
  const required = instance.evidenceRequired.filter((it) => it.required);
  const present = required.filter((it) => it.satisfiedBy).length;
  return (
    <Card
      variant="outlined"
      sx={{
        mb: 2,
        px: 2.5,
        py: 1.5,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(5, auto)' },
        justifyContent: { md: 'space-between' },
      }}
    >
      <Fact label={t('Due date')}>
        <DueDate
          date={instance.effectiveDate}
          today={today}
          movedFrom={instance.extendedDate ? instance.statutoryDate : null}
          settled={instance.settled}
        />
        {instance.dueOnDayOff && !instance.settled && (
          <Typography variant="caption" component="p" sx={{ color: 'warning.main' }}>
            {t('Falls on %{day}: the date does not move.', { day: t(instance.dueOnDayOff) })}
          </Typography>
        )}
      </Fact>
      <Fact label={t('Statutory date')}>
        <DueDate date={instance.statutoryDate} />
      </Fact>
      <Fact label={t('With')}>
        <Assignee instance={instance} />
      </Fact>
      <Fact label={t('Required evidence')}>
        {required.length === 0 ? t('None') : `${present} / ${required.length}`}
      </Fact>
      <Fact label={t('Exposure today')}>
        <Money paise={instance.exposurePaise} />
      </Fact>
    </Card>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <Typography variant="caption" color="textSecondary" component="p">
      {label}
    </Typography>
    <Box sx={{ fontWeight: 600, fontSize: 14 }}>{children}</Box>
  </div>
);
