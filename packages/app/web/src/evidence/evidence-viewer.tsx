import LockIcon from '@mui/icons-material/LockOutlined';
import OpenIcon from '@mui/icons-material/OpenInNew';
import { Box, Button, Tooltip } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { Code, Panel, usePermission } from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';
import { messageOf } from '../api/problem.ts';
import { toEvidence } from '../navigation/links.ts';
import { EvidencePreview } from './evidence-preview.tsx';
import { downloadAddress, useApproval } from './use-evidence.ts';

/** One file: its content, its hash, and its approval. */
export function EvidenceViewer({
  evidence,
  standalone = false,
}: {
  evidence: Evidence;
  standalone?: boolean;
}) {
  const t = useTranslate();
  const approval = useApproval(evidence.id);
  const mayApprove = usePermission('core.evidence.approve');
  return (
    <Panel
      title={evidence.fileName}
      subtitle={
        <Tooltip title={`SHA-256 ${evidence.sha256}`}>
          <span>
            SHA-256 <Code>{evidence.sha256.slice(0, 16)}…</Code>
          </span>
        </Tooltip>
      }
      action={
        evidence.status === 'approved' ? (
          <LockIcon color="success" titleAccess={t('Approved and locked')} />
        ) : null
      }
    >
      <EvidencePreview evidence={evidence} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2 }}>
        <OpenButton id={evidence.id} />
        {!standalone && (
          <Button size="small" component={Link} to={toEvidence(evidence.id)}>
            {t('Versions and history')}
          </Button>
        )}
        {evidence.status === 'stored' && mayApprove && (
          <Button
            size="small"
            variant="outlined"
            loading={approval.isPending}
            onClick={() => approval.mutate()}
          >
            {t('Approve and lock')}
          </Button>
        )}
      </Box>
    </Panel>
  );
}

function OpenButton({ id }: { id: string }) {
  const t = useTranslate();
  const notify = useNotify();
  const open = useMutation({
    mutationFn: () => downloadAddress(id),
    onSuccess: (address) => window.open(address, '_blank', 'noopener'),
    onError: (error) => notify(messageOf(error), { type: 'error' }),
  });
  return (
    <Button size="small" startIcon={<OpenIcon />} loading={open.isPending} onClick={() => open.mutate()}>
      {t('Open')}
    </Button>
  );
}
