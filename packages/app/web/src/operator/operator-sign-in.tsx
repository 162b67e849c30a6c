import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { publicRequest } from '../api/client.ts';
import { AuthFrame } from '../auth/auth-frame.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { operatorSession, type OperatorSession } from './operator-session.ts';

export function OperatorSignIn({ onDone }: { onDone: () => void }) {
  const t = useTranslate();
  const { control, onSubmit, busy, failure } = useApiForm<{ email: string; password: string }>({
    defaultValues: { email: '', password: '' },
    submit: async (body) =>
      operatorSession.accept(await publicRequest<OperatorSession>('/v1/operator/sign-in', { body })),
    onDone,
  });
  return (
    <AuthFrame
      title={t('Operator sign-in')}
      text={t('For those who run this portal. Tenants sign in elsewhere.')}
    >
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
      </form>
    </AuthFrame>
  );
}
