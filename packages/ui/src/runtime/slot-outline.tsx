import type { ReactNode } from 'react';
import { Box } from '@mui/material';
import type { SlotName } from '../contract/slots.ts';
import type { Resolved } from '../registry/registry.ts';
import { usePortal } from './portal-context.ts';

const frame = { outline: '1.5px dashed', outlineOffset: 3, borderRadius: '4px' } as const;

function Tag({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'inline-block',
        mb: 0.75,
        px: 0.75,
        borderRadius: '4px',
        bgcolor: 'info.main',
        color: 'info.contrastText',
        fontFamily: 'monospace',
        fontSize: 11.5,
        lineHeight: 1.7,
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}

interface PanelProps<K extends SlotName> {
  readonly slot: K;
  readonly item: Resolved<K>;
  readonly children: ReactNode;
}

/** Where slots are shown: which slot a panel is in, whose it is, and what decides its place. */
export function PanelOutline<K extends SlotName>({ slot, item, children }: PanelProps<K>) {
  const { showsSlots, registry } = usePortal();
  if (!showsSlots) return children;
  const place = [
    `order ${item.order ?? 100}`,
    item.before && `before ${item.before}`,
    item.after && `after ${item.after}`,
    item.permission && `needs ${item.permission}`,
    ...(registry?.orderProblems(slot) ?? [])
      .filter(({ key }) => key === item.key)
      .map(({ wish, other, reason }) => `${wish} ${other}: ${reason}`),
  ].filter(Boolean);
  return (
    <Box data-slot={slot} data-panel={item.key} sx={{ ...frame, outlineColor: 'info.main' }}>
      <Tag>
        {slot} › {item.key} · {place.join(' · ')}
      </Tag>
      {children}
    </Box>
  );
}

/** Where slots are shown: a slot that nobody fills, which is otherwise not there at all. */
export function EmptySlotOutline({ slot }: { readonly slot: SlotName }) {
  const { showsSlots } = usePortal();
  if (!showsSlots) return null;
  return (
    <Box
      data-slot={slot}
      sx={{ ...frame, outlineColor: 'text.disabled', gridColumn: '1 / -1', width: '100%', p: 1 }}
    >
      <Tag>{slot} › —</Tag>
    </Box>
  );
}
