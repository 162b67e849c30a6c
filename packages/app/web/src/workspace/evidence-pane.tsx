import { useState } from 'react';
import { Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Allowed, Panel, usePermission } from '@compliance-os/ui';
import type { InstanceDetail } from '../api/compliance.ts';
import { EvidenceDropZone } from '../evidence/evidence-drop-zone.tsx';
import { EvidenceRows } from '../evidence/evidence-rows.tsx';
import { EvidenceViewer } from '../evidence/evidence-viewer.tsx';
import { useEvidenceOf } from '../evidence/use-evidence.ts';
import { EvidenceChecklist } from './evidence-checklist.tsx';

/** What proves the filing: what is required, what is there, and the file itself beside the form. */
export function EvidencePane({ instance }: { instance: InstanceDetail }) {
  const t = useTranslate();
  const maySee = usePermission('core.evidence.read');
  const [chosen, setChosen] = useState<string | null>(null);
  const [kind, setKind] = useState<string | null>(null);
  const { data } = useEvidenceOf(instance.id, maySee);
  const files = data?.items ?? [];
  const shown = files.find((it) => it.id === chosen) ?? files[0];
  const wanted = kind ?? instance.evidenceRequired.find((it) => !it.satisfiedBy)?.kind ?? 'working';
  return (
    <Stack spacing={2}>
      <Panel title={t('Evidence')}>
        <Stack spacing={2}>
          <EvidenceChecklist required={instance.evidenceRequired} onUpload={setKind} onShow={setChosen} />
          <Allowed permission="core.evidence.create">
            <EvidenceDropZone
              target={{
                entityId: instance.entityId,
                subjectType: 'instance',
                subjectId: instance.id,
                period: instance.period,
              }}
              kind={wanted}
              kinds={instance.evidenceRequired.map(({ kind: value, label }) => ({ value, label }))}
              onKind={setKind}
              onDone={(evidence) => setChosen(evidence.id)}
            />
          </Allowed>
          {files.length > 0 && <EvidenceRows files={files} chosen={shown?.id ?? null} onChoose={setChosen} />}
        </Stack>
      </Panel>
      {shown && <EvidenceViewer evidence={shown} />}
    </Stack>
  );
}
