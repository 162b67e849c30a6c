import type { SyntheticEvent } from 'react';
import { useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form';
import { useMutation } from '@tanstack/react-query';
import { fieldErrorsOf } from '../api/problem.ts';

interface Options<Values, Reply> {
  readonly defaultValues: DefaultValues<Values>;
  readonly submit: (values: Values) => Promise<Reply>;
  readonly onDone?: (reply: Reply, values: Values) => void;
}

/** A form whose refusals land on the fields they name; `failure` is what names no field. */
export function useApiForm<Values extends FieldValues, Reply = unknown>({
  defaultValues,
  submit,
  onDone,
}: Options<Values, Reply>) {
  const form = useForm<Values>({ defaultValues });
  const mutation = useMutation({
    // react-query passes a second argument, which is not for the callers of forms
    mutationFn: (values: Values) => submit(values),
    onSuccess: (reply, values) => onDone?.(reply, values),
    onError: (error) => {
      for (const [path, message] of Object.entries(fieldErrorsOf(error)))
        form.setError(path as Path<Values>, { type: 'server', message });
    },
  });
  const failure =
    mutation.error && Object.keys(fieldErrorsOf(mutation.error)).length === 0 ? mutation.error.message : null;
  return {
    form,
    control: form.control,
    busy: mutation.isPending,
    failure,
    reply: mutation.data,
    onSubmit: (event?: SyntheticEvent) => void form.handleSubmit((values) => mutation.mutate(values))(event),
  };
}
