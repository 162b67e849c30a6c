import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined';
import EntityIcon from '@mui/icons-material/ApartmentOutlined';
import EvidenceIcon from '@mui/icons-material/FolderOpenOutlined';
import ImportIcon from '@mui/icons-material/UploadFileOutlined';
import MailIcon from '@mui/icons-material/MailOutlined';
import ObligationIcon from '@mui/icons-material/FactCheckOutlined';
import OverviewIcon from '@mui/icons-material/SpaceDashboardOutlined';
import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import PluginIcon from '@mui/icons-material/ExtensionOutlined';
import AuditIcon from '@mui/icons-material/HistoryOutlined';
import type { PortalManifest } from '@compliance-os/ui';
import type { MenuEntry } from './navigation-group.tsx';

type Manifest = PortalManifest | null;

/** Off means absent: the screens of the compliance plugin are in the menu only where it is on. */
export const workEntries = (manifest: Manifest): readonly MenuEntry[] => {
  const compliance = manifest === null || manifest.plugins.compliance?.enabled === true;
  return [
    ...(compliance
      ? [
          { label: 'Overview', to: '/', icon: <OverviewIcon /> },
          { label: 'Obligations', to: '/obligations', icon: <ObligationIcon /> },
          { label: 'Calendar', to: '/calendar', icon: <CalendarIcon /> },
        ]
      : []),
    { label: 'Entities', to: '/entities', icon: <EntityIcon /> },
    { label: 'Evidence vault', to: '/evidence', icon: <EvidenceIcon /> },
    ...(compliance ? [{ label: 'Import', to: '/import', icon: <ImportIcon /> }] : []),
  ];
};

export const administrationEntries = (manifest: Manifest): readonly MenuEntry[] => [
  { label: 'Audit trail', to: '/audit', icon: <AuditIcon /> },
  { label: 'People & roles', to: '/people', icon: <PeopleIcon /> },
  { label: 'Plugins', to: '/plugins', icon: <PluginIcon /> },
  ...(manifest?.mode === 'embedded' ? [{ label: 'Kept mail', to: '/mail', icon: <MailIcon /> }] : []),
];
