import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, useSearchParams } from 'react-router';
import { publicRequest } from '../api/client.ts';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { AuthFrame } from './auth-frame.tsx';

export default function ResetPassword() {
  const t = useTranslate();
  const [query] = useSearchParams();
  const token = query.get('token') ?? '';
  const { control, onSubmit, busy, failure, reply } = useApiForm<{ password: string }, boolean>({
    defaultValues: { password: '' },
    submit: async ({ password }) => {
      await publicRequest('/v1/auth/password-reset', { body: { token, password } });
      return true;
    },
  });
  return (
    <AuthFrame title={t('Choose a new password')} text={t('All your other sessions end when you do.')}>
      {!token && (
        <Alert severity="warning">{t('This link is not complete. Open it from the e-mail again.')}</Alert>
      )}
      {reply ? (
        <Alert severity="success">{t('Your password is changed. Sign in with it.')}</Alert>
      ) : (
        <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 16 }}>
          {failure && <Alert severity="error">{failure}</Alert>}
          <FormTextField
            control={control}
            name="password"
            label={t('New password')}
            type="password"
            autoComplete="new-password"
            required
            autoFocus
          />
          <Button type="submit" variant="contained" size="large" loading={busy} disabled={!token}>
            {t('Change the password')}
          </Button>
        </form>
      )}
      <Button component={Link} to="/login">
        {t('Back to sign in')}
      </Button>
    </AuthFrame>
  );
}
