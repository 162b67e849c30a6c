import DoneIcon from '@mui/icons-material/CheckCircle';
import OpenIcon from '@mui/icons-material/RadioButtonUnchecked';
import { Box, Button, Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { RequiredEvidence } from '../api/compliance.ts';

interface Props {
  readonly required: readonly RequiredEvidence[];
  readonly onUpload: (kind: string) => void;
  readonly onShow: (evidenceId: string) => void;
}

/** What the law's master asks for. A missing required file holds the filing back. */
export function EvidenceChecklist({ required, onUpload, onShow }: Props) {
  const t = useTranslate();
  if (required.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t('Required evidence')}
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        border: 1,
        borderColor: 'divider',
        borderRadius: '10px',
        '& li + li': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      {required.map((item) => (
        <Box
          component="li"
          key={item.kind}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1.25,
            px: 1.5,
            py: 0.75,
            minHeight: 44,
            fontSize: 13.5,
          }}
        >
          {item.satisfiedBy ? (
            <DoneIcon color="success" fontSize="small" />
          ) : (
            <OpenIcon fontSize="small" sx={{ color: 'text.disabled' }} />
          )}
          <Box sx={{ flex: 1 }}>
            {item.label}
            <Box component="span" sx={{ color: 'text.secondary', fontSize: 12, ml: 1 }}>
              {t('for')} {t(item.neededFor)}
            </Box>
          </Box>
          {!item.required && <Chip size="small" variant="soft" label={t('Optional')} />}
          {item.satisfiedBy ? (
            <Button size="small" onClick={() => onShow(item.satisfiedBy ?? '')}>
              {t('Show')}
            </Button>
          ) : (
            <Button size="small" onClick={() => onUpload(item.kind)}>
              {t('Choose')}
            </Button>
          )}
        </Box>
      ))}
    </Box>
  );
}
