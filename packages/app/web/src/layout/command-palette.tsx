import { useDeferredValue, useState } from 'react';
import { Command } from 'cmdk';
import { Box, Dialog } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { usePluginPages, usePortal } from '@compliance-os/ui';
import type { Page } from '../api/page.ts';
import { queryString } from '../api/page.ts';
import { request } from '../api/portal.ts';
import type { SearchHit } from '../api/compliance.ts';
import { toEntity, toObligation, toPluginPage } from '../navigation/links.ts';
import { paletteStyles } from './command-palette-styles.ts';
import { administrationEntries, HELP_ENTRIES, workEntries } from './menu-entries.tsx';
import { MenuIconOf } from './menu-icon.tsx';

const addressOf = (hit: SearchHit): string => {
  switch (hit.type) {
    case 'instance':
      return toObligation(hit.id);
    case 'entity':
      return toEntity(hit.id);
    case 'registration':
      return `/entities?filter=${encodeURIComponent(JSON.stringify({ q: hit.title }))}`;
    case 'master':
      return toPluginPage('compliance', `masters/${encodeURIComponent(hit.id)}`);
  }
};

const useHits = (text: string) =>
  useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) =>
      request<Page<SearchHit>>(`/v1/compliance/search${queryString({ q: text, limit: 8 })}`, { signal }),
    enabled: text.trim().length > 1,
    placeholderData: keepPreviousData,
  });

/** Ctrl K: screens by name, and anything on record by what it is called. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const navigate = useNavigate();
  const { manifest } = usePortal();
  const pages = usePluginPages();
  const [text, setText] = useState('');
  const { data } = useHits(useDeferredValue(text));
  const hits = data?.items ?? [];
  const screens = [
    ...workEntries(manifest),
    ...pages.map((it) => ({
      label: it.label,
      to: toPluginPage(it.pluginId, it.path),
      icon: <MenuIconOf name={it.icon} />,
    })),
    ...administrationEntries(manifest),
    ...HELP_ENTRIES,
  ];
  const open = (to: string) => () => {
    onClose();
    void navigate(to);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-label={t('Search')}
      slotProps={{
        paper: {
          sx: {
            position: 'absolute',
            top: { xs: 12, sm: 84 },
            m: 0,
            maxWidth: { xs: 'calc(100% - 24px)', sm: 600 },
          },
        },
      }}
    >
      <Box component={Command} label={t('Search')} loop sx={paletteStyles}>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t('Search forms, entities, GSTINs, ARNs…')}
          autoFocus
        />
        <Command.List>
          {hits.length === 0 && <Command.Empty>{t('Nothing found')}</Command.Empty>}
          <Command.Group heading={t('Go to')}>
            {screens.map((it) => (
              <Command.Item key={it.to} value={`${t(it.label)} ${it.label}`} onSelect={open(it.to)}>
                {it.icon}
                {t(it.label)}
              </Command.Item>
            ))}
          </Command.Group>
          {hits.length > 0 && (
            <Command.Group heading={t('On record')} forceMount>
              {hits.map((hit) => (
                <Command.Item
                  key={hit.id}
                  value={`${text} ${hit.id}`}
                  forceMount
                  onSelect={open(addressOf(hit))}
                >
                  <span>{hit.title}</span>
                  <small>{hit.subtitle}</small>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </Box>
    </Dialog>
  );
}
