import BackIcon from '@mui/icons-material/ChevronLeft';
import NextIcon from '@mui/icons-material/ChevronRight';
import { Box, IconButton, MenuItem, Select } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { formatCount } from '@compliance-os/ui';

const SIZES = [25, 50, 100];

/** On and back, with the total said apart: a cursor cannot jump. */
export function CursorPagination() {
  const t = useTranslate();
  const { page, perPage, setPage, setPerPage, hasNextPage, hasPreviousPage, data, meta } = useListContext();
  const total = (meta as { total?: number } | undefined)?.total;
  if (!data || data.length === 0) return null;
  const first = (page - 1) * perPage + 1;
  const range = `${formatCount(first)}–${formatCount(first + data.length - 1)}`;
  return (
    <Box
      component="nav"
      aria-label={t('Pages')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        justifyContent: 'flex-end',
        px: 2,
        py: 1,
        fontSize: 13,
        color: 'text.secondary',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Select
        size="small"
        variant="standard"
        disableUnderline
        value={perPage}
        onChange={(event) => setPerPage(Number(event.target.value))}
        inputProps={{ 'aria-label': t('Rows a page') }}
        sx={{ fontSize: 13, mr: 1 }}
      >
        {SIZES.map((size) => (
          <MenuItem key={size} value={size}>
            {t('%{smart_count} a page', { smart_count: size })}
          </MenuItem>
        ))}
      </Select>
      <span>
        {total === undefined ? range : t('%{range} of %{total}', { range, total: formatCount(total) })}
      </span>
      <IconButton
        size="small"
        aria-label={t('Previous page')}
        disabled={!hasPreviousPage}
        onClick={() => setPage(page - 1)}
      >
        <BackIcon />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('Next page')}
        disabled={!hasNextPage}
        onClick={() => setPage(page + 1)}
      >
        <NextIcon />
      </IconButton>
    </Box>
  );
}
