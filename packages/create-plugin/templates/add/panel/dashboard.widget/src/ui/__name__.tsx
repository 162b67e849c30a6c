import { DueDate } from '@compliance-os/ui';
import { Stack, Typography } from '@mui/material';
import { useT } from './texts/use-t.ts';

/** `today` is the date in India, as the server has it. */
export default function __Type__({ today }: { readonly today: string }) {
  const t = useT();
  return (
    <Stack spacing={1}>
      <Typography variant="body2">{t('__key__')}</Typography>
      <DueDate date={today} today={today} />
    </Stack>
  );
}
