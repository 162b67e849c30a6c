import { useId, useState } from 'react';
import { Box, Button, Stack, Typography } from '@mui/material';
import { Code, WhyTree } from '@compliance-os/ui';
import type { Applicability } from '../records.ts';
import { useT } from '../texts/use-t.ts';

interface Props {
  /** one master's answer for several subjects */
  readonly rows: readonly [Applicability, ...Applicability[]];
}

/** One answer, and whom it is about; "Why?" opens the tree of reasons of each. */
export function ApplicabilityRow({ rows }: Props) {
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [{ master, summary }] = rows;
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Box sx={{ width: 150 }}>
          <Box sx={{ fontWeight: 600 }}>{master.form}</Box>
          <Typography variant="caption" color="textSecondary">
            {master.code}
          </Typography>
        </Box>
        <Box sx={{ flex: 1, minWidth: 180, fontSize: 13, color: 'text.secondary' }}>
          {summary}
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, fontSize: 12 }}>
            {rows.map(({ subject }) => (
              <Code key={subject.id}>{subject.label}</Code>
            ))}
          </Box>
        </Box>
        <Button size="small" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t('why')}
        </Button>
      </Box>
      <Stack
        id={id}
        spacing={1.5}
        sx={{
          display: open ? 'flex' : 'none',
          mt: 1,
          p: 1.5,
          borderRadius: '8px',
          bgcolor: 'background.default',
        }}
      >
        {rows.map((row) => (
          <Box key={row.subject.id}>
            {rows.length > 1 && <Code>{row.subject.label}</Code>}
            <WhyTree nodes={[row.explanation]} />
          </Box>
        ))}
      </Stack>
    </Box>
  );
}
