import { Alert, Button, Link as MuiLink } from '@mui/material';
import { useLogin, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { AuthFrame } from './auth-frame.tsx';
import { DemoSignIns } from './demo-sign-ins.tsx';

interface Credentials {
  email: string;
  password: string;
}

export default function SignIn() {
  const t = useTranslate();
  const signIn = useLogin();
  const { control, onSubmit, busy, failure, form } = useApiForm<Credentials>({
    defaultValues: { email: '', password: '' },
    submit: signIn,
  });
  const useDemo = (credentials: Credentials) => {
    form.reset(credentials);
    onSubmit();
  };
  return (
    <AuthFrame title={t('Sign in')} text={t('Use the e-mail address of your invitation.')}>
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
        <FormTextField
          control={control}
          name="password"
          label={t('Password')}
          type="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" variant="contained" size="large" loading={busy}>
          {t('Sign in')}
        </Button>
        <MuiLink component={Link} to="/forgot-password" variant="body2" sx={{ justifySelf: 'center' }}>
          {t('Forgot your password?')}
        </MuiLink>
      </form>
      <DemoSignIns onChoose={useDemo} />
    </AuthFrame>
  );
}
