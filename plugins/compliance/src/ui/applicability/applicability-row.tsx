import { useId, useState } from 'react';
import { Box, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Code, WhyTree } from '@compliance-os/ui';
import type { Applicability } from '../records.ts';

/** One answer; "Why?" opens the tree of reasons. */
export function ApplicabilityRow({ row }: { row: Applicability }) {
  const t = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider', py: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Box sx={{ fontWeight: 600, width: 140 }}>{row.master.form}</Box>
        <Box sx={{ flex: 1, minWidth: 180, fontSize: 13, color: 'text.secondary' }}>
          {row.summary}
          <Box sx={{ fontSize: 12 }}>
            <Code>{row.subject.label}</Code>
          </Box>
        </Box>
        <Button size="small" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t('Why?')}
        </Button>
      </Box>
      <Box id={id} hidden={!open} sx={{ mt: 1, p: 1.5, borderRadius: '8px', bgcolor: 'background.default' }}>
        <WhyTree nodes={[row.explanation]} />
      </Box>
    </Box>
  );
}
