import { Box, Typography } from '@mui/material';

export const BrandMark = ({ size = 28 }: { size?: number }) => (
  <Box
    component="svg"
    viewBox="0 0 32 32"
    aria-hidden
    sx={{ width: size, height: size, flexShrink: 0, display: 'block' }}
  >
    <rect width="32" height="32" rx="9" fill="#3450c8" />
    <path
      d="M22.6 10.4a8.6 8.6 0 1 0 2 5.6"
      fill="none"
      stroke="#fff"
      strokeWidth="2.6"
      strokeLinecap="round"
    />
    <path
      d="m12 15.8 3.3 3.3 8.2-8.4"
      fill="none"
      stroke="#9fe8c6"
      strokeWidth="2.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </Box>
);

export const Brand = () => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
    <BrandMark />
    <Typography
      component="span"
      sx={{ fontWeight: 700, fontSize: 16, letterSpacing: '-.02em', whiteSpace: 'nowrap' }}
    >
      Compliance OS
    </Typography>
  </Box>
);
