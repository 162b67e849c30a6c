import { Box, ButtonBase, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { publicRequest } from '../api/client.ts';
import type { SignInInfo } from '../api/core.ts';

interface Props {
  readonly onChoose: (credentials: { email: string; password: string }) => void;
}

/** On a demonstration server: its people, one click each. Any other server names none. */
export function DemoSignIns({ onChoose }: Props) {
  const t = useTranslate();
  const { data } = useQuery({
    queryKey: ['sign-in-info'],
    queryFn: ({ signal }) => publicRequest<SignInInfo>('/v1/sign-in-info', { signal }),
    retry: false,
  });
  if (!data || data.demo.length === 0) return null;
  return (
    <Box
      sx={{ border: 1, borderColor: 'divider', borderRadius: '12px', p: 2, bgcolor: 'background.default' }}
    >
      <Typography variant="subtitle2" component="h2" sx={{ mb: 1 }}>
        {t('Demonstration: sign in as')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 0.75 }}>
        {data.demo.map(({ label, email, password }) => (
          <ButtonBase
            key={email}
            onClick={() => onChoose({ email, password })}
            sx={{
              display: 'block',
              textAlign: 'left',
              px: 1.5,
              py: 1,
              borderRadius: '8px',
              border: 1,
              borderColor: 'divider',
              bgcolor: 'background.paper',
              '&:hover, &:focus-visible': { borderColor: 'primary.main' },
            }}
          >
            <Typography component="span" sx={{ display: 'block', fontSize: 13.5, fontWeight: 600 }}>
              {label}
            </Typography>
            <Typography component="span" variant="caption" color="textSecondary">
              {email}
            </Typography>
          </ButtonBase>
        ))}
      </Box>
    </Box>
  );
}
