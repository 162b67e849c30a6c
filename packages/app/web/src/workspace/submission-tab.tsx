import { Alert, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { StatusChip } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { FilingForm } from './filing-form.tsx';
import { PaymentList } from './payment-list.tsx';
import { SubmissionList } from './submission-list.tsx';

/** What was filed; and, where filing is the next step, the form that records it. */
export function SubmissionTab({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const file = instance.commands.find((command) => command.name === 'file');
  return (
    <Stack spacing={3}>
      {instance.amendment && (
        <Alert severity="info" variant="outlined" action={<StatusChip status={instance.amendment.status} />}>
          {t('A further filing is under way; this obligation stays as it was filed.')}{' '}
          {instance.amendment.reason}
        </Alert>
      )}
      {instance.submissions.length > 0 && <SubmissionList submissions={instance.submissions} />}
      {file && <FilingForm instance={instance} command={file} />}
      {!file && instance.submissions.length === 0 && (
        <Typography color="textSecondary">
          {t('Nothing has been filed. The steps below lead there.')}
        </Typography>
      )}
      {instance.payments.length > 0 && <PaymentList payments={instance.payments} />}
    </Stack>
  );
}
