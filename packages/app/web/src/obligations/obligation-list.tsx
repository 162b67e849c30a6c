import { useState } from 'react';
import FilterIcon from '@mui/icons-material/FilterListOutlined';
import { Box, Button, Card, Drawer, useMediaQuery, type Theme } from '@mui/material';
import { ColumnsButton, ListBase, useListContext, useTranslate } from 'react-admin';
import { formatCount } from '@compliance-os/ui';
import { ExportMenu } from '../export/export-menu.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { CursorPagination } from '../list/cursor-pagination.tsx';
import { FilterChips } from '../list/filter-chips.tsx';
import { SearchBox } from '../list/search-box.tsx';
import { DensityToggle, useDensity } from './density.tsx';
import { obligationColumns } from './obligation-columns.ts';
import { ObligationCards } from './obligation-cards.tsx';
import { ObligationFacets } from './obligation-facets.tsx';
import { ObligationTable } from './obligation-table.tsx';
import { useDescribeFilter } from './use-describe-filter.ts';

/** Every obligation of the tenant: filters in the address, what the list shows can be exported. */
export default function ObligationList() {
  return (
    <ListBase
      resource="obligations"
      perPage={25}
      sort={{ field: 'effectiveDate', order: 'ASC' }}
      disableAuthentication
    >
      <Content />
    </ListBase>
  );
}

function Content() {
  const t = useTranslate();
  const describe = useDescribeFilter();
  const [density, setDensity] = useDensity();
  const [facetsOpen, setFacetsOpen] = useState(false);
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const wide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('lg'));
  const { meta } = useListContext();
  const total = (meta as { total?: number } | undefined)?.total;
  return (
    <>
      <PageHeader
        title={t('Obligations')}
        subtitle={total === undefined ? undefined : t('%{count} obligations', { count: formatCount(total) })}
        actions={
          <>
            {!wide && (
              <Button startIcon={<FilterIcon />} onClick={() => setFacetsOpen(true)}>
                {t('Filters')}
              </Button>
            )}
            {!narrow && <DensityToggle value={density} onChange={setDensity} />}
            {!narrow && <ColumnsButton />}
            <ExportMenu name="obligations" columns={obligationColumns} />
          </>
        }
      />
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
        {wide ? (
          <Card
            variant="outlined"
            component="aside"
            aria-label={t('Filters')}
            sx={{
              width: 236,
              flexShrink: 0,
              p: 1.5,
              position: 'sticky',
              top: 76,
              maxHeight: 'calc(100dvh - 92px)',
              overflowY: 'auto',
            }}
          >
            <ObligationFacets />
          </Card>
        ) : (
          <Drawer
            anchor="right"
            open={facetsOpen}
            onClose={() => setFacetsOpen(false)}
            slotProps={{ paper: { sx: { width: 290, p: 2 } } }}
          >
            <ObligationFacets />
          </Drawer>
        )}
        <Card variant="outlined" sx={{ flex: 1, minWidth: 0 }}>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 1,
              p: 1.5,
              borderBottom: 1,
              borderColor: 'divider',
            }}
          >
            <SearchBox label="Form, entity, GSTIN, ARN…" />
            <FilterChips describe={describe} />
          </Box>
          {narrow ? <ObligationCards /> : <ObligationTable density={density} />}
          <CursorPagination />
        </Card>
      </Box>
    </>
  );
}
