import ClearIcon from '@mui/icons-material/FilterAltOffOutlined';
import { Button } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { EmptyState } from '@compliance-os/ui';

export function NoObligations() {
  const t = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filtered = Object.keys(filterValues as object).length > 0;
  return filtered ? (
    <EmptyState
      icon={<ClearIcon />}
      title={t('Nothing fits these filters')}
      action={
        <Button variant="outlined" onClick={() => setFilters({})}>
          {t('Clear the filters')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      title={t('No obligations yet')}
      text={t('They are generated from entities and their registrations.')}
      action={
        <Button variant="contained" component={Link} to="/import">
          {t('Import registrations')}
        </Button>
      }
    />
  );
}
