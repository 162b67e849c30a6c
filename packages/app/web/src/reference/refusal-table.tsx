import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Code, Panel } from '@compliance-os/ui';
import type { ProblemCode } from './api-document.ts';

/** Every code that a refusal can carry, with its status and whose it is. */
export function RefusalTable({ problems }: { problems: readonly ProblemCode[] }) {
  const t = useTranslate();
  return (
    <Panel title={t('Codes of refusals')} subtitle="application/problem+json · RFC 9457" flush>
      <TableContainer>
        <Table size="small" aria-label={t('Codes of refusals')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('Code')}</TableCell>
              <TableCell>{t('Status')}</TableCell>
              <TableCell>{t('What it says')}</TableCell>
              <TableCell>{t('Plugin')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {problems.map((it) => (
              <TableRow key={it.code}>
                <TableCell>
                  <Code>{it.code}</Code>
                </TableCell>
                <TableCell>{it.status}</TableCell>
                <TableCell>{it.title}</TableCell>
                <TableCell>{it.plugin}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Panel>
  );
}
