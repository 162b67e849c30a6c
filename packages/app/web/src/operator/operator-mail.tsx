import { Skeleton } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Failure } from '@compliance-os/ui';
import { PageHeader } from '../layout/page-header.tsx';
import { MailList } from '../mail/mail-list.tsx';
import { useOperatorMail } from './operator-api.ts';

/** Mails that no tenant can look after: links for a new password, invitations of first administrators. */
export function OperatorMail() {
  const t = useTranslate();
  const { data, error, refetch } = useOperatorMail();
  return (
    <>
      <PageHeader
        title={t('Mail')}
        subtitle={t('What no tenant can look after: new passwords, first administrators.')}
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={220} />}
      {data && <MailList mails={data} />}
    </>
  );
}
