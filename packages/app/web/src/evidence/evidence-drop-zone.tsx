import { useRef, useState, type DragEvent } from 'react';
import UploadIcon from '@mui/icons-material/CloudUploadOutlined';
import { Alert, Box, Button, LinearProgress, MenuItem, TextField, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { humanise } from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';
import type { Choice } from '../forms/select-field.tsx';
import { useUpload, type EvidenceTarget } from './use-evidence.ts';

interface Props {
  readonly target: EvidenceTarget;
  readonly kind: string;
  readonly kinds: readonly Choice[];
  readonly onKind: (kind: string) => void;
  readonly onDone: (evidence: Evidence) => void;
}

/** Drop a file, or choose one; the kind says what it proves. */
export function EvidenceDropZone({ target, kind, kinds, onKind, onDone }: Props) {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useUpload();
  const choices = kinds.some((it) => it.value === kind)
    ? kinds
    : [...kinds, { value: kind, label: humanise(kind) }];
  const send = (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    const label = choices.find((it) => it.value === kind)?.label ?? kind;
    upload.mutate({ target, kind, label, file }, { onSuccess: onDone });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files);
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        p: 2,
        border: '1.5px dashed',
        borderColor: over ? 'primary.main' : 'divider',
        borderRadius: '12px',
        bgcolor: over ? 'action.selected' : 'background.default',
      }}
    >
      {upload.error && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {upload.error.message}
        </Alert>
      )}
      {upload.data?.warnings.map((warning) => (
        <Alert key={warning} severity="warning" sx={{ mb: 1.5 }}>
          {warning}
        </Alert>
      ))}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
        <UploadIcon color="primary" />
        <Typography variant="body2" color="textSecondary" sx={{ flex: 1, minWidth: 150 }}>
          {t('Drop a file here. PDF, image, spreadsheet; up to 10 MB.')}
        </Typography>
        <TextField
          select
          label={t('Proves')}
          value={kind}
          onChange={(event) => onKind(event.target.value)}
          sx={{ width: 180 }}
        >
          {choices.map((it) => (
            <MenuItem key={it.value} value={it.value}>
              {it.label}
            </MenuItem>
          ))}
        </TextField>
        <Button variant="outlined" onClick={() => input.current?.click()} disabled={upload.isPending}>
          {t('Choose a file')}
        </Button>
      </Box>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('Choose a file')}
        onChange={(event) => {
          send(event.target.files);
          event.target.value = '';
        }}
      />
      {upload.isPending && <LinearProgress sx={{ mt: 1.5 }} />}
    </Box>
  );
}
