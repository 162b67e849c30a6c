import { useState } from 'react';
import { Box, Button, Card, Tooltip } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';
import type { Command, InstanceDetail } from '../api/compliance.ts';
import { CommandDialog } from './command-dialog.tsx';

const FORWARD: ReadonlySet<string> = new Set(['start', 'submit', 'approve', 'file', 'complete']);
const GRAVE: ReadonlySet<string> = new Set(['waive', 'not-used', 'drop']);

/** The state buttons. One that is refused says why. */
export function CommandBar({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const [asked, setAsked] = useState<Command | null>(null);
  const [, setQuery] = useSearchParams();
  if (instance.commands.length === 0) return null;
  // The filing is recorded in its own form, where there is room for what it needs.
  const choose = (command: Command) =>
    command.name === 'file' ? setQuery({ tab: 'filing' }, { replace: true }) : setAsked(command);
  const blocked = instance.commands.find((it) => FORWARD.has(it.name) && !it.allowed)?.reasons[0];
  return (
    <>
      <Card
        variant="outlined"
        component="footer"
        aria-label={t('Next steps')}
        sx={{
          position: 'sticky',
          bottom: 12,
          mt: 2,
          p: 1.5,
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          zIndex: 5,
          boxShadow: '0 8px 30px rgba(15,20,40,.10)',
        }}
      >
        <Box sx={{ flex: 1, minWidth: 200, fontSize: 13, color: 'text.secondary', pl: 1 }}>
          {blocked?.message}
        </Box>
        {instance.commands.map((command) => (
          <CommandButton key={command.name} command={command} onClick={() => choose(command)} />
        ))}
      </Card>
      {asked && <CommandDialog instance={instance} command={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function CommandButton({ command, onClick }: { command: Command; onClick: () => void }) {
  const reasons = command.reasons.map((it) => it.message).join(' · ');
  const button = (
    <Button
      variant={FORWARD.has(command.name) ? 'contained' : 'text'}
      color={GRAVE.has(command.name) ? 'error' : FORWARD.has(command.name) ? 'primary' : 'inherit'}
      disabled={!command.allowed}
      onClick={onClick}
    >
      {command.label}
    </Button>
  );
  if (command.allowed) return button;
  // A disabled button hears no pointer and takes no focus: its reason hangs on a span that does.
  return (
    <Tooltip title={reasons}>
      <span tabIndex={0} role="note" aria-label={`${command.label}: ${reasons}`}>
        {button}
      </span>
    </Tooltip>
  );
}
