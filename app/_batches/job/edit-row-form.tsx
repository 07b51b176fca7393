'use client';

import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Notice } from '@/app/_components/ui/notice';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { JobDetailJson } from '@/lib/domain/wire/job-detail';
import { RowValueField } from './row-value-field';
import { useEditRow } from './use-edit-row';
import { type RowChanges, useRowCheck } from './use-row-check';
import { inputsByHeader } from './value-list';

interface EditRowFormProps {
  readonly job: JobDetailJson;
  readonly batch: BatchJson;
  readonly onDone: () => void;
}

/** The row's values, each with what the automation has against it; saved, or saved and run. */
export function EditRowForm({ job, batch, onDone }: EditRowFormProps) {
  const [changes, setChanges] = useState<RowChanges>({});
  const edit = useEditRow(job, onDone);
  const problems = useRowCheck(job, changes, edit.variables?.changes);
  const form = useRef<HTMLFormElement>(null);
  const inputs = inputsByHeader(batch.bindings);
  const isChanged = Object.keys(changes).length > 0;
  const canRun = (job.status === 'failed' || job.status === 'stopped') && batch.status !== 'stopping';
  useFocusOnProblem(form, edit.data?.problems);
  const change = (header: string, value: string) =>
    setChanges((before) => withChange(before, header, value, job.row_data[header] ?? ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged) edit.mutate({ changes, isRun: canRun });
  };
  const ofRow = problems.filter(({ header }) => header === null);
  return (
    // Keys typed here walk no rows of the page behind.
    <form ref={form} noValidate onSubmit={submit} onKeyDown={(event) => event.stopPropagation()}>
      <div className="grid gap-3">
        {ofRow.map(({ code, message, advice }) => (
          <Notice key={code + message} tone="danger" title={message}>
            {advice}
          </Notice>
        ))}
        {job.headers.map((header) => (
          <RowValueField
            key={header}
            header={header}
            input={inputs.get(header)}
            original={job.row_data[header] ?? ''}
            value={changes[header] ?? job.row_data[header] ?? ''}
            problem={problems.find((problem) => problem.header === header)}
            onChange={(value) => change(header, value)}
          />
        ))}
      </div>
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button
          type={canRun ? 'button' : 'submit'}
          variant={canRun ? 'secondary' : 'primary'}
          disabled={!isChanged}
          isWaiting={edit.isPending}
          {...(canRun && { onClick: () => edit.mutate({ changes, isRun: false }) })}
        >
          Save
        </Button>
        {canRun && (
          <Button type="submit" variant="primary" disabled={!isChanged} isWaiting={edit.isPending}>
            Save and run again
          </Button>
        )}
      </DialogActions>
    </form>
  );
}

/** Only what differs from the row as it is. */
function withChange(before: RowChanges, header: string, value: string, original: string): RowChanges {
  const others = Object.entries(before).filter(([name]) => name !== header);
  return Object.fromEntries(value === original ? others : [...others, [header, value]]);
}

/** The first wrong value takes the focus when the row was not saved for it. */
function useFocusOnProblem(
  form: RefObject<HTMLFormElement | null>,
  problems: readonly unknown[] | undefined,
): void {
  useEffect(() => {
    if (!problems || problems.length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [form, problems]);
}
