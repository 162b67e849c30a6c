import { Box, Link as MuiLink, useTheme } from '@mui/material';
import { PieChart } from '@mui/x-charts/PieChart';
import { useDrawingArea } from '@mui/x-charts/hooks';
import { useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router';
import { formatCount, RAG_COLOR, RAG_LABEL, RagDot } from '@compliance-os/ui';
import type { RagCounts } from '../api/compliance.ts';
import { toObligations } from '../navigation/links.ts';

const ORDER = ['red', 'amber', 'green'] as const;
const linkOf = (rag: (typeof ORDER)[number]) => toObligations({ rag, open: true });

/** Open obligations by red, amber and green. */
export default function RagDonut({ counts }: { counts: RagCounts }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { palette } = useTheme();
  const total = counts.red + counts.amber + counts.green;
  return (
    <Box>
      <PieChart
        height={196}
        hideLegend
        skipAnimation
        margin={{ top: 4, bottom: 4, left: 4, right: 4 }}
        onItemClick={(_, { dataIndex }) => {
          const rag = ORDER[dataIndex];
          if (rag) void navigate(linkOf(rag));
        }}
        series={[
          {
            innerRadius: 64,
            outerRadius: 90,
            paddingAngle: 2,
            cornerRadius: 4,
            data: ORDER.map((rag) => ({
              id: rag,
              value: counts[rag],
              label: t(RAG_LABEL[rag]),
              color: palette[RAG_COLOR[rag]].main,
            })),
          },
        ]}
      >
        <Centre
          value={total === 0 ? '—' : `${Math.round((counts.green / total) * 100)}%`}
          label={t('on track')}
        />
      </PieChart>
      <Box sx={{ display: 'flex', justifyContent: 'center', gap: 2.5, mt: 1, flexWrap: 'wrap' }}>
        {ORDER.map((rag) => (
          <MuiLink
            key={rag}
            component={Link}
            to={linkOf(rag)}
            color="inherit"
            variant="body2"
            sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}
          >
            <RagDot rag={rag} />
            {t(RAG_LABEL[rag])}
            <strong>{formatCount(counts[rag])}</strong>
          </MuiLink>
        ))}
      </Box>
    </Box>
  );
}

function Centre({ value, label }: { value: string; label: string }) {
  const area = useDrawingArea();
  const { palette } = useTheme();
  const x = area.left + area.width / 2;
  const y = area.top + area.height / 2;
  return (
    <g>
      <text x={x} y={y + 2} textAnchor="middle" fontSize={27} fontWeight={700} fill={palette.text.primary}>
        {value}
      </text>
      <text x={x} y={y + 22} textAnchor="middle" fontSize={12} fill={palette.text.secondary}>
        {label}
      </text>
    </g>
  );
}
