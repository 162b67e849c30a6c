import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { request } from '../api/portal.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { GrantFields } from './grant-fields.tsx';
import { grantOf, NO_GRANT, type GrantValues } from './grant-values.ts';

interface Values extends GrantValues {
  email: string;
  name: string;
}

export function InvitationDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const { control, onSubmit, busy, failure } = useApiForm<Values>({
    defaultValues: { email: '', name: '', ...NO_GRANT },
    submit: ({ email, name, ...grant }) =>
      request('/v1/invitations', { body: { email, name, grants: [grantOf(grant)] } }),
    onDone: (_, { email }) => {
      notify(t('An invitation is on its way to %{email}', { email }), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['people'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('Invite a person')}
      action={t('Send the invitation')}
      busy={busy}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <FormTextField control={control} name="email" label={t('E-mail')} type="email" required autoFocus />
      <FormTextField control={control} name="name" label={t('Name')} required />
      <GrantFields control={control} />
    </FormDialog>
  );
}
