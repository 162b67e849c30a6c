import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';

/** What could not be loaded, in the server's words, with a way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTranslate();
  return (
    <Alert
      severity="error"
      variant="outlined"
      action={
        onRetry && (
          <Button color="inherit" size="small" onClick={onRetry}>
            {t('Retry')}
          </Button>
        )
      }
    >
      {error instanceof Error ? error.message : t('This could not be loaded')}
    </Alert>
  );
}
