import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Command, CommandInput, CommandName, InstanceDetail } from '../api/compliance.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormSelectField } from '../forms/select-field.tsx';
import { FormTextField } from '../forms/text-field.tsx';
import { useApiForm } from '../forms/use-api-form.ts';
import { useCommand } from './use-instance.ts';

/** Steps that need a reason that an auditor can read. */
const NEEDS_REASON: ReadonlySet<string> = new Set(['return', 'waive', 'not-used', 'reopen', 'amend', 'drop']);

/** Filing has a form of its own; every other step takes a reason at most. */
type PlainCommand = Exclude<CommandName, 'file'>;

interface Values {
  reason: string;
  /** of a further filing */
  kind: InstanceDetail['furtherFilings'][number]['kind'];
}

// What is decided on is what was seen: a change in between is a conflict, not an overwrite.
const plainCommand = (command: PlainCommand, { reason, kind }: Values, revision: number): CommandInput =>
  command === 'amend' ? { command, reason, kind, revision } : { command, reason, revision };

interface Props {
  readonly instance: InstanceDetail;
  readonly command: Command;
  readonly onClose: () => void;
}

export function CommandDialog({ instance, command, onClose }: Props) {
  const t = useTranslate();
  const run = useCommand(instance.id);
  const { control, onSubmit, busy, failure } = useApiForm<Values>({
    defaultValues: { reason: '', kind: instance.furtherFilings[0]?.kind ?? 'amendment' },
    submit: (values) =>
      run.mutateAsync(plainCommand(command.name as PlainCommand, values, instance.revision)),
    onDone: onClose,
  });
  const needsReason = NEEDS_REASON.has(command.name);
  return (
    <FormDialog
      title={`${command.label}: ${instance.form} · ${instance.periodLabel}`}
      text={
        <Typography color="textSecondary">
          {instance.entityName} · {instance.subjectLabel}
        </Typography>
      }
      action={command.label}
      tone={command.name === 'waive' || command.name === 'not-used' ? 'error' : 'primary'}
      busy={busy}
      failure={failure}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {command.name === 'amend' && instance.furtherFilings.length > 1 && (
        <FormSelectField
          control={control}
          name="kind"
          label={t('Kind')}
          choices={instance.furtherFilings.map(({ kind, form }) => ({ value: kind, label: form }))}
        />
      )}
      <FormTextField
        control={control}
        name="reason"
        label={needsReason ? t('Reason') : t('Note')}
        required={needsReason}
        multiline
        minRows={2}
        helperText={t('Kept in the audit log.')}
        autoFocus
      />
    </FormDialog>
  );
}
