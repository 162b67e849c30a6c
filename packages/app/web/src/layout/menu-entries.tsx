import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined';
import EntityIcon from '@mui/icons-material/ApartmentOutlined';
import EvidenceIcon from '@mui/icons-material/FolderOpenOutlined';
import ImportIcon from '@mui/icons-material/UploadFileOutlined';
import MailIcon from '@mui/icons-material/MailOutlined';
import ObligationIcon from '@mui/icons-material/FactCheckOutlined';
import OverviewIcon from '@mui/icons-material/SpaceDashboardOutlined';
import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import PluginIcon from '@mui/icons-material/ExtensionOutlined';
import ReferenceIcon from '@mui/icons-material/ApiOutlined';
import AuditIcon from '@mui/icons-material/HistoryOutlined';
import type { PortalManifest } from '@compliance-os/ui';
import { toObligations } from '../navigation/links.ts';
import type { MenuEntry } from './navigation-group.tsx';

type Manifest = PortalManifest | null;

interface PermittedEntry extends MenuEntry {
  /** Who does not hold it does not see the entry. */
  readonly permission?: string;
}

/** Until the manifest has come, everything shows: a menu that grows under the pointer is worse than one that shrinks. */
const permitted = (manifest: Manifest, entries: readonly PermittedEntry[]): readonly MenuEntry[] =>
  entries.filter(({ permission }) => !manifest || !permission || manifest.permissions.includes(permission));

/** Off means absent: the screens of the compliance plugin are in the menu only where it is on. */
export const workEntries = (manifest: Manifest): readonly MenuEntry[] => {
  const compliance = manifest === null || manifest.plugins.compliance?.enabled === true;
  return permitted(manifest, [
    ...(compliance
      ? [
          { label: 'Overview', to: '/', icon: <OverviewIcon /> },
          {
            label: 'Obligations',
            to: toObligations({ open: true }),
            icon: <ObligationIcon />,
            permission: 'compliance.instance.read',
          },
          {
            label: 'Calendar',
            to: '/calendar',
            icon: <CalendarIcon />,
            permission: 'compliance.instance.read',
          },
        ]
      : []),
    { label: 'Entities', to: '/entities', icon: <EntityIcon />, permission: 'core.entity.read' },
    { label: 'Evidence vault', to: '/evidence', icon: <EvidenceIcon />, permission: 'core.evidence.read' },
    ...(compliance
      ? [{ label: 'Import', to: '/import', icon: <ImportIcon />, permission: 'compliance.import.run' }]
      : []),
  ]);
};

export const administrationEntries = (manifest: Manifest): readonly MenuEntry[] =>
  permitted(manifest, [
    { label: 'Audit trail', to: '/audit', icon: <AuditIcon />, permission: 'core.audit.read' },
    { label: 'People & roles', to: '/people', icon: <PeopleIcon />, permission: 'core.person.read' },
    { label: 'Plugins', to: '/plugins', icon: <PluginIcon />, permission: 'core.plugin.read' },
    {
      label: manifest?.mode === 'embedded' ? 'Kept mail' : 'Mail',
      to: '/mail',
      icon: <MailIcon />,
      permission: 'core.mail.read',
    },
  ]);

/** For those who write programs: not in the menu, but found by name. */
export const HELP_ENTRIES: readonly MenuEntry[] = [
  { label: 'API reference', to: '/reference', icon: <ReferenceIcon /> },
];
