import type { Theme } from '@mui/material';
import type { SystemStyleObject } from '@mui/system';

/** cmdk brings behaviour and no look. */
export const paletteStyles = (theme: Theme): SystemStyleObject<Theme> => ({
  fontFamily: theme.typography.fontFamily,
  '[cmdk-input]': {
    width: '100%',
    border: 0,
    outline: 0,
    padding: '18px 20px',
    background: 'transparent',
    color: 'inherit',
    font: 'inherit',
    fontSize: 16,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  '[cmdk-list]': { maxHeight: 400, overflow: 'auto', padding: '8px' },
  '[cmdk-group-heading]': {
    fontSize: 11.5,
    fontWeight: 600,
    color: theme.palette.text.secondary,
    padding: '8px 12px 4px',
  },
  '[cmdk-item]': {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '9px 12px',
    borderRadius: '8px',
    fontSize: 14,
    cursor: 'pointer',
    '& svg': { fontSize: 19, color: theme.palette.text.secondary },
    '& small': { color: theme.palette.text.secondary, marginLeft: 'auto', textAlign: 'right' },
  },
  '[cmdk-item][data-selected=true]': { backgroundColor: theme.palette.action.selected },
  '[cmdk-empty]': { padding: '24px', textAlign: 'center', color: theme.palette.text.secondary },
});
