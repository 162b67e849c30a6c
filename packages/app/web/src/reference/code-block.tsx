import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import { Box, IconButton, Tooltip } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';

/** Text to be copied into a terminal. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  const t = useTranslate();
  const notify = useNotify();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    notify('Copied', { type: 'info' });
  };
  return (
    <Box sx={{ position: 'relative' }}>
      <Box
        component="pre"
        tabIndex={0}
        role="group"
        aria-label={label}
        sx={{
          m: 0,
          p: 2,
          pr: 6,
          maxHeight: 360,
          overflow: 'auto',
          borderRadius: 1.5,
          border: 1,
          borderColor: 'divider',
          bgcolor: 'background.default',
          fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
          fontSize: 12.5,
        }}
      >
        {text}
      </Box>
      <Tooltip title={t('Copy')}>
        <IconButton
          size="small"
          aria-label={t('Copy')}
          onClick={() => void copy()}
          sx={{ position: 'absolute', top: 8, right: 8 }}
        >
          <CopyIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
