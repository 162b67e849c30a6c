import { Alert, Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useToday } from '@compliance-os/ui';
import type { Command, Filing, InstanceDetail } from '../api/compliance.ts';
import { FormCheckboxField } from '../forms/checkbox-field.tsx';
import { FormSelectField } from '../forms/select-field.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { useCommand } from './use-instance.ts';

interface FilingValues {
  kind: Filing['kind'];
  acknowledgementNumber: string;
  filingDate: string;
  portalStatus: NonNullable<Filing['portalStatus']>;
  nilDeclared: boolean;
  latenessReason: string;
}

const KINDS = {
  original: 'Original',
  nil: 'Nil',
  revised: 'Revised',
  correction: 'Correction',
  amendment: 'Amendment',
} as const satisfies Record<Filing['kind'], string>;

const PORTAL_STATUSES = {
  accepted: 'Accepted',
  pending: 'Pending',
  defective: 'Defective',
  error: 'Error',
} as const satisfies Record<FilingValues['portalStatus'], string>;

/** The first filing is an original or nil; one that follows it is what was begun; what answers a refusal may be any. */
const kindsOf = ({ amendment, submissions }: InstanceDetail): Partial<typeof KINDS> => {
  if (amendment) return { [amendment.kind]: KINDS[amendment.kind] };
  return submissions.length > 0 ? KINDS : { original: KINDS.original, nil: KINDS.nil };
};

const choicesOf = (labels: Readonly<Record<string, string>>, t: (text: string) => string) =>
  Object.entries(labels).map(([value, label]) => ({ value, label: t(label) }));

/** Records a filing that was made on the government's portal: its acknowledgement and its true date. */
export function FilingForm({ instance, command }: { instance: InstanceDetail; command: Command }) {
  const t = useTranslate();
  const today = useToday();
  const run = useCommand(instance.id);
  const { control, form, onSubmit, busy, failure } = useApiForm<FilingValues>({
    defaultValues: {
      kind: instance.amendment?.kind ?? 'original',
      acknowledgementNumber: '',
      filingDate: today,
      portalStatus: 'accepted',
      nilDeclared: false,
      latenessReason: '',
    },
    submit: (filing) =>
      run.mutateAsync({ command: 'file', revision: instance.revision, ...fieldsOf(filing) }),
  });
  const nil = form.watch('kind') === 'nil';
  const late =
    !instance.amendment &&
    instance.effectiveDate !== null &&
    form.watch('filingDate') > instance.effectiveDate;
  return (
    <Box
      component="form"
      onSubmit={onSubmit}
      noValidate
      aria-labelledby="filing-form"
      sx={{ display: 'grid', gap: 2 }}
    >
      <Typography variant="h6" component="h3" id="filing-form">
        {t('Record the filing')}
      </Typography>
      {failure && <Alert severity="error">{failure}</Alert>}
      {!command.allowed &&
        command.reasons.map((reason) => (
          <Alert key={reason.code} severity="info" variant="outlined">
            {reason.message}
          </Alert>
        ))}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <FormSelectField
          control={control}
          name="kind"
          label={t('Kind')}
          choices={choicesOf(kindsOf(instance), t)}
        />
        <FormTextField control={control} name="filingDate" label={t('Filing date')} type="date" required />
        <FormSelectField
          control={control}
          name="portalStatus"
          label={t('What the portal says')}
          choices={choicesOf(PORTAL_STATUSES, t)}
        />
        <FormTextField
          control={control}
          name="acknowledgementNumber"
          label={t('Acknowledgement number')}
          required
          helperText={t('As the portal gave it: ARN, SRN, token or TRRN.')}
        />
        {late && (
          <FormTextField
            control={control}
            name="latenessReason"
            label={t('Why it is late')}
            multiline
            sx={{ gridColumn: '1 / -1' }}
          />
        )}
      </Box>
      {nil && (
        <FormCheckboxField
          control={control}
          name="nilDeclared"
          label={t('I declare that there is nothing to report for this period.')}
        />
      )}
      <Button
        type="submit"
        variant="contained"
        loading={busy}
        disabled={!command.allowed}
        sx={{ justifySelf: 'start' }}
      >
        {command.label}
      </Button>
    </Box>
  );
}

/** What was left empty is not sent: absent is not the same as an empty answer. */
const fieldsOf = ({ latenessReason, nilDeclared, ...filing }: FilingValues): Filing => ({
  ...filing,
  ...(filing.kind === 'nil' ? { nilDeclared } : {}),
  ...(latenessReason ? { latenessReason } : {}),
});
