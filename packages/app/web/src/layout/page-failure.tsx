import { Button } from '@mui/material';
import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined';
import { useTranslate } from 'react-admin';
import { EmptyState } from '@compliance-os/ui';

/** A page that threw: the rest of the back office stays usable. */
export function PageFailure({ error }: { error: Error }) {
  const t = useTranslate();
  return (
    <EmptyState
      icon={<ErrorIcon />}
      title={t('This page could not be shown')}
      text={error.message}
      action={
        <Button variant="outlined" onClick={() => window.location.reload()}>
          {t('Reload')}
        </Button>
      }
    />
  );
}
