import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import type { Person } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { GrantFields } from './grant-fields.tsx';
import { grantOf, NO_GRANT, type GrantValues } from './grant-values.ts';

export function GrantDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const { control, onSubmit, busy, failure } = useApiForm<GrantValues>({
    defaultValues: NO_GRANT,
    submit: (values) => request(`/v1/people/${person.id}/grants`, { body: grantOf(values) }),
    onDone: () => {
      notify(t('Granted'), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['people'] });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('Grant to %{name}', { name: person.name })}
      action={t('Grant')}
      busy={busy}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <GrantFields control={control} />
    </FormDialog>
  );
}
