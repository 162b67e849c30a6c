import { Button } from '@mui/material';
import ExploreIcon from '@mui/icons-material/ExploreOffOutlined';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { EmptyState } from '@compliance-os/ui';
import { PageHeader } from './page-header.tsx';

export default function NotFound() {
  const t = useTranslate();
  return (
    <>
      <PageHeader title={t('Not found')} />
      <EmptyState
        icon={<ExploreIcon />}
        title={t('There is nothing at this address')}
        text={t('It may belong to another tenant, to a plugin that is switched off, or it never existed.')}
        action={
          <Button variant="contained" component={Link} to="/">
            {t('Go to the overview')}
          </Button>
        }
      />
    </>
  );
}
