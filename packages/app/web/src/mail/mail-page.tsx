import MailIcon from '@mui/icons-material/MailOutlined';
import { Box, Card, Skeleton, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, Failure, formatMoment } from '@compliance-os/ui';
import type { MailMessage } from '../api/core.ts';
import { queryString, type Page } from '../api/page.ts';
import { request } from '../api/portal.ts';
import { PageHeader } from '../layout/page-header.tsx';

/** Embedded mode sends no mail: it keeps what it would have sent. */
export default function MailPage() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { data, error, refetch } = useQuery({
    queryKey: ['mail'],
    queryFn: ({ signal }) => request<Page<MailMessage>>(`/v1/mail${queryString({ limit: 50 })}`, { signal }),
  });
  return (
    <>
      <PageHeader
        title={t('Kept mail')}
        subtitle={t('This installation sends no e-mail. What it would have sent is kept here.')}
      />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={220} />}
      {data?.items.length === 0 && <EmptyState icon={<MailIcon />} title={t('No mail')} />}
      <Stack spacing={1.5}>
        {data?.items.map((mail) => (
          <Card key={mail.id} variant="outlined" sx={{ p: 2 }}>
            <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', flexWrap: 'wrap' }}>
              <Typography variant="h6" component="h2">
                {mail.subject}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {mail.recipient} · {formatMoment(mail.createdAt, locale)}
              </Typography>
            </Box>
            {mail.body !== null && <MailText text={mail.body} />}
          </Card>
        ))}
      </Stack>
    </>
  );
}

const ADDRESS = /(https?:\/\/\S+)/;

/** Links of our own server can be followed; everything else stays text. */
const MailText = ({ text }: { text: string }) => (
  <Box sx={{ mt: 1, fontSize: 13.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
    {text.split(ADDRESS).map((part, index) =>
      ADDRESS.test(part) && URL.canParse(part) ? (
        <a key={index} href={new URL(part).pathname + new URL(part).search}>
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </Box>
);
