import { Alert, Stack, Table, TableBody, TableCell, TableFooter, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { EmptyState, Money } from '@compliance-os/ui';
import type { Exposure } from '../api/compliance.ts';

/** What accrues by itself if this is late, line by line; what cannot be priced is said, not guessed. */
interface Props {
  readonly exposure: Exposure | null;
  /** What an authority may impose by order: never added to what accrues. */
  readonly penalties: readonly string[];
}

export const ExposureTab = ({ exposure, penalties }: Props) => (
  <Stack spacing={2}>
    <Accrued exposure={exposure} />
    {penalties.map((penalty) => (
      <Alert key={penalty} severity="warning" variant="outlined">
        {penalty}
      </Alert>
    ))}
  </Stack>
);

function Accrued({ exposure }: Pick<Props, 'exposure'>) {
  const t = useTranslate();
  if (!exposure || (exposure.lines.length === 0 && exposure.unpriced.length === 0))
    return (
      <EmptyState
        dense
        title={t('Nothing accrues')}
        text={t('No late fee or interest runs on this obligation today.')}
      />
    );
  return (
    <Stack spacing={2}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('Head')}</TableCell>
            <TableCell>{t('How it is counted')}</TableCell>
            <TableCell align="right">{t('Amount')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {exposure.lines.map((line, index) => (
            <TableRow key={index}>
              <TableCell>{line.head}</TableCell>
              <TableCell sx={{ color: 'text.secondary' }}>{line.basis}</TableCell>
              <TableCell align="right">
                <Money paise={line.amountPaise} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell colSpan={2} sx={{ fontWeight: 700, color: 'text.primary' }}>
              {t('Total')}
            </TableCell>
            <TableCell align="right" sx={{ fontWeight: 700, color: 'text.primary' }}>
              <Money paise={exposure.totalPaise} />
            </TableCell>
          </TableRow>
        </TableFooter>
      </Table>
      {exposure.unpriced.map((reason) => (
        <Alert key={reason} severity="info" variant="outlined">
          {t('Not priced')}: {reason}
        </Alert>
      ))}
    </Stack>
  );
}
