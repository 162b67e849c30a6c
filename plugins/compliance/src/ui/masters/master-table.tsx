import {
  Chip,
  Link,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Tooltip,
  Typography,
} from '@mui/material';
import type { Master } from '../records.ts';
import { useT } from '../texts/use-t.ts';
import { frequencyName } from './frequency-name.ts';

interface Props {
  readonly masters: readonly Master[];
  readonly onChoose: (code: string) => void;
}

export function MasterTable({ masters, onChoose }: Props) {
  const t = useT();
  return (
    <TableContainer>
      <Table size="small" sx={{ minWidth: 860, '& td': { verticalAlign: 'top', py: 1.25 } }}>
        <TableHead>
          <TableRow>
            {(['form', 'obligation', 'frequency', 'due', 'law'] as const).map((label) => (
              <TableCell key={label}>{t(label)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {masters.map((master) => (
            <TableRow
              key={master.code}
              hover
              onClick={() => onChoose(master.code)}
              sx={{ cursor: 'pointer' }}
            >
              <TableCell sx={{ width: 150 }}>
                <Link
                  component="button"
                  color="inherit"
                  underline="hover"
                  sx={{ fontWeight: 650, textAlign: 'left' }}
                  onClick={() => onChoose(master.code)}
                >
                  {master.form}
                </Link>
                <Typography variant="caption" color="text.secondary" component="div">
                  {master.code}
                </Typography>
              </TableCell>
              <TableCell>
                {master.name}
                {master.confidence === 'low' && (
                  <Tooltip title={t('thinSources')}>
                    <Chip
                      label={t('checkBeforeRelyingOnIt')}
                      size="small"
                      color="warning"
                      variant="outlined"
                      sx={{ ml: 1 }}
                    />
                  </Tooltip>
                )}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{frequencyName(t, master.frequency)}</TableCell>
              <TableCell sx={{ width: '26%', color: 'text.secondary' }}>{master.dueText}</TableCell>
              <TableCell sx={{ width: '22%', color: 'text.secondary' }}>{master.law}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
