'use client';

import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { ApiError, errorText } from './api-client';
import { sentence } from './sentence';

/** The same zod schema that the server uses judges the form. */
function resolverOf<Values extends FieldValues>(schema: z.ZodType<Values, Values>): Resolver<Values> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const issue of parsed.error.issues) {
      errors[issue.path.join('.')] ??= { type: issue.code ?? 'custom', message: sentence(issue.message) };
    }
    return { values: {}, errors: errors as never };
  };
}

interface ZodForm<Values extends FieldValues> extends UseFormReturn<Values> {
  /** Runs `send`, and shows what the server refuses at its field, or as the form's own error. */
  readonly submitWith: (send: (values: Values) => Promise<void>) => (event: React.BaseSyntheticEvent) => void;
}

export function useZodForm<Values extends FieldValues>(
  schema: z.ZodType<Values, Values>,
  defaultValues: DefaultValues<NoInfer<Values>>,
): ZodForm<Values> {
  const form = useForm<Values>({
    resolver: resolverOf(schema),
    defaultValues: defaultValues as DefaultValues<Values>,
  });
  const showRefusal = (error: unknown) => {
    const problems = error instanceof ApiError ? error.errors : [];
    const known = problems.filter(
      (problem) => problem.path !== undefined && problem.path in form.getValues(),
    );
    for (const { path, message } of known)
      form.setError(path as Path<Values>, { message: sentence(message) });
    if (known.length === 0) form.setError('root', { message: errorText(error) });
  };
  const submitWith: ZodForm<Values>['submitWith'] = (send) => (event) => {
    void form.handleSubmit((values) => send(values).catch(showRefusal))(event);
  };
  return { ...form, submitWith };
}
