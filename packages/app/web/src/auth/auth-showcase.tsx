import EventIcon from '@mui/icons-material/EventAvailableOutlined';
import ProofIcon from '@mui/icons-material/VerifiedOutlined';
import TreeIcon from '@mui/icons-material/AccountTreeOutlined';
import { Box, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

const POINTS = [
  {
    icon: <TreeIcon />,
    title: 'From what you are to what you owe',
    text: 'Entities and registrations become dated obligations, each with the reason it applies.',
  },
  {
    icon: <EventIcon />,
    title: 'Dates that follow the notification',
    text: 'Statutory, extended and internal dates apart, each with its source and history.',
  },
  {
    icon: <ProofIcon />,
    title: 'A record that stands up to an auditor',
    text: 'Every change has its act and actor. Approved evidence cannot be altered, by anybody.',
  },
];

/** What the product promises, beside the sign-in form. */
export function AuthShowcase() {
  const t = useTranslate();
  return (
    <Box
      component="aside"
      sx={{
        display: { xs: 'none', md: 'flex' },
        flexDirection: 'column',
        justifyContent: 'center',
        px: { md: 6, lg: 10 },
        color: '#fff',
        background:
          'radial-gradient(90% 70% at 100% 0%, #3f5fd6 0%, transparent 70%), radial-gradient(70% 60% at 0% 100%, #0f5f5a 0%, transparent 65%), #131a3f',
      }}
    >
      <Typography
        variant="h3"
        component="p"
        sx={{
          fontWeight: 700,
          letterSpacing: '-.03em',
          fontSize: { md: 34, lg: 42 },
          lineHeight: 1.15,
          maxWidth: 560,
        }}
      >
        {t('Every obligation, filed on time, with proof.')}
      </Typography>
      <Stack spacing={3} sx={{ mt: 6, maxWidth: 500 }}>
        {POINTS.map((point) => (
          <Box key={point.title} sx={{ display: 'flex', gap: 2 }}>
            <Box
              aria-hidden
              sx={{
                width: 40,
                height: 40,
                flexShrink: 0,
                display: 'grid',
                placeItems: 'center',
                borderRadius: '12px',
                bgcolor: 'rgba(255,255,255,.12)',
              }}
            >
              {point.icon}
            </Box>
            <div>
              <Typography sx={{ fontWeight: 600 }}>{t(point.title)}</Typography>
              <Typography variant="body2" sx={{ opacity: 0.85 }}>
                {t(point.text)}
              </Typography>
            </div>
          </Box>
        ))}
      </Stack>
    </Box>
  );
}
