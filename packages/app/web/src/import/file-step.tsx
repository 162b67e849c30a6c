import { useRef, useState } from 'react';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import type { ImportPreview } from '../api/compliance.ts';
import { previewOf, sampleFile } from './sample-file.ts';

interface Props {
  readonly onPreview: (file: File, preview: ImportPreview) => void;
  readonly onSkip: () => void;
}

export function FileStep({ onPreview, onSkip }: Props) {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const preview = useMutation({ mutationFn: previewOf, onSuccess: (reply, file) => onPreview(file, reply) });
  const read = (file: File | undefined) => file && preview.mutate(file);
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {preview.error && <Alert severity="error">{preview.error.message}</Alert>}
      <Box
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          read(event.dataTransfer.files[0]);
        }}
        sx={{
          py: 7,
          px: 3,
          textAlign: 'center',
          borderRadius: '14px',
          border: '1.5px dashed',
          borderColor: over ? 'primary.main' : 'divider',
          bgcolor: over ? 'action.selected' : 'background.default',
        }}
      >
        <UploadIcon color="primary" sx={{ fontSize: 40 }} />
        <Typography variant="h6" component="p" sx={{ mt: 1 }}>
          {t('Drop a CSV or Excel file here')}
        </Typography>
        <Typography color="textSecondary" sx={{ mb: 2.5 }}>
          {t('It is checked row by row first. Nothing is written yet.')}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'center' }}>
          <Button variant="contained" onClick={() => input.current?.click()}>
            {t('Choose a file')}
          </Button>
          <Button variant="outlined" onClick={() => read(sampleFile())}>
            {t('Try the sample')}
          </Button>
          <Button startIcon={<DownloadIcon />} onClick={saveSample}>
            {t('Download the sample')}
          </Button>
        </Box>
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx"
          hidden
          aria-label={t('Choose a file')}
          onChange={(event) => read(event.target.files?.[0])}
        />
      </Box>
      {preview.isPending && <LinearProgress />}
      <Button onClick={onSkip} sx={{ justifySelf: 'end' }}>
        {t('Skip: my registrations are already here')}
      </Button>
    </Box>
  );
}

function saveSample(): void {
  const file = sampleFile();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}
