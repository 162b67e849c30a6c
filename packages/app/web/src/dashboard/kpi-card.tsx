import ArrowIcon from '@mui/icons-material/ArrowForward';
import { Box, Card, Skeleton, Tooltip, Typography } from '@mui/material';
import { Link } from 'react-router';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly to: string;
  readonly value: string | undefined;
  /** The value in full, where `value` is short for it. */
  readonly full?: string | undefined;
  readonly tone?: string | undefined;
}

/** One number, and the way to the list behind it. */
export const KpiCard = ({ label, hint, to, value, full, tone }: Props) => (
  <Card
    variant="outlined"
    component={Link}
    to={to}
    sx={{
      display: 'block',
      height: '100%',
      p: 2,
      textDecoration: 'none',
      color: 'inherit',
      transition: 'border-color .15s',
      '& .arrow': { opacity: 0, transition: 'opacity .15s' },
      '&:hover, &:focus-visible': { borderColor: 'primary.main', '& .arrow': { opacity: 1 } },
    }}
  >
    <Box sx={{ display: 'flex', alignItems: 'center', color: 'text.secondary' }}>
      <Typography variant="body2" sx={{ flex: 1, fontWeight: 500 }}>
        {label}
      </Typography>
      <ArrowIcon className="arrow" sx={{ fontSize: 16 }} />
    </Box>
    {value === undefined ? (
      <Skeleton width={90} height={42} />
    ) : (
      <Tooltip title={full && full !== value ? full : ''}>
        <Typography
          component="p"
          sx={{
            mt: 0.5,
            fontSize: { xs: 24, sm: 28 },
            lineHeight: 1.25,
            fontWeight: 700,
            letterSpacing: '-.02em',
            fontVariantNumeric: 'tabular-nums',
            color: tone ?? 'text.primary',
            whiteSpace: 'nowrap',
          }}
        >
          {value}
        </Typography>
      </Tooltip>
    )}
    <Typography variant="caption" color="textSecondary">
      {hint}
    </Typography>
  </Card>
);
