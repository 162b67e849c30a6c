import FileIcon from '@mui/icons-material/DescriptionOutlined';
import { Skeleton } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { EmptyState, formatBytes } from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';
import { DocumentFrame, ImagePreview, TextPreview } from './previews.tsx';
import { previewKind } from './preview-kind.ts';
import { downloadAddress } from './use-evidence.ts';

/** The file's content beside the form. What cannot be shown in place opens in its own tab. */
export function EvidencePreview({ evidence }: { evidence: Evidence }) {
  const t = useTranslate();
  const kind = evidence.status === 'quarantined' ? null : previewKind(evidence.contentType);
  const { data, isError } = useQuery({
    queryKey: ['evidence', 'content', evidence.id],
    queryFn: async ({ signal }) => {
      const response = await fetch(await downloadAddress(evidence.id), { signal });
      if (!response.ok) throw new Error(response.statusText);
      // The declared type, not the store's: a viewer is chosen by it.
      return new Blob([await response.arrayBuffer()], { type: evidence.contentType });
    },
    enabled: kind !== null,
    staleTime: Infinity,
    retry: false,
  });
  if (kind === null || isError)
    return (
      <EmptyState
        dense
        icon={<FileIcon />}
        title={`${evidence.contentType.split('/').pop()?.toUpperCase()} · ${formatBytes(evidence.bytes)}`}
        text={t(
          evidence.status === 'quarantined' ? 'Held back until it is scanned.' : 'Opens in its own tab.',
        )}
      />
    );
  if (!data) return <Skeleton variant="rounded" height={260} />;
  switch (kind) {
    case 'image':
      return <ImagePreview blob={data} name={evidence.fileName} />;
    case 'document':
      return <DocumentFrame blob={data} name={evidence.fileName} />;
    case 'text':
      return <TextPreview blob={data} />;
  }
}
