import { Grid } from '@mui/material';
import { addDays, formatCount, formatPaise, formatPaiseShort } from '@compliance-os/ui';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Dashboard } from '../api/compliance.ts';
import { toObligations } from '../navigation/links.ts';
import { KpiCard } from './kpi-card.tsx';

export function KpiRow({ data }: { data: Dashboard | undefined }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const today = data?.today ?? '';
  const cards = [
    {
      label: 'Overdue',
      value: data && formatCount(data.overdue),
      tone: 'error.main',
      hint: 'Past the effective date',
      to: toObligations({ overdue: true }),
    },
    {
      label: 'Due in 7 days',
      value: data && formatCount(data.dueIn7),
      tone: 'warning.main',
      hint: 'Today included',
      to: toObligations(today ? { open: true, dueFrom: today, dueTo: addDays(today, 7) } : {}),
    },
    {
      label: 'Filed in 30 days',
      value: data && formatCount(data.filed30),
      hint: 'Filed or completed',
      to: toObligations(today ? { filedFrom: addDays(today, -30) } : {}),
    },
    {
      label: 'Exposure today',
      value: data && formatPaiseShort(data.exposurePaise, locale),
      full: data && formatPaise(data.exposurePaise, locale),
      hint: 'Late fee and interest so far',
      to: toObligations({ exposed: true }),
    },
    {
      label: 'Undetermined',
      value: data && formatCount(data.undetermined),
      tone: data?.undetermined ? 'info.main' : undefined,
      hint: 'A fact is missing',
      to: '/entities',
    },
  ];
  return cards.map((card) => (
    <Grid key={card.label} size={{ xs: 6, sm: 4, lg: 2.4 }}>
      <KpiCard {...card} label={t(card.label)} hint={t(card.hint)} />
    </Grid>
  ));
}
