import { useTheme } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { RAG_COLOR, RAG_LABEL } from '@compliance-os/ui';
import type { FamilyCounts } from '../api/compliance.ts';
import { familyLabel } from '../obligations/family-label.ts';
import { toObligations } from '../navigation/links.ts';

/** Pixels: what the axis and the legend take, and how thick a bar is, however few there are. */
const AXIS = 70;
const BAR = 26;

const ORDER = ['red', 'amber', 'green'] as const;

/** Open obligations of each law. A bar opens its list. */
export default function FamilyBars({ families }: { families: readonly FamilyCounts[] }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { palette } = useTheme();
  const height = Math.max(240, families.length * 52 + AXIS);
  return (
    <BarChart
      height={height}
      layout="horizontal"
      skipAnimation
      borderRadius={4}
      margin={{ left: 0, right: 16, top: 8, bottom: 0 }}
      grid={{ vertical: true }}
      yAxis={[
        {
          scaleType: 'band',
          data: families.map((it) => familyLabel(it.family)),
          width: 84,
          disableLine: true,
          disableTicks: true,
          categoryGapRatio: 1 - (BAR * families.length) / (height - AXIS),
        },
      ]}
      xAxis={[{ disableLine: true, disableTicks: true, tickMinStep: 1 }]}
      series={ORDER.map((rag) => ({
        id: rag,
        stack: 'all',
        label: t(RAG_LABEL[rag]),
        color: palette[RAG_COLOR[rag]].main,
        data: families.map((it) => it[rag]),
      }))}
      onItemClick={(_, { seriesId, dataIndex }) => {
        const family = families[dataIndex]?.family;
        if (family) void navigate(toObligations({ family, rag: String(seriesId), open: true }));
      }}
      slotProps={{ legend: { position: { vertical: 'bottom', horizontal: 'center' } } }}
    />
  );
}
