'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, api, errorText } from '@/app/_components/api-client';
import { sentence } from '@/app/_components/sentence';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Form } from '@/app/_components/ui/form';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { notifyDone } from '@/app/_components/ui/toast';
import { type Frequency, readFrequency, toCron } from '@/lib/cron/frequency';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';
import { FileField } from './file-field';
import { FrequencyFields } from './frequency-fields';
import { NextTimes } from './next-times';
import type { BatchChoice, ScheduleChange } from './schedule-change';
import { TimeZoneField } from './time-zone-field';
import { useOwnZone } from './zoned-time';

interface ScheduleFormProps {
  readonly change: ScheduleChange;
  readonly batches: readonly BatchChoice[];
  readonly onClose: () => void;
  readonly onCreated?: (schedule: ScheduleJson) => void;
}

interface Draft {
  readonly name: string;
  readonly frequency: Frequency;
  readonly timeZone: string;
  readonly batchId: string | undefined;
  readonly uploadId: string | undefined;
}

type Errors = Readonly<Record<string, string>>;

export function ScheduleForm(props: ScheduleFormProps) {
  const { change, batches } = props;
  const before = change === 'new' ? null : change;
  const ownZone = useOwnZone() ?? 'UTC';
  const [draft, setDraft] = useState<Draft>(() => firstDraft(before, batches, ownZone));
  const { errors, isBusy, save } = useSaving(props, before, draft);
  const edit = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const timetable = { cron: toCron(draft.frequency), timeZone: draft.timeZone };
  return (
    <Form onSubmit={save} problem={errors.root}>
      {before === null && batches.length > 1 ? (
        <BatchField
          batches={batches}
          batchId={draft.batchId}
          error={errors.batch_id}
          onChange={({ id, name }) =>
            edit({ batchId: id, ...(isOwnName(draft, batches) ? {} : { name: name.slice(0, 200) }) })
          }
        />
      ) : null}
      <FormField label="Name" hint="Its batches are named after it" error={errors.name}>
        {(control) => (
          <Input {...control} value={draft.name} onChange={(event) => edit({ name: event.target.value })} />
        )}
      </FormField>
      <FrequencyFields
        frequency={draft.frequency}
        error={errors.cron}
        onChange={(frequency) => edit({ frequency })}
      />
      <TimeZoneField
        timeZone={draft.timeZone}
        ownZone={ownZone}
        error={errors.time_zone}
        onChange={(timeZone) => edit({ timeZone })}
      />
      {before ? (
        <FileField
          schedule={before}
          uploadId={draft.uploadId}
          error={errors.upload_id}
          onChange={(uploadId) => edit({ uploadId })}
        />
      ) : null}
      <NextTimes {...timetable} ownZone={ownZone} />
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {before ? 'Save' : 'Create schedule'}
        </Button>
      </DialogActions>
    </Form>
  );
}

function firstDraft(before: ScheduleJson | null, batches: readonly BatchChoice[], ownZone: string): Draft {
  const only = batches.length === 1 ? batches[0] : undefined;
  return {
    name: before?.name ?? only?.name ?? '',
    frequency: readFrequency(before?.cron ?? '30 6 * * 1-5'),
    timeZone: before?.time_zone ?? ownZone,
    batchId: only?.id,
    uploadId: before?.upload?.id,
  };
}

/** Whether the person has named the schedule themselves, so that choosing a batch must not name it anew. */
function isOwnName({ name, batchId }: Draft, batches: readonly BatchChoice[]): boolean {
  return name !== '' && name !== batches.find(({ id }) => id === batchId)?.name;
}

function useSaving({ onClose, onCreated }: ScheduleFormProps, before: ScheduleJson | null, draft: Draft) {
  const router = useRouter();
  const [errors, setErrors] = useState<Errors>({});
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    const wrong = checkDraft(before, draft);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setIsBusy(true);
    try {
      await send(before, draft).then((created) => created && onCreated?.(created));
      notifyDone(before ? `${draft.name} is changed` : `${draft.name} is on`);
      onClose();
      router.refresh();
    } catch (error) {
      setErrors(refusals(error));
    } finally {
      setIsBusy(false);
    }
  };
  return { errors, isBusy, save };
}

async function send(before: ScheduleJson | null, draft: Draft): Promise<ScheduleJson | null> {
  const { name, timeZone, batchId, uploadId } = draft;
  const body = { name, cron: toCron(draft.frequency), time_zone: timeZone };
  if (before === null) return api.post<ScheduleJson>('/schedules', { body: { ...body, batch_id: batchId } });
  const isOtherFile = uploadId !== undefined && uploadId !== before.upload?.id;
  await api.patch(`/schedules/${before.id}`, { body: isOtherFile ? { ...body, upload_id: uploadId } : body });
  return null;
}

function checkDraft(before: ScheduleJson | null, { name, batchId, frequency }: Draft): Errors {
  const hasNoDay = frequency.kind === 'weekly' && frequency.days.length === 0;
  return {
    ...(name.trim() === '' && { name: 'Name it' }),
    ...(before === null && batchId === undefined && { batch_id: 'Choose the batch to run again' }),
    ...(hasNoDay && { cron: 'Choose at least one day' }),
  };
}

/** What the server refuses, at its field where there is one. */
function refusals(error: unknown): Errors {
  const problems = error instanceof ApiError ? error.errors : [];
  const known = problems.flatMap(({ path, message }) =>
    path === undefined ? [] : [[path, sentence(message)] as const],
  );
  const atFields = known.filter(([path]) => ['name', 'cron', 'time_zone', 'batch_id'].includes(path));
  return atFields.length > 0 ? Object.fromEntries(atFields) : { root: errorText(error) };
}

interface BatchFieldProps {
  readonly batches: readonly BatchChoice[];
  readonly batchId: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (batch: BatchChoice) => void;
}

function BatchField({ batches, batchId, error, onChange }: BatchFieldProps) {
  return (
    <FormField
      label="Batch to run again"
      hint="Its file, columns and settings, with the newest version of its automation"
      error={error}
    >
      {(control) => (
        <Select
          {...control}
          options={batches.map(({ id, name, filename }) => ({
            value: id,
            label: name,
            description: filename,
          }))}
          value={batchId}
          onValueChange={(id) => {
            const batch = batches.find((one) => one.id === id);
            if (batch) onChange(batch);
          }}
          placeholder="Choose a batch"
        />
      )}
    </FormField>
  );
}
