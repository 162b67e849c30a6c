import { Box } from '@mui/material';
import { StatusChip } from './status-chip.tsx';

/** The answer to "why?": a reason, what came of it, and the reasons under it. */
export interface WhyNode {
  readonly text: string;
  readonly outcome?: string | undefined;
  readonly children?: readonly WhyNode[] | undefined;
}

export const WhyTree = ({ nodes }: { nodes: readonly WhyNode[] }) => (
  <Box
    component="ul"
    sx={{
      m: 0,
      pl: 0,
      listStyle: 'none',
      fontSize: 13,
      '& ul': { ml: 0.75, pl: 1.75, borderLeft: 1, borderColor: 'divider', listStyle: 'none' },
      '& li': { py: 0.4 },
    }}
  >
    {nodes.map((node, index) => (
      <li key={index}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <span>{node.text}</span>
          {node.outcome && <StatusChip status={node.outcome} />}
        </Box>
        {node.children && node.children.length > 0 && <WhyTree nodes={node.children} />}
      </li>
    ))}
  </Box>
);
