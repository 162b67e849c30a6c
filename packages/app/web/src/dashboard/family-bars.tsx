import { useTheme } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { RAG_COLOR, RAG_LABEL } from '@compliance-os/ui';
import type { FamilyCounts } from '../api/compliance.ts';
import { familyLabel } from '../obligations/family-label.ts';
import { toObligations } from '../navigation/links.ts';

const ORDER = ['red', 'amber', 'green'] as const;

/** Open obligations of each law. A bar opens its list. */
export default function FamilyBars({ families }: { families: readonly FamilyCounts[] }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { palette } = useTheme();
  return (
    <BarChart
      height={Math.max(320, families.length * 52 + 70)}
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
          categoryGapRatio: families.length < 3 ? 0.75 : 0.5,
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
