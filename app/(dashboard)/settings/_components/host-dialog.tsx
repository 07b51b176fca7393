'use client';

import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { Form } from '@/app/_components/ui/form';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { notifyDone } from '@/app/_components/ui/toast';
import { useZodForm } from '@/app/_components/use-zod-form';
import type { TargetHostJson } from '@/lib/domain/wire/target-host';

/** What the dialog is open for: a new host, or the limits of one that is there. */
export type HostChange = 'new' | TargetHostJson;

interface HostDialogProps {
  /** Null: closed. */
  readonly change: HostChange | null;
  readonly onClose: () => void;
}

export function HostDialog({ change, onClose }: HostDialogProps) {
  const title = change === null || change === 'new' ? 'Limit a host' : `Limits of ${change.host}`;
  return (
    <Dialog isOpen={change !== null} onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      {change === null ? null : <HostForm change={change} onClose={onClose} />}
    </Dialog>
  );
}

const limit = z
  .string()
  .trim()
  .refine((text) => text === '' || (Number(text) > 0 && Number(text) <= 1000), 'From 1 to 1,000, or empty');
const formSchema = z.object({
  host: z.string().trim().min(1, 'Which host?'),
  parallel: limit.refine((text) => Number.isInteger(Number(text)), 'A whole number'),
  perSecond: limit,
});

const numberOf = (text: string) => (text === '' ? null : Number(text));

function HostForm({ change, onClose }: { change: HostChange; onClose: () => void }) {
  const router = useRouter();
  const isNew = change === 'new';
  const form = useZodForm(formSchema, {
    host: isNew ? '' : change.host,
    parallel: isNew ? '' : String(change.max_parallel ?? ''),
    perSecond: isNew ? '' : String(change.per_second ?? ''),
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.submitWith(async ({ host, parallel, perSecond }) => {
    const body = { host, max_parallel: numberOf(parallel), per_second: numberOf(perSecond) };
    await api.post('/hosts', { body });
    notifyDone('Limits set');
    onClose();
    router.refresh();
  });
  return (
    <Form onSubmit={submit} problem={errors.root?.message}>
      {isNew ? (
        <FormField label="Host" hint="As in its address, e.g. shop.example" error={errors.host?.message}>
          {(control) => (
            <Input className="font-mono" spellCheck={false} {...control} {...form.register('host')} />
          )}
        </FormField>
      ) : null}
      <FormField label="Rows at a time" hint="Empty: no limit" error={errors.parallel?.message}>
        {(control) => <Input inputMode="numeric" {...control} {...form.register('parallel')} />}
      </FormField>
      <FormField label="Rows a second" hint="0.5 is one every two seconds" error={errors.perSecond?.message}>
        {(control) => <Input inputMode="decimal" {...control} {...form.register('perSecond')} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isSubmitting}>
          Set limits
        </Button>
      </DialogActions>
    </Form>
  );
}
