import { Alert, Avatar, Box, Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useLocaleState, useTranslate } from 'react-admin';
import { formatMoment } from '@compliance-os/ui';
import type { InstanceComment } from '../api/compliance.ts';
import { request } from '../api/portal.ts';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { initialsOf } from '../layout/initials.ts';

interface Props {
  readonly instanceId: string;
  readonly comments: readonly InstanceComment[];
}

export function CommentsTab({ instanceId, comments }: Props) {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const queries = useQueryClient();
  const { control, form, onSubmit, busy, failure } = useApiForm<{ text: string }>({
    defaultValues: { text: '' },
    submit: (body) => request(`/v1/compliance/instances/${instanceId}/comments`, { body }),
    onDone: () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: ['compliance', 'instance', instanceId] });
    },
  });
  return (
    <Stack spacing={2}>
      {comments.map((comment) => (
        <Box key={comment.id} sx={{ display: 'flex', gap: 1.5 }}>
          <Avatar sx={{ width: 30, height: 30, fontSize: 12 }}>{initialsOf(comment.author)}</Avatar>
          <Box>
            <Typography variant="body2">
              <strong>{comment.author}</strong>{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {formatMoment(comment.at, locale)}
              </Box>
            </Typography>
            <Typography sx={{ whiteSpace: 'pre-wrap' }}>{comment.text}</Typography>
          </Box>
        </Box>
      ))}
      <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 8, justifyItems: 'end' }}>
        {failure && <Alert severity="error">{failure}</Alert>}
        <FormTextField control={control} name="text" label={t('Comment')} multiline minRows={2} required />
        <Button type="submit" variant="outlined" loading={busy}>
          {t('Comment')}
        </Button>
      </form>
    </Stack>
  );
}
