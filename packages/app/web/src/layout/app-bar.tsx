import MenuIcon from '@mui/icons-material/Menu';
import SearchIcon from '@mui/icons-material/Search';
import { Box, ButtonBase, IconButton } from '@mui/material';
import { useTranslate } from 'react-admin';
import { LanguageMenu } from './language-menu.tsx';
import { ProgressMark } from './progress-mark.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import { UserMenu } from './user-menu.tsx';

interface Props {
  readonly onSearch: () => void;
  readonly onNavigation: () => void;
}

export function AppBar({ onSearch, onNavigation }: Props) {
  const t = useTranslate();
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        height: 60,
        px: { xs: 1.5, md: 3 },
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <IconButton onClick={onNavigation} aria-label={t('Open menu')} sx={{ display: { md: 'none' } }}>
        <MenuIcon />
      </IconButton>
      <ButtonBase
        onClick={onSearch}
        sx={{
          height: 38,
          flex: { xs: 1, sm: '0 1 380px' },
          minWidth: 0,
          gap: 1,
          px: 1.5,
          borderRadius: '10px',
          border: 1,
          borderColor: 'divider',
          color: 'text.secondary',
          fontSize: 13.5,
          justifyContent: 'flex-start',
          '&:hover': { borderColor: 'text.secondary' },
          '&:focus-visible': { borderColor: 'primary.main' },
        }}
      >
        <SearchIcon sx={{ fontSize: 19 }} />
        <Box
          component="span"
          sx={{
            flex: 1,
            textAlign: 'left',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {t('Search or jump to…')}
        </Box>
        <Box
          component="kbd"
          sx={{
            font: 'inherit',
            fontSize: 11,
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            px: 0.75,
            display: { xs: 'none', sm: 'block' },
          }}
        >
          Ctrl K
        </Box>
      </ButtonBase>
      <Box sx={{ flex: { sm: 1 } }} />
      <ProgressMark />
      <LanguageMenu />
      <ThemeToggle />
      <UserMenu />
    </Box>
  );
}
