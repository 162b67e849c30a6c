import { Allowed } from '@compliance-os/ui';
import { useState } from 'react';
import InviteIcon from '@mui/icons-material/PersonAddAltOutlined';
import { Button, Card, Tab, Tabs } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router';
import { PageHeader } from '../layout/page-header.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { InvitationList } from './invitation-list.tsx';
import { PersonTable } from './person-table.tsx';
import { RoleMatrix } from './role-matrix.tsx';

const TABS = [
  { key: 'people', label: 'People', content: <PersonTable /> },
  { key: 'invitations', label: 'Invitations', content: <InvitationList /> },
  { key: 'roles', label: 'Roles', content: <RoleMatrix /> },
] as const;

/** Who may do what, and where. */
export default function PeoplePage() {
  const t = useTranslate();
  const [inviting, setInviting] = useState(false);
  const [query, setQuery] = useSearchParams();
  const tab = TABS.find(({ key }) => key === query.get('tab')) ?? TABS[0];
  return (
    <>
      <PageHeader
        title={t('People & roles')}
        subtitle={t(
          'A grant is a role, for some entities, for some laws. An empty scope means nothing, never everything.',
        )}
        actions={
          <Allowed permission="core.person.invite">
            <Button variant="contained" startIcon={<InviteIcon />} onClick={() => setInviting(true)}>
              {t('Invite')}
            </Button>
          </Allowed>
        }
      />
      <Card variant="outlined">
        <Tabs
          value={tab.key}
          onChange={(_, next: string) => setQuery({ tab: next }, { replace: true })}
          sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}
          aria-label={t('People & roles')}
        >
          {TABS.map(({ key, label }) => (
            <Tab key={key} value={key} label={t(label)} />
          ))}
        </Tabs>
        {tab.content}
      </Card>
      {inviting && <InvitationDialog onClose={() => setInviting(false)} />}
    </>
  );
}
