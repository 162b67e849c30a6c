import type { Theme, ThemeOptions } from '@mui/material';
import { alpha } from '@mui/material/styles';

/** Reads a checkbox's name off its span and puts it on the input, where assistive technology looks for it. */
const nameOnInput = {
  input: (own: { 'aria-label'?: string }) => (own['aria-label'] ? { 'aria-label': own['aria-label'] } : {}),
  root: (own: { 'aria-label'?: string }) => (own['aria-label'] ? { 'aria-label': undefined } : {}),
};

const CHIP_COLORS = ['success', 'warning', 'error', 'info', 'primary'] as const;
const softChip = (theme: Theme, color: (typeof CHIP_COLORS)[number] | 'default') =>
  color === 'default'
    ? { backgroundColor: theme.palette.action.hover, color: theme.palette.text.secondary }
    : {
        backgroundColor: alpha(theme.palette[color].main, theme.palette.mode === 'dark' ? 0.16 : 0.09),
        // On its own tint the main colour falls short of AA in the light theme.
        color: theme.palette[color][theme.palette.mode === 'dark' ? 'main' : 'dark'],
      };

/** Hairlines in place of shadows, small controls, sentence case: the house look. */
export const components: ThemeOptions['components'] = {
  MuiButtonBase: { styleOverrides: { root: { fontFamily: 'inherit' } } },
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiPopover: { styleOverrides: { paper: floating } },
  // A form in a dialog takes the place of its paper: what is long scrolls between the title and the buttons.
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({
        ...floating({ theme }),
        '& > form': { display: 'flex', flexDirection: 'column', minHeight: 0 },
      }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: 17, fontWeight: 650, paddingBottom: 8 } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px' } } },
  MuiCard: { styleOverrides: { root: ({ theme }) => ({ borderColor: theme.palette.divider }) } },
  MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { whiteSpace: 'nowrap' } } },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiFormHelperText: { styleOverrides: { root: { marginLeft: 2 } } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({ backgroundColor: theme.palette.background.paper }),
      notchedOutline: ({ theme }) => ({ borderColor: alpha(theme.palette.text.secondary, 0.35) }),
    },
  },
  MuiChip: {
    styleOverrides: {
      root: { fontWeight: 600, fontSize: 11.5 },
      sizeSmall: { height: 22 },
    },
    variants: [
      { props: { variant: 'soft' }, style: ({ theme }) => softChip(theme as Theme, 'default') },
      ...CHIP_COLORS.map((color) => ({
        props: { variant: 'soft' as const, color },
        style: ({ theme }: { theme: unknown }) => softChip(theme as Theme, color),
      })),
    ],
  },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ borderColor: theme.palette.divider, fontSize: 13 }),
      head: ({ theme }) => ({
        fontWeight: 600,
        fontSize: 12,
        color: theme.palette.text.secondary,
        backgroundColor: theme.palette.background.paper,
        whiteSpace: 'nowrap',
      }),
    },
  },
  MuiTableRow: { styleOverrides: { root: { '&:last-child td': { borderBottom: 0 } } } },
  // WCAG 2.2 target size.
  MuiTableSortLabel: { styleOverrides: { root: { minHeight: 32 } } },
  MuiTab: {
    styleOverrides: {
      root: { minHeight: 44, minWidth: 0, padding: '8px 12px', fontWeight: 600, fontSize: 13.5 },
    },
  },
  MuiTabs: { styleOverrides: { root: { minHeight: 44 } } },
  MuiAlert: {
    styleOverrides: { message: { overflow: 'visible', overflowWrap: 'anywhere', minWidth: 0, flex: 1 } },
  },
  MuiTooltip: { defaultProps: { arrow: true }, styleOverrides: { tooltip: { fontSize: 12 } } },
  MuiCheckbox: { defaultProps: { size: 'small', slotProps: nameOnInput as never } },
  MuiLink: { defaultProps: { underline: 'hover' } },
  MuiSkeleton: { defaultProps: { animation: 'wave' } },
};

function floating({ theme }: { theme: Theme }) {
  return {
    border: `1px solid ${theme.palette.divider}`,
    boxShadow:
      theme.palette.mode === 'dark' ? '0 16px 48px rgba(0,0,0,.6)' : '0 16px 48px rgba(23,27,38,.16)',
  };
}
