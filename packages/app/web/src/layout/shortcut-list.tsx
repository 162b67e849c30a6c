import { Box, Dialog, DialogContent, DialogTitle } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Properties } from '@compliance-os/ui';
import { GO_TO } from './use-shortcuts.ts';

const Key = ({ children }: { children: string }) => (
  <Box
    component="kbd"
    sx={{
      font: 'inherit',
      fontSize: 12,
      border: 1,
      borderColor: 'divider',
      borderRadius: 1,
      px: 0.75,
      py: 0.25,
    }}
  >
    {children}
  </Box>
);

export default function ShortcutList({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth>
      <DialogTitle>{t('Keyboard shortcuts')}</DialogTitle>
      <DialogContent>
        <Properties
          items={[
            [t('Search'), <Key key="k">Ctrl K</Key>],
            ...Object.entries(GO_TO).map(
              ([key, it]) => [t(it.label), <Key key={key}>{`g ${key}`}</Key>] as const,
            ),
            [t('Keyboard shortcuts'), <Key key="?">?</Key>],
          ]}
        />
      </DialogContent>
    </Dialog>
  );
}
