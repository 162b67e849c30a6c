import { useState } from 'react';
import ReferenceIcon from '@mui/icons-material/ApiOutlined';
import SignOutIcon from '@mui/icons-material/Logout';
import { Avatar, Box, Divider, IconButton, ListItemIcon, Menu, MenuItem, Typography } from '@mui/material';
import { useLogout, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { portalSession } from '../api/portal.ts';
import { initialsOf } from './initials.ts';

export function UserMenu() {
  const t = useTranslate();
  const signOut = useLogout();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const person = portalSession.current()?.person;
  if (!person) return null;
  return (
    <>
      <IconButton
        aria-label={`${initialsOf(person.name)}, ${person.name}`}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ ml: 0.5 }}
      >
        <Avatar
          sx={{
            width: 30,
            height: 30,
            fontSize: 12,
            fontWeight: 700,
            bgcolor: 'primary.main',
            color: 'primary.contrastText',
          }}
        >
          {initialsOf(person.name)}
        </Avatar>
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { minWidth: 240 } } }}
      >
        <Box sx={{ px: 2, py: 1 }}>
          <Typography variant="subtitle2">{person.name}</Typography>
          <Typography variant="body2" color="textSecondary">
            {person.email}
          </Typography>
        </Box>
        <Divider sx={{ my: 0.5 }} />
        <MenuItem component={Link} to="/reference" onClick={() => setAnchor(null)}>
          <ListItemIcon>
            <ReferenceIcon fontSize="small" />
          </ListItemIcon>
          {t('API reference')}
        </MenuItem>
        <MenuItem onClick={() => void signOut()}>
          <ListItemIcon>
            <SignOutIcon fontSize="small" />
          </ListItemIcon>
          {t('Sign out')}
        </MenuItem>
      </Menu>
    </>
  );
}
