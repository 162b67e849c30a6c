import { useEffect, type ReactNode } from 'react';
import BackIcon from '@mui/icons-material/ArrowBack';
import { Box, IconButton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';

interface Props {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Beside the title: chips that say how things stand. */
  readonly marks?: ReactNode;
  readonly actions?: ReactNode;
  /** Where the back arrow leads. */
  readonly backTo?: string;
}

/** The heading of a page; also the document's title. */
export function PageHeader({ title, subtitle, marks, actions, backTo }: Props) {
  const t = useTranslate();
  useEffect(() => {
    document.title = `${title} · Compliance OS`;
  }, [title]);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 2.5 }}>
      {backTo && (
        <IconButton
          component={Link}
          to={backTo}
          aria-label={t('Back')}
          size="small"
          sx={{ border: 1, borderColor: 'divider', borderRadius: '8px' }}
        >
          <BackIcon fontSize="small" />
        </IconButton>
      )}
      <Box sx={{ flex: 1, minWidth: { xs: 200, sm: 260 } }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <Typography variant="h5" component="h1">
            {title}
          </Typography>
          {marks}
        </Box>
        {subtitle && (
          <Typography variant="body2" color="textSecondary" component="div" sx={{ mt: 0.25 }}>
            {subtitle}
          </Typography>
        )}
      </Box>
      {actions && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>{actions}</Box>
      )}
    </Box>
  );
}
