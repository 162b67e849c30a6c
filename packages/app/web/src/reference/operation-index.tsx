import type { KeyboardEvent } from 'react';
import { Box, Link as MuiLink, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { humanise } from '@compliance-os/ui';
import type { Operation } from './api-document.ts';
import { MethodMark } from './method-mark.tsx';

interface Props {
  readonly operations: readonly Operation[];
  readonly chosen: string | undefined;
  readonly toOperation: (id: string) => string;
}

/** Up and down go from link to link, beside the tab key. */
const onArrow = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
};

/** Every operation by plugin and by what it is about. */
export function OperationIndex({ operations, chosen, toOperation }: Props) {
  const t = useTranslate();
  const groups = Map.groupBy(operations, (it) => `${it.plugin} · ${humanise(it.group)}`);
  return (
    <Box component="nav" aria-label={t('Operations')} onKeyDown={onArrow}>
      {[...groups].map(([group, members]) => (
        <Box key={group} sx={{ mb: 2 }}>
          <Typography variant="subtitle2" component="h2" sx={{ px: 1, mb: 0.5, color: 'text.secondary' }}>
            {group}
          </Typography>
          {members.map((it) => (
            <MuiLink
              key={it.id}
              component={Link}
              to={toOperation(it.id)}
              title={it.summary}
              aria-current={it.id === chosen ? 'page' : undefined}
              underline="none"
              sx={{
                display: 'flex',
                alignItems: 'baseline',
                gap: 0.5,
                px: 1,
                py: 0.5,
                borderRadius: 1,
                color: 'text.primary',
                fontSize: 12.5,
                overflowWrap: 'anywhere',
                '&:hover': { bgcolor: 'action.hover' },
                '&[aria-current]': { bgcolor: 'action.selected', fontWeight: 600 },
                '&[aria-current] > span': { color: 'text.primary' },
              }}
            >
              <MethodMark method={it.method} />
              <span>{it.path.replace(/^\/v1/, '')}</span>
            </MuiLink>
          ))}
        </Box>
      ))}
    </Box>
  );
}
