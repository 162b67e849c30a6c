import { useState, type FormEvent } from 'react';
import { HttpError, useNotify } from 'react-admin';
import { useMutation } from '@tanstack/react-query';
import { useT } from './texts/use-t.ts';

/** The messages that the server put on fields, by field. */
type FieldMessages = Readonly<Record<string, string>>;

const fieldMessages = (error: Error | null): FieldMessages =>
  error instanceof HttpError ? ((error.body as { errors?: FieldMessages } | null)?.errors ?? {}) : {};

/** A small form of texts: its values, how to set them, and what the server said of each. */
export function useTextForm<Field extends string>(
  start: Readonly<Record<Field, string>>,
  submit: (values: Readonly<Record<Field, string>>) => Promise<unknown>,
  onDone: () => void,
) {
  const t = useT();
  const notify = useNotify();
  const [values, setValues] = useState(start);
  const mutation = useMutation({
    mutationFn: () => submit(values),
    onSuccess: () => {
      notify(t('saved'), { type: 'success' });
      onDone();
    },
  });
  const messages = fieldMessages(mutation.error);
  return {
    values,
    busy: mutation.isPending,
    failure: mutation.error && Object.keys(messages).length === 0 ? mutation.error.message : null,
    /** What a text field needs, besides its label. */
    field: (name: Field) => ({
      name,
      value: values[name],
      onChange: (event: { target: { value: string } }) =>
        setValues({ ...values, [name]: event.target.value }),
      error: messages[name] !== undefined,
      helperText: messages[name],
    }),
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      mutation.mutate();
    },
  };
}
