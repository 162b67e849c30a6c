import { useState } from 'react';
import { Button, Menu, MenuItem } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { usePermission } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { portalSession, request } from '../api/portal.ts';
import { Blocker } from '../obligations/blocker.tsx';
import { usePeople } from '../people/use-people.ts';

/** Who has it, and the way to hand it to somebody. */
export function Assignee({ instance }: { instance: InstanceDetail }) {
  const mayAssign = usePermission('compliance.instance.assign');
  const maySeePeople = usePermission('core.person.read');
  return (
    <>
      <Blocker instance={instance} />
      {mayAssign && <AssignMenu instance={instance} everybody={maySeePeople} />}
    </>
  );
}

function AssignMenu({ instance, everybody }: { instance: InstanceDetail; everybody: boolean }) {
  const t = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const me = portalSession.current()?.person;
  const people = usePeople(everybody && anchor !== null);
  const assign = useMutation({
    mutationFn: (assignee: { id: string; name: string } | null) =>
      request('/v1/compliance/instances/assignments', { body: { ids: [instance.id], assignee } }),
    onSuccess: () =>
      Promise.all(
        [['compliance'], ['obligations']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
    onError: (error) => notify(error.message, { type: 'error' }),
  });
  const choose = (person: { id: string; name: string } | null) => {
    setAnchor(null);
    assign.mutate(person && { id: person.id, name: person.name });
  };
  const others = (people.data ?? []).filter((it) => it.id !== me?.id && it.status === 'active');
  return (
    <>
      <Button
        size="small"
        aria-haspopup="menu"
        loading={assign.isPending}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ ml: 0.5, minWidth: 0, py: 0 }}
      >
        {t('Assign')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {me && <MenuItem onClick={() => choose(me)}>{t('To me')}</MenuItem>}
        {others.map((person) => (
          <MenuItem key={person.id} onClick={() => choose(person)}>
            {person.name}
          </MenuItem>
        ))}
        {instance.assignee && <MenuItem onClick={() => choose(null)}>{t('To nobody')}</MenuItem>}
      </Menu>
    </>
  );
}
