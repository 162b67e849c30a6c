import { Box, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { Code, formatDate, Money } from '@compliance-os/ui';
import type { Payment } from '../api/compliance.ts';

export function PaymentList({ payments }: { payments: readonly Payment[] }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Box component="section">
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {t('Payments')}
      </Typography>
      {payments.map((it) => (
        <Box key={it.id} sx={{ display: 'flex', gap: 2, py: 0.75, fontSize: 13.5 }}>
          <Box sx={{ flex: 1 }}>
            <Code>{it.challanNumber}</Code>
          </Box>
          <span>{formatDate(it.paidOn, locale)}</span>
          <Money paise={it.amountPaise} />
        </Box>
      ))}
    </Box>
  );
}
