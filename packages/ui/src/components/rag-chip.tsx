import { Box, Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Rag } from '../contract/records.ts';

export const RAG_COLOR = { red: 'error', amber: 'warning', green: 'success' } as const satisfies Record<
  Rag,
  string
>;

export const RAG_LABEL = { red: 'Overdue', amber: 'Due soon', green: 'On track' } as const satisfies Record<
  Rag,
  string
>;

/** Red, amber or green in words as well as colour. */
export function RagChip({ rag }: { rag: Rag }) {
  const t = useTranslate();
  return <Chip size="small" variant="outlined" color={RAG_COLOR[rag]} label={t(RAG_LABEL[rag])} />;
}

/** The colour alone, beside a text that already says it. */
export const RagDot = ({ rag }: { rag: Rag }) => (
  <Box
    component="span"
    aria-hidden
    sx={{
      width: 8,
      height: 8,
      borderRadius: '50%',
      flexShrink: 0,
      display: 'inline-block',
      bgcolor: `${RAG_COLOR[rag]}.main`,
    }}
  />
);
