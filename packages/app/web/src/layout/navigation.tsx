import { Box, Drawer, useMediaQuery, type Theme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { usePluginPages, usePortal } from '@compliance-os/ui';
import { toPluginPage } from '../navigation/links.ts';
import { Brand } from './brand.tsx';
import { administrationEntries, workEntries } from './menu-entries.tsx';
import { MenuIconOf } from './menu-icon.tsx';
import { NavigationGroup } from './navigation-group.tsx';
import { TenantSwitcher } from './tenant-switcher.tsx';

const WIDTH = 244;

/** The left menu: a column on wide screens, a drawer on narrow ones. */
export function Navigation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const wide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('md'));
  const paper = { width: WIDTH, bgcolor: 'background.paper', borderRight: 1, borderColor: 'divider' };
  return wide ? (
    <Box sx={{ ...paper, flexShrink: 0, position: 'sticky', top: 0, height: '100dvh', overflowY: 'auto' }}>
      <NavigationContent />
    </Box>
  ) : (
    <Drawer open={open} onClose={onClose} slotProps={{ paper: { sx: paper, onClick: onClose } }}>
      <NavigationContent />
    </Drawer>
  );
}

function NavigationContent() {
  const t = useTranslate();
  const { manifest } = usePortal();
  const pluginEntries = usePluginPages().map((page) => ({
    label: page.label,
    to: toPluginPage(page.pluginId, page.path),
    icon: <MenuIconOf name={page.icon} />,
  }));
  return (
    <Box
      component="nav"
      aria-label={t('Main menu')}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: '100%', pb: 2 }}
    >
      <Box sx={{ px: 2.25, height: 60, display: 'flex', alignItems: 'center' }}>
        <Brand />
      </Box>
      <Box sx={{ px: 1.25, pb: 1 }} onClick={(event) => event.stopPropagation()}>
        <TenantSwitcher />
      </Box>
      <NavigationGroup entries={workEntries(manifest)} />
      {pluginEntries.length > 0 && <NavigationGroup title={t('Registers')} entries={pluginEntries} />}
      <NavigationGroup title={t('Administration')} entries={administrationEntries(manifest)} />
    </Box>
  );
}
