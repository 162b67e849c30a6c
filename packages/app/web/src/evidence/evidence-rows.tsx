import FileIcon from '@mui/icons-material/InsertDriveFileOutlined';
import { Box, List, ListItemButton, ListItemIcon, ListItemText } from '@mui/material';
import { formatBytes, StatusChip } from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';

interface Props {
  readonly files: readonly Evidence[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export const EvidenceRows = ({ files, chosen, onChoose }: Props) => (
  <List component="div" disablePadding>
    {files.map((file) => (
      <ListItemButton
        key={file.id}
        selected={file.id === chosen}
        onClick={() => onChoose(file.id)}
        sx={{ borderRadius: '8px', gap: 1, py: 0.5 }}
      >
        <ListItemIcon sx={{ minWidth: 30 }}>
          <FileIcon fontSize="small" />
        </ListItemIcon>
        <ListItemText
          primary={file.fileName}
          secondary={`${file.label || file.kind} · v${file.version} · ${formatBytes(file.bytes)}`}
          slotProps={{
            primary: { noWrap: true, sx: { fontSize: 13.5, fontWeight: 600 } },
            secondary: { noWrap: true, sx: { fontSize: 12 } },
          }}
        />
        <Box sx={{ flexShrink: 0 }}>
          <StatusChip status={file.status} />
        </Box>
      </ListItemButton>
    ))}
  </List>
);
