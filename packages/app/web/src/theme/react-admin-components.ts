import type { Theme } from '@mui/material';

type Themed = { theme: Theme };

/** What react-admin draws itself, brought to the house look. */
export const reactAdminComponents = {
  RaDataTable: {
    styleOverrides: {
      root: ({ theme }: Themed) => ({
        '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
        '& .RaDataTable-headerCell': { backgroundColor: theme.palette.background.paper },
        '& .RaDataTable-row': { cursor: 'pointer' },
        '& .RaDataTable-clickableRow:focus-within': { backgroundColor: theme.palette.action.hover },
      }),
    },
  },
  RaBulkActionsToolbar: {
    styleOverrides: {
      root: ({ theme }: Themed) => ({
        '& .RaBulkActionsToolbar-toolbar': {
          color: theme.palette.primary.main,
          backgroundColor: theme.palette.mode === 'dark' ? '#1d2434' : '#e9edfd',
          borderRadius: 0,
        },
      }),
    },
  },
};
