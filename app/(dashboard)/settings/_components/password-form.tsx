'use client';

import { z } from 'zod';
import { NewPasswordField } from '@/app/_account/account-fields';
import { changePassword } from '@/app/_account/session-client';
import { Button } from '@/app/_components/ui/button';
import { Form } from '@/app/_components/ui/form';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { notifyDone } from '@/app/_components/ui/toast';
import { useZodForm } from '@/app/_components/use-zod-form';
import { newAccountSchema } from '@/lib/domain/account';

const schema = z.object({
  current: z.string().min(1, 'Enter your current password'),
  next: newAccountSchema.shape.password,
});

export function PasswordForm() {
  const { register, submitWith, formState, reset } = useZodForm(schema, { current: '', next: '' });
  const { errors, isSubmitting } = formState;
  const submit = submitWith(async ({ current, next }) => {
    await changePassword(current, next);
    reset();
    notifyDone('Password changed');
  });
  return (
    <Form
      method="post"
      autoComplete="on"
      onSubmit={submit}
      problem={errors.root?.message}
      className="max-w-sm"
    >
      <FormField label="Current password" error={errors.current?.message}>
        {(control) => (
          <Input type="password" autoComplete="current-password" {...control} {...register('current')} />
        )}
      </FormField>
      <NewPasswordField label="New password" field={register('next')} error={errors.next?.message} />
      <Button type="submit" isBusy={isSubmitting} className="self-start">
        Change password
      </Button>
    </Form>
  );
}
