import MailIcon from '@mui/icons-material/MailOutlined';
import { Box, Card, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { EmptyState, formatMoment, StatusChip } from '@compliance-os/ui';
import type { MailMessage } from '../api/core.ts';

/** Mails with what became of each; the text of those that nobody else is to read is not there. */
export function MailList({ mails }: { mails: readonly MailMessage[] }) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  if (mails.length === 0) return <EmptyState icon={<MailIcon />} title={t('No mail')} />;
  return (
    <Stack spacing={1.5}>
      {mails.map((mail) => (
        <Card key={mail.id} variant="outlined" sx={{ p: 2 }}>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h6" component="h2" sx={{ flex: 1 }}>
              {mail.subject}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {mail.recipient} · {formatMoment(mail.createdAt, locale)}
            </Typography>
            <StatusChip status={mail.state} />
          </Box>
          {mail.lastError !== null && (
            <Typography variant="body2" color="error" sx={{ mt: 1 }}>
              {mail.lastError}
            </Typography>
          )}
          {mail.body !== null && <MailText text={mail.body} />}
        </Card>
      ))}
    </Stack>
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
