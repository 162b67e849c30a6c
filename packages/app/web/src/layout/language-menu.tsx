import { useState } from 'react';
import TranslateIcon from '@mui/icons-material/Translate';
import { IconButton, Menu, MenuItem, Tooltip } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { LOCALES } from '../providers/i18n-provider.ts';

export function LanguageMenu() {
  const t = useTranslate();
  const [locale, setLocale] = useLocaleState();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (next: string) => {
    setAnchor(null);
    setLocale(next);
  };
  return (
    <>
      <Tooltip title={t('Language')}>
        <IconButton
          aria-label={t('Language')}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <TranslateIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {LOCALES.map((it) => (
          <MenuItem
            key={it.locale}
            lang={it.locale}
            selected={it.locale === locale}
            onClick={() => choose(it.locale)}
          >
            {it.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
