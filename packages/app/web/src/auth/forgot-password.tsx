import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { publicRequest } from '../api/client.ts';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { AuthFrame } from './auth-frame.tsx';

export default function ForgotPassword() {
  const t = useTranslate();
  const { control, onSubmit, busy, failure, reply } = useApiForm<{ email: string }, string>({
    defaultValues: { email: '' },
    submit: async (body) => {
      await publicRequest('/v1/auth/password-reset-request', { body });
      return body.email;
    },
  });
  return (
    <AuthFrame
      title={t('Reset your password')}
      text={t('We send a link to your e-mail address. It works once, for an hour.')}
    >
      {reply ? (
        <Alert severity="success">
          {t('If %{email} has an account, a link is on its way.', { email: reply })}
        </Alert>
      ) : (
        <form onSubmit={onSubmit} noValidate style={{ display: 'grid', gap: 16 }}>
          {failure && <Alert severity="error">{failure}</Alert>}
          <FormTextField
            control={control}
            name="email"
            label={t('E-mail')}
            type="email"
            autoComplete="username"
            required
            autoFocus
          />
          <Button type="submit" variant="contained" size="large" loading={busy}>
            {t('Send the link')}
          </Button>
        </form>
      )}
      <Button component={Link} to="/login">
        {t('Back to sign in')}
      </Button>
    </AuthFrame>
  );
}
