import { useEffect, useState } from 'react';
import { Box } from '@mui/material';

/** How much of a text is shown, in bytes. */
const TEXT_LIMIT = 20_000;

const frame = { display: 'block', borderRadius: '8px', border: 1, borderColor: 'divider' } as const;

/** An address for a blob while it is on the screen. */
function useBlobAddress(blob: Blob): string {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}

interface Props {
  readonly blob: Blob;
  readonly name: string;
}

export function ImagePreview({ blob, name }: Props) {
  const address = useBlobAddress(blob);
  return (
    address && (
      <Box
        component="img"
        src={address}
        alt={name}
        sx={{ ...frame, maxWidth: '100%', maxHeight: 520, mx: 'auto' }}
      />
    )
  );
}

export function DocumentFrame({ blob, name }: Props) {
  const address = useBlobAddress(blob);
  return (
    address && (
      <Box component="iframe" src={address} title={name} sx={{ ...frame, width: '100%', height: 560 }} />
    )
  );
}

export function TextPreview({ blob }: Pick<Props, 'blob'>) {
  const [text, setText] = useState('');
  useEffect(() => {
    void blob.slice(0, TEXT_LIMIT).text().then(setText);
  }, [blob]);
  return (
    <Box
      component="pre"
      tabIndex={0}
      sx={{
        ...frame,
        m: 0,
        p: 1.5,
        maxHeight: 420,
        overflow: 'auto',
        fontSize: 12,
        bgcolor: 'background.default',
      }}
    >
      {text}
    </Box>
  );
}
