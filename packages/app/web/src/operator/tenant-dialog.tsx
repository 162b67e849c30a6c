import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { createTenant, type NewTenant } from './operator-api.ts';

type Values = { -readonly [K in keyof NewTenant]: NewTenant[K] };

export function TenantDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const { control, onSubmit, busy, failure } = useApiForm<Values>({
    defaultValues: { name: '', slug: '', administrator: { email: '', name: '' } },
    submit: createTenant,
    onDone: (_, { administrator }) => {
      notify(t('An invitation is on its way to %{email}', { email: administrator.email }), {
        type: 'success',
      });
      void queries.invalidateQueries({ queryKey: ['operator'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('New tenant')}
      action={t('Create')}
      busy={busy}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <FormTextField control={control} name="name" label={t('Name')} required autoFocus />
      <FormTextField
        control={control}
        name="slug"
        label={t('Short name')}
        required
        helperText={t('Lower case letters, digits and hyphens')}
      />
      <FormTextField control={control} name="administrator.name" label={t('Administrator’s name')} required />
      <FormTextField
        control={control}
        name="administrator.email"
        label={t('Administrator’s e-mail')}
        type="email"
        required
      />
    </FormDialog>
  );
}
