import { Skeleton } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Failure, usePortal } from '@compliance-os/ui';
import type { MailMessage } from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { MailList } from './mail-list.tsx';

/** Mails that the portal wrote for the tenant. Embedded mode sends none: it keeps what it would have sent. */
export default function MailPage() {
  const t = useTranslate();
  const keeps = usePortal().manifest?.mode === 'embedded';
  const { data, error, refetch } = useQuery({
    queryKey: ['mail'],
    queryFn: ({ signal }) => request<Page<MailMessage>>(`/v1/mail${queryString({ limit: 50 })}`, { signal }),
  });
  return (
    <>
      <PageHeader
        title={t(keeps ? 'Kept mail' : 'Mail')}
        subtitle={t(
          keeps
            ? 'This installation sends no e-mail. What it would have sent is kept here.'
            : 'What the portal wrote for this tenant, and what became of it.',
        )}
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={220} />}
      {data && <MailList mails={data.items} />}
    </>
  );
}
