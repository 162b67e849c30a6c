import { useEffect, useState } from 'react';
import FileIcon from '@mui/icons-material/DescriptionOutlined';
import { Box, Skeleton } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { EmptyState, Failure, formatBytes } from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';
import { downloadAddress } from './use-evidence.ts';

const isText = (type: string) =>
  type.startsWith('text/') || type === 'application/json' || type === 'application/xml';
const TEXT_LIMIT = 20_000;

/** Images and texts show in place; the CSP frames nothing, so other documents open in their own tab. */
export function EvidencePreview({ evidence }: { evidence: Evidence }) {
  const t = useTranslate();
  const shows = evidence.contentType.startsWith('image/') || isText(evidence.contentType);
  const { data, error } = useQuery({
    queryKey: ['evidence', 'content', evidence.id, evidence.version],
    queryFn: async ({ signal }) => {
      const response = await fetch(await downloadAddress(evidence.id), { signal });
      if (!response.ok) throw new Error(t('The file could not be fetched'));
      return await response.blob();
    },
    enabled: shows && evidence.status !== 'quarantined',
    staleTime: Infinity,
  });
  if (!shows)
    return (
      <EmptyState
        dense
        icon={<FileIcon />}
        title={`${evidence.contentType.split('/').pop()?.toUpperCase()} · ${formatBytes(evidence.bytes)}`}
        text={t('Opens in its own tab.')}
      />
    );
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton variant="rounded" height={220} />;
  return isText(evidence.contentType) ? (
    <TextPreview blob={data} />
  ) : (
    <ImagePreview blob={data} name={evidence.fileName} />
  );
}

function ImagePreview({ blob, name }: { blob: Blob; name: string }) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return (
    address && (
      <Box
        component="img"
        src={address}
        alt={name}
        sx={{
          display: 'block',
          maxWidth: '100%',
          maxHeight: 520,
          mx: 'auto',
          borderRadius: '8px',
          border: 1,
          borderColor: 'divider',
        }}
      />
    )
  );
}

function TextPreview({ blob }: { blob: Blob }) {
  const [text, setText] = useState('');
  useEffect(() => {
    void blob.slice(0, TEXT_LIMIT).text().then(setText);
  }, [blob]);
  return (
    <Box
      component="pre"
      tabIndex={0}
      sx={{
        m: 0,
        p: 1.5,
        maxHeight: 420,
        overflow: 'auto',
        fontSize: 12,
        bgcolor: 'background.default',
        borderRadius: '8px',
        border: 1,
        borderColor: 'divider',
      }}
    >
      {text}
    </Box>
  );
}
