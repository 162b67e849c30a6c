import { Box } from '@mui/material';
import { Code, DueDate, ListRow, useToday } from '@compliance-os/ui';
import type { Licence } from '../api/licences.ts';
import { useT } from './texts/use-t.ts';

/** Licences with the last day of each, and what can be done about it. */
export function LicenceRows({
  items,
  named,
}: {
  readonly items: readonly Licence[];
  readonly named: boolean;
}) {
  const t = useT();
  const today = useToday();
  return items.map(({ registrationId, number, entityName, renewal }) => (
    <ListRow key={registrationId}>
      <Box sx={{ minWidth: 170, fontWeight: 600 }}>
        <Code>{number}</Code>
      </Box>
      <Box sx={{ flex: 1, minWidth: 140, color: 'text.secondary', fontSize: 13 }}>
        {named ? entityName : null}
      </Box>
      {renewal === null ? (
        <Box sx={{ color: 'warning.main', fontSize: 13 }}>{t('lastDayUnknown')}</Box>
      ) : (
        <Box sx={{ display: 'flex', gap: 2, fontSize: 13 }}>
          <span>{t(renewal.state)}</span>
          <DueDate date={renewal.validUntil} today={today} />
        </Box>
      )}
    </ListRow>
  ));
}
