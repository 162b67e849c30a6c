import BlockIcon from '@mui/icons-material/LinkOffOutlined';
import DoneIcon from '@mui/icons-material/TaskAltOutlined';
import { Alert, List, ListItemButton, ListItemIcon, ListItemText } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { StatusChip } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { toObligation } from '../navigation/links.ts';

/** What has to be done before this, and with whom it is. */
export function DependenciesTab({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  return (
    <List component="div" disablePadding>
      {instance.undeterminedDependencies.map((it) => (
        <Alert key={it.masterCode} severity="info" variant="outlined" sx={{ mb: 1 }}>
          {t('Whether %{form} is owed first cannot be said: %{missing} not known.', {
            form: it.form,
            missing: it.missing.join(', '),
          })}
        </Alert>
      ))}
      {instance.dependencies.map((it) => (
        <ListItemButton
          key={it.instanceId}
          component={Link}
          to={toObligation(it.instanceId)}
          sx={{ borderRadius: '10px', border: 1, borderColor: 'divider', mb: 1 }}
        >
          <ListItemIcon sx={{ minWidth: 36 }}>
            {it.blocking ? <BlockIcon color="warning" /> : <DoneIcon color="success" />}
          </ListItemIcon>
          <ListItemText
            primary={`${it.form} · ${it.periodLabel}`}
            secondary={it.assignee ? `${t('With')} ${it.assignee}` : undefined}
          />
          <StatusChip status={it.status} />
        </ListItemButton>
      ))}
    </List>
  );
}
