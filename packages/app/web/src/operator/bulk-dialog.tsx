import { useState } from 'react';
import {
  Alert,
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  Stack,
  TextField,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import {
  useBulk,
  useOfferedBundles,
  useTenants,
  type BulkResult,
  type BulkSwitch,
  type InstalledPlugin,
  type OperatorTenant,
} from './operator-api.ts';

const ACTIONS: Readonly<Record<BulkSwitch['action'], string>> = {
  allow: 'Allow',
  enable: 'Allow and switch on',
  disable: 'Switch off',
  disallow: 'No longer allow',
};

/** One switch for many tenants: first what would change in each, then the change. */
export function BulkDialog({
  plugins,
  onClose,
}: {
  plugins: readonly InstalledPlugin[];
  onClose: () => void;
}) {
  const t = useTranslate();
  const { data: tenants = [] } = useTenants();
  const { data: bundles = [] } = useOfferedBundles();
  const bulk = useBulk();
  const [action, setAction] = useState<BulkSwitch['action']>('allow');
  const [what, setWhat] = useState('');
  const [chosen, setChosen] = useState<readonly OperatorTenant[]>([]);
  const result = bulk.data;
  const changing = result?.dryRun ? result.tenants.filter(({ outcome }) => outcome === 'changed').length : 0;
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      bulk.reset();
      set(value);
    };
  const send = (dryRun: boolean) => {
    const [kind, id] = what.split(':') as ['plugin' | 'bundle', string];
    bulk.mutate({ action, [kind]: id, tenants: chosen.map((tenant) => tenant.id), dryRun });
  };
  const ready = what !== '' && chosen.length > 0;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm">
      <DialogTitle>{t('Switch for many tenants')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <TextField
            select
            label={t('Action')}
            value={action}
            onChange={(event) => change(setAction)(event.target.value as BulkSwitch['action'])}
          >
            {Object.entries(ACTIONS).map(([value, label]) => (
              <MenuItem key={value} value={value}>
                {t(label)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label={t('Plugin or set')}
            value={what}
            onChange={(event) => change(setWhat)(event.target.value)}
          >
            {plugins.map(({ id, name }) => (
              <MenuItem key={id} value={`plugin:${id}`}>
                {name}
              </MenuItem>
            ))}
            {bundles.map(({ id, name, plugins: members }) => (
              <MenuItem key={`set-${id}`} value={`bundle:${id}`}>
                {t('Set of plugins')}: {name} ({members.join(', ')})
              </MenuItem>
            ))}
          </TextField>
          <Autocomplete
            multiple
            disableCloseOnSelect
            options={[...tenants]}
            value={[...chosen]}
            getOptionLabel={({ name }) => name}
            isOptionEqualToValue={(a, b) => a.id === b.id}
            onChange={(_, next) => change(setChosen)(next)}
            renderInput={(params) => <TextField {...params} label={t('Tenants')} />}
          />
          <Button
            size="small"
            onClick={() => change(setChosen)(tenants)}
            disabled={chosen.length === tenants.length}
            sx={{ alignSelf: 'start' }}
          >
            {t('All tenants')}
          </Button>
          {bulk.error && <Alert severity="error">{bulk.error.message}</Alert>}
          {result && <Outcomes result={result} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t(result && !result.dryRun ? 'Close' : 'Cancel')}
        </Button>
        {changing > 0 ? (
          <Button variant="contained" loading={bulk.isPending} onClick={() => send(false)}>
            {t('Change %{smart_count} tenant |||| Change %{smart_count} tenants', { smart_count: changing })}
          </Button>
        ) : (
          <Button
            variant="contained"
            loading={bulk.isPending}
            disabled={!ready || result !== undefined}
            onClick={() => send(true)}
          >
            {t('Show what would change')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

const SEVERITY = { changed: 'success', unchanged: 'info', refused: 'warning', failed: 'error' } as const;
const WORDS = {
  changed: 'Changed',
  unchanged: 'Nothing changes',
  refused: 'Refused',
  failed: 'Failed',
} as const;

function Outcomes({ result }: { result: BulkResult }) {
  const t = useTranslate();
  return (
    <Stack spacing={0.5} sx={{ maxHeight: 260, overflow: 'auto' }}>
      {result.tenants.map(({ tenant, outcome, detail, plugins }) => {
        const changed = plugins.filter((plugin) => plugin.outcome === 'changed').map(({ name }) => name);
        const word = outcome === 'changed' && result.dryRun ? 'Will change' : WORDS[outcome];
        return (
          <Alert key={tenant.id} severity={SEVERITY[outcome]} variant="outlined">
            <strong>{tenant.name}</strong>: {detail ?? [t(word), ...changed].join(' · ')}
          </Alert>
        );
      })}
    </Stack>
  );
}
