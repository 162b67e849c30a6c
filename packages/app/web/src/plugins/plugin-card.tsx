import ExtensionIcon from '@mui/icons-material/ExtensionOutlined';
import { Alert, Box, Button, Card, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { StatusChip } from '@compliance-os/ui';
import type { TenantPlugin } from '../api/core.ts';
import { usePluginName } from './use-plugins.ts';

export function PluginCard({ plugin, onOpen }: { plugin: TenantPlugin; onOpen: () => void }) {
  const t = useTranslate();
  const nameOf = usePluginName();
  const requires = Object.keys(plugin.requires).map(nameOf);
  const quarantined = plugin.health.state === 'quarantined';
  const action = plugin.state === 'enabled' ? 'Settings' : plugin.allowed ? 'Switch on' : 'Details';
  return (
    <Card variant="outlined" sx={{ p: 2.5, display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <Box
          aria-hidden
          sx={{
            width: 40,
            height: 40,
            display: 'grid',
            placeItems: 'center',
            borderRadius: '10px',
            bgcolor: 'action.hover',
            color: 'primary.main',
          }}
        >
          <ExtensionIcon />
        </Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h6" component="h2">
            {plugin.name}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {plugin.id} · {plugin.version}
          </Typography>
        </Box>
        <StatusChip status={quarantined ? 'quarantined' : plugin.state} />
      </Box>
      {requires.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('Needs')} {requires.join(', ')}
        </Typography>
      )}
      {quarantined && (
        <Alert severity="error" variant="outlined">
          {plugin.health.reason}
        </Alert>
      )}
      <Box sx={{ flex: 1 }} />
      <Button
        variant={plugin.state === 'enabled' ? 'text' : 'outlined'}
        size="small"
        onClick={onOpen}
        sx={{ alignSelf: 'start' }}
      >
        {t(action)}
      </Button>
    </Card>
  );
}
