import { Box, ButtonBase, Typography } from '@mui/material';
import { useListContext, useTranslate } from 'react-admin';
import { formatCount } from '@compliance-os/ui';

export interface FacetChoice {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

interface Props {
  readonly title: string;
  readonly source: string;
  readonly choices: readonly FacetChoice[];
}

/** The values of one filter with how many each would show. Choosing one again drops it. */
export function FacetGroup({ title, source, choices }: Props) {
  const t = useTranslate();
  const { filterValues, setFilters } = useListContext();
  const filters = filterValues as Record<string, unknown>;
  if (choices.length === 0) return null;
  const toggle = (value: string) => {
    const { [source]: current, ...rest } = filters;
    setFilters(current === value ? rest : { ...rest, [source]: value });
  };
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, mb: 2, minWidth: 0 }}>
      <Typography
        component="legend"
        sx={{ fontSize: 12, fontWeight: 600, color: 'text.secondary', px: 1, pb: 0.5 }}
      >
        {t(title)}
      </Typography>
      {choices.map((choice) => {
        const chosen = filters[source] === choice.value;
        return (
          <ButtonBase
            key={choice.value}
            aria-pressed={chosen}
            onClick={() => toggle(choice.value)}
            title={choice.label}
            sx={{
              width: '100%',
              justifyContent: 'flex-start',
              gap: 1,
              px: 1,
              minHeight: 28,
              borderRadius: '7px',
              fontSize: 13,
              fontWeight: chosen ? 600 : 400,
              color: chosen ? 'primary.main' : 'text.primary',
              bgcolor: chosen ? 'action.selected' : 'transparent',
              '&:hover': { bgcolor: 'action.hover' },
            }}
          >
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
              {choice.label}
            </Box>
            {choice.count !== undefined && (
              <Box
                component="span"
                sx={{ fontSize: 12, color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
              >
                {formatCount(choice.count)}
              </Box>
            )}
          </ButtonBase>
        );
      })}
    </Box>
  );
}
