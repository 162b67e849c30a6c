import { useRef } from 'react';
import { Box, Button, Stack } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import { Link, useNavigate, useParams } from 'react-router';
import {
  Allowed,
  Code,
  Failure,
  formatBytes,
  formatMoment,
  humanise,
  Panel,
  Properties,
  Slot,
  StatusChip,
} from '@compliance-os/ui';
import type { Evidence } from '../api/core.ts';
import { request } from '../api/portal.ts';
import { statusOf } from '../api/problem.ts';
import { AuditTimeline } from '../audit/audit-timeline.tsx';
import NotFound from '../layout/not-found.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { PageLoading } from '../layout/page-loading.tsx';
import { toEvidence, toObligation } from '../navigation/links.ts';
import { EvidenceViewer } from './evidence-viewer.tsx';
import { useNewVersion } from './use-evidence.ts';

export default function EvidencePage() {
  const t = useTranslate();
  const [locale] = useLocaleState();
  const { id = '' } = useParams();
  const {
    data: evidence,
    error,
    refetch,
  } = useQuery({
    queryKey: ['evidence', 'one', id],
    queryFn: ({ signal }) => request<Evidence>(`/v1/evidence/${encodeURIComponent(id)}`, { signal }),
  });
  if (statusOf(error) === 404) return <NotFound />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!evidence) return <PageLoading />;
  return (
    <>
      <PageHeader
        backTo="/evidence"
        title={evidence.fileName}
        marks={<StatusChip status={evidence.status} />}
        subtitle={evidence.label || humanise(evidence.kind)}
        actions={
          <Allowed permission="core.evidence.create">
            <NewVersion evidence={evidence} />
          </Allowed>
        }
      />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
          alignItems: 'start',
        }}
      >
        <EvidenceViewer evidence={evidence} standalone />
        <Stack spacing={2}>
          <Panel title={t('About this file')}>
            <Properties
              items={[
                ['SHA-256', <Code key="hash">{evidence.sha256}</Code>],
                [
                  t('Version'),
                  `v${evidence.version} · ${formatBytes(evidence.bytes)} · ${evidence.contentType}`,
                ],
                [t('Period'), evidence.period],
                [t('Uploaded'), `${formatMoment(evidence.uploadedAt, locale)} · ${evidence.uploadedBy.name}`],
                [t('Approved by'), evidence.approvedBy?.name],
                [
                  t('Proves'),
                  evidence.subjectType === 'instance' && evidence.subjectId ? (
                    <Button key="subject" size="small" component={Link} to={toObligation(evidence.subjectId)}>
                      {t('Open the obligation')}
                    </Button>
                  ) : null,
                ],
              ]}
            />
          </Panel>
          <Slot
            name="evidence.panel"
            props={{ evidence }}
            wrap={(item, panel) => (item ? <Panel title={t(item.title)}>{panel}</Panel> : panel)}
          />
          <Allowed permission="core.audit.read">
            <Panel title={t('History')}>
              <AuditTimeline filter={{ rowId: evidence.id }} />
            </Panel>
          </Allowed>
        </Stack>
      </Box>
    </>
  );
}

/** New content is a new version; the old one stays as it was. */
function NewVersion({ evidence }: { evidence: Evidence }) {
  const t = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const upload = useNewVersion(evidence.id);
  const send = (file: File | undefined) => {
    if (!file) return;
    upload.mutate(file, {
      onSuccess: (next) => void navigate(toEvidence(next.id)),
      onError: (error) => notify(error.message, { type: 'error' }),
    });
  };
  return (
    <>
      <Button variant="outlined" loading={upload.isPending} onClick={() => input.current?.click()}>
        {t('Upload a new version')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('Upload a new version')}
        onChange={(event) => send(event.target.files?.[0])}
      />
    </>
  );
}
