import { Box, Chip, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Code, Panel, usePermission } from '@compliance-os/ui';
import type { Content, Operation } from './api-document.ts';
import { CodeBlock } from './code-block.tsx';
import { curlOf } from './curl.ts';
import { FieldTable } from './field-table.tsx';
import { MethodMark } from './method-mark.tsx';
import { fieldOf, fieldsOf, typeOf, type Schemas } from './schema-fields.ts';

interface Props {
  readonly operation: Operation;
  readonly schemas: Schemas;
}

/** Everything that a caller of one operation has to know. */
export function OperationDetail({ operation, schemas }: Props) {
  const t = useTranslate();
  const parameters = operation.parameters.map((it) => {
    const field = fieldOf(it.name, it.schema, it.required ?? false, schemas);
    const notes = new Set([...(it.description ? [it.description] : []), ...field.notes]);
    return { ...field, type: `${t(it.in)} · ${field.type}`, notes: [...notes] };
  });
  const done = operation.responses.filter(([status]) => status.startsWith('2'));
  const refused = operation.responses.filter(([status]) => !status.startsWith('2') && status !== 'default');
  return (
    <Stack spacing={2}>
      <Panel title={operation.summary} subtitle={<Address operation={operation} />}>
        <WhoMayCall operation={operation} />
      </Panel>
      {parameters.length > 0 && (
        <Panel title={t('Parameters')} flush>
          <FieldTable label={t('Parameters')} fields={parameters} />
        </Panel>
      )}
      {operation.body && <ContentPanel title={t('Request')} content={operation.body} schemas={schemas} />}
      {done.map(([status, content]) => (
        <ContentPanel key={status} title={`${t('Reply')} ${status}`} content={content} schemas={schemas} />
      ))}
      <Panel
        title={t('Refusals')}
        subtitle={t('Besides these, any code of the list below: see the reply’s "code".')}
      >
        <Box component="ul" sx={{ m: 0, pl: 0, listStyle: 'none', fontSize: 13.5 }}>
          {refused.map(([status, { description }]) => (
            <Box component="li" key={status} sx={{ py: 0.25 }}>
              <Code>{status}</Code> {(description ?? '').replaceAll('`', '')}
            </Box>
          ))}
        </Box>
      </Panel>
      <Panel title={t('Example')}>
        <CodeBlock label={t('Example')} text={curlOf(operation, window.location.origin, schemas)} />
      </Panel>
    </Stack>
  );
}

const Address = ({ operation }: { operation: Operation }) => (
  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'baseline', gap: 0.5, mt: 0.5 }}>
    <MethodMark method={operation.method} />
    <Code>{operation.path}</Code>
  </Box>
);

function WhoMayCall({ operation: { permission, note } }: { operation: Operation }) {
  const t = useTranslate();
  const held = usePermission(permission ?? '');
  if (permission === undefined) return <Typography variant="body2">{note}</Typography>;
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', fontSize: 13.5 }}>
      {t('Permission')} <Code>{permission}</Code>
      <Chip
        size="small"
        variant="outlined"
        color={held ? 'success' : 'default'}
        label={t(held ? 'You hold it' : 'You do not hold it')}
      />
    </Box>
  );
}

interface ContentProps {
  readonly title: string;
  readonly content: Content;
  readonly schemas: Schemas;
}

function ContentPanel({ title, content, schemas }: ContentProps) {
  const t = useTranslate();
  const [[type, media] = []] = Object.entries(content.content ?? {});
  if (!type || !media) return <Panel title={title}>{t('No content')}</Panel>;
  const fields = fieldsOf(media.schema, schemas);
  const subtitle = [type, typeOf(media.schema, schemas)].join(' · ');
  return (
    <Panel title={title} subtitle={subtitle} flush={fields.length > 0}>
      {fields.length > 0 ? <FieldTable label={title} fields={fields} /> : content.description}
    </Panel>
  );
}
