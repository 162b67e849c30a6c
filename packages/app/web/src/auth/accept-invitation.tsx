import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, useSearchParams } from 'react-router';
import { publicRequest } from '../api/client.ts';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { AuthFrame } from './auth-frame.tsx';

export default function AcceptInvitation() {
  const t = useTranslate();
  const [query] = useSearchParams();
  const token = query.get('token') ?? '';
  const { control, onSubmit, busy, failure, reply } = useApiForm<{ name: string; password: string }, boolean>(
    {
      defaultValues: { name: query.get('name') ?? '', password: '' },
      submit: async (values) => {
        await publicRequest('/v1/auth/accept-invitation', { body: { token, ...values } });
        return true;
      },
    },
  );
  return (
    <AuthFrame
      title={t('Accept the invitation')}
      text={t('Choose the name and password that you will sign in with.')}
    >
      {!token && (
        <Alert severity="warning">{t('This link is not complete. Open it from the e-mail again.')}</Alert>
      )}
      {reply ? (
        <>
          <Alert severity="success">{t('Welcome. Your account is ready.')}</Alert>
          <Button variant="contained" size="large" component={Link} to="/login">
            {t('Sign in')}
          </Button>
        </>
      ) : (
        <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 16 }}>
          {failure && <Alert severity="error">{failure}</Alert>}
          <FormTextField
            control={control}
            name="name"
            label={t('Your name')}
            autoComplete="name"
            required
            autoFocus
          />
          <FormTextField
            control={control}
            name="password"
            label={t('Password')}
            type="password"
            autoComplete="new-password"
            required
            helperText={t('If you have an account already, enter its password.')}
          />
          <Button type="submit" variant="contained" size="large" loading={busy} disabled={!token}>
            {t('Join')}
          </Button>
        </form>
      )}
    </AuthFrame>
  );
}
