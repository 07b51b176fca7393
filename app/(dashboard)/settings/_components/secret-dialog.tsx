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
import { secretDescriptionSchema, secretNameSchema, secretValueSchema } from '@/lib/domain/secret';
import type { SecretJson } from '@/lib/domain/wire/secret';

/** What the dialog is open for: a new secret, or a new value of one that is there. */
export type SecretChange = 'new' | SecretJson;

interface SecretDialogProps {
  /** Null: closed. */
  readonly change: SecretChange | null;
  readonly takenNames: readonly string[];
  readonly onClose: () => void;
}

export function SecretDialog({ change, takenNames, onClose }: SecretDialogProps) {
  const isNew = change === 'new';
  const title = isNew ? 'New secret' : `Replace the value of ${change?.name ?? ''}`;
  return (
    <Dialog isOpen={change !== null} onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
      {change === null ? null : (
        <SecretForm change={change} takenNames={isNew ? takenNames : []} onClose={onClose} />
      )}
    </Dialog>
  );
}

function formSchema(takenNames: readonly string[]) {
  return z.object({
    name: secretNameSchema.refine(
      (name) => !takenNames.includes(name),
      'is there already: replace its value in the list',
    ),
    value: secretValueSchema,
    description: secretDescriptionSchema,
  });
}

function SecretForm({ change, takenNames, onClose }: SecretDialogProps & { change: SecretChange }) {
  const router = useRouter();
  const isNew = change === 'new';
  const name = isNew ? '' : change.name;
  const description = isNew ? '' : (change.description ?? '');
  const form = useZodForm(formSchema(takenNames), { name, value: '', description });
  const { errors, isSubmitting } = form.formState;
  const submit = form.submitWith(async (values) => {
    const { name: target, ...body } = values;
    await api.put(`/secrets/${target}`, { body });
    notifyDone(isNew ? `${target} set` : `Value of ${target} replaced`);
    onClose();
    router.refresh();
  });
  return (
    <Form onSubmit={submit} problem={errors.root?.message}>
      {isNew ? (
        <FormField
          label="Name"
          hint="As automations name it, e.g. shop_password"
          error={errors.name?.message}
        >
          {(control) => (
            <Input
              className="font-mono"
              autoComplete="off"
              spellCheck={false}
              {...control}
              {...form.register('name')}
            />
          )}
        </FormField>
      ) : null}
      <FormField
        label={isNew ? 'Value' : 'New value'}
        hint="Encrypted at once. For several lines use furrow secret set."
        error={errors.value?.message}
      >
        {(control) => (
          <Input type="password" autoComplete="new-password" {...control} {...form.register('value')} />
        )}
      </FormField>
      <FormField label="What it is for" isOptional error={errors.description?.message}>
        {(control) => <Input autoComplete="off" {...control} {...form.register('description')} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isSubmitting}>
          {isNew ? 'Set secret' : 'Replace value'}
        </Button>
      </DialogActions>
    </Form>
  );
}
