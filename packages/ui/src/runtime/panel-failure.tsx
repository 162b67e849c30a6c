import { Alert, AlertTitle, Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PluginFailure } from '../registry/registry.ts';
import { usePortal } from './portal-context.ts';

/** What browsers say where a module did not come, or did not have the content that it should have. */
const NOT_LOADED = /dynamically imported module|importing a module script/i;

interface Props extends PluginFailure {
  /** The page is loaded again where nothing smaller can be tried: a module that failed stays failed in its page. */
  readonly onRetry?: () => void;
}

/** Stands where a panel would: whose it is, and why it is not there. */
export function PanelFailure({ pluginId, error, onRetry = () => window.location.reload() }: Props) {
  const t = useTranslate();
  const name = usePortal().manifest?.plugins[pluginId]?.name ?? pluginId;
  return (
    <Alert
      severity="warning"
      variant="outlined"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          {t('Retry')}
        </Button>
      }
    >
      <AlertTitle>{t('This panel could not be shown')}</AlertTitle>
      <Box component="span" sx={{ typography: 'caption', color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {name} ·{' '}
        {NOT_LOADED.test(error.message)
          ? t('A file of it could not be loaded, or is not the one that was installed')
          : error.message}
      </Box>
    </Alert>
  );
}
