'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { batchKeys } from '../batch-queries';
import { CheckLine } from '../check-line';

const DAY_SECONDS = 86_400;
const EXPIRIES = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: 'never', label: 'No end' },
] as const;
type Expiry = (typeof EXPIRIES)[number]['value'];

interface ShareFormProps {
  readonly batch: BatchJson;
  readonly onCreated: (url: string) => void;
}

interface ShareChoice {
  readonly expiry: Expiry;
  readonly password: string;
  readonly columns: readonly string[];
  readonly withArtifacts: boolean;
}

function toBody(choice: ShareChoice, headers: readonly string[]) {
  const { expiry, password, columns, withArtifacts } = choice;
  return {
    expires_in: expiry === 'never' ? null : Number(expiry) * DAY_SECONDS,
    ...(password === '' ? {} : { password }),
    ...(columns.length === headers.length ? { with_artifacts: withArtifacts } : { columns }),
  };
}

/** What a new link shows, and for how long. */
export function ShareForm({ batch, onCreated }: ShareFormProps) {
  const client = useQueryClient();
  const [choice, setChoice] = useState<ShareChoice>({
    expiry: '7',
    password: '',
    columns: batch.headers,
    withArtifacts: false,
  });
  const change = (next: Partial<ShareChoice>) => setChoice((now) => ({ ...now, ...next }));
  const create = useMutation({
    mutationFn: () =>
      api.post<{ url: string }>(`/batches/${batch.id}/shares`, { body: toBody(choice, batch.headers) }),
    onSuccess: ({ url }) => {
      onCreated(url);
      return client.invalidateQueries({ queryKey: batchKeys.shares(batch.id) });
    },
  });
  const isHiding = choice.columns.length < batch.headers.length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label="Ends after">
          {(control) => (
            <Select
              {...control}
              options={EXPIRIES}
              value={choice.expiry}
              onValueChange={(expiry) => change({ expiry })}
            />
          )}
        </FormField>
        <FormField label="Password" isOptional>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              minLength={6}
              maxLength={200}
              placeholder="At least 6 characters"
              value={choice.password}
              onChange={(event) => change({ password: event.target.value })}
            />
          )}
        </FormField>
      </div>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">Columns of the file that are shown</legend>
        <div className="grid max-h-44 gap-x-4 overflow-y-auto sm:grid-cols-2">
          {batch.headers.map((header) => (
            <CheckLine
              key={header}
              label={header}
              isChecked={choice.columns.includes(header)}
              onChange={(isShown) =>
                change({
                  columns: batch.headers.filter((name) =>
                    name === header ? isShown : choice.columns.includes(name),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-1">
        <CheckLine
          label="Show screenshots and files too"
          isChecked={choice.withArtifacts && !isHiding}
          isDisabled={isHiding}
          onChange={(withArtifacts) => change({ withArtifacts })}
        />
        {isHiding && (
          <p role="status" className="text-muted text-xs">
            Only with all columns: screenshots and files show the values of hidden ones.
          </p>
        )}
      </div>
      {create.error && (
        <p role="alert" className="text-danger">
          {errorText(create.error)}
        </p>
      )}
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={create.isPending}>
          Create link
        </Button>
      </DialogActions>
    </form>
  );
}
