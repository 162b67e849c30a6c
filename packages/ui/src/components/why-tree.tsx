import NoIcon from '@mui/icons-material/HighlightOffOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlineOutlined';
import YesIcon from '@mui/icons-material/CheckCircleOutlined';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { humanise } from '../format/humanise.ts';

/** The answer to "why?": a reason, what came of it, and the reasons under it. */
export interface WhyNode {
  readonly text: string;
  readonly outcome?: string | undefined;
  readonly children?: readonly WhyNode[] | undefined;
}

const MARKS = {
  applies: { Icon: YesIcon, color: 'success' },
  'does-not-apply': { Icon: NoIcon, color: 'disabled' },
  undetermined: { Icon: UnknownIcon, color: 'warning' },
} as const;

const isMarked = (outcome: string): outcome is keyof typeof MARKS => outcome in MARKS;

export const WhyTree = ({ nodes }: { nodes: readonly WhyNode[] }) => (
  <Box
    component="ul"
    sx={{
      m: 0,
      pl: 0,
      listStyle: 'none',
      fontSize: 13,
      '& ul': { ml: '8px', pl: 2, borderLeft: 1, borderColor: 'divider' },
      '& li': { py: 0.4 },
    }}
  >
    {nodes.map((node, index) => (
      <li key={index}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
          {node.outcome !== undefined && <Mark outcome={node.outcome} />}
          <span>{node.text}</span>
        </Box>
        {node.children && node.children.length > 0 && <WhyTree nodes={node.children} />}
      </li>
    ))}
  </Box>
);

function Mark({ outcome }: { outcome: string }) {
  const t = useTranslate();
  if (!isMarked(outcome)) return null;
  const { Icon, color } = MARKS[outcome];
  return (
    <Icon color={color} titleAccess={t(humanise(outcome))} sx={{ fontSize: 17, mt: '1px', flexShrink: 0 }} />
  );
}
