import { useState } from 'react';
import { Card, Step, StepLabel, Stepper, useMediaQuery, type Theme } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { ImportPreview } from '../api/compliance.ts';
import { PageHeader } from '../layout/page-header.tsx';
import { ApplicabilityStep } from './applicability-step.tsx';
import { FileStep } from './file-step.tsx';
import { GenerationStep } from './generation-step.tsx';
import { ReviewStep } from './review-step.tsx';

/** Where the wizard is, with what the steps before it found. */
type Stage =
  | { readonly step: 'file' }
  | { readonly step: 'review'; readonly file: File; readonly preview: ImportPreview }
  | { readonly step: 'applicability'; readonly imported: readonly string[] }
  | { readonly step: 'generate' };

const STEPS = [
  ['file', 'Choose a file'],
  ['review', 'Dry run'],
  ['applicability', 'What applies'],
  ['generate', 'Generate'],
] as const;

/** From a sheet of entities and registrations to obligations, with a look before every write. */
export default function ImportWizard() {
  const t = useTranslate();
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const [stage, setStage] = useState<Stage>({ step: 'file' });
  return (
    <>
      <PageHeader
        title={t('Import')}
        subtitle={t('Entities and registrations from a sheet. Nothing is written before you say so.')}
      />
      <Card variant="outlined" sx={{ p: { xs: 2, md: 3 } }}>
        <Stepper
          activeStep={STEPS.findIndex(([step]) => step === stage.step)}
          orientation={narrow ? 'vertical' : 'horizontal'}
          sx={{ mb: 3 }}
        >
          {STEPS.map(([step, label]) => (
            <Step key={step}>
              <StepLabel>{t(label)}</StepLabel>
            </Step>
          ))}
        </Stepper>
        <StageContent stage={stage} onStage={setStage} />
      </Card>
    </>
  );
}

function StageContent({ stage, onStage }: { stage: Stage; onStage: (stage: Stage) => void }) {
  switch (stage.step) {
    case 'file':
      return (
        <FileStep
          onPreview={(file, preview) => onStage({ step: 'review', file, preview })}
          onSkip={() => onStage({ step: 'applicability', imported: [] })}
        />
      );
    case 'review':
      return (
        <ReviewStep
          file={stage.file}
          preview={stage.preview}
          onBack={() => onStage({ step: 'file' })}
          onCommitted={(imported) => onStage({ step: 'applicability', imported })}
        />
      );
    case 'applicability':
      return <ApplicabilityStep imported={stage.imported} onNext={() => onStage({ step: 'generate' })} />;
    case 'generate':
      return <GenerationStep />;
  }
}
