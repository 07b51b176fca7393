'use client';

import Link from 'next/link';
import { useState } from 'react';
import { z } from 'zod';
import { newAccountSchema } from '@/lib/domain/account';
import { api } from '../_components/api-client';
import { Button } from '../_components/ui/button';
import { Form } from '../_components/ui/form';
import { Notice } from '../_components/ui/notice';
import { useZodForm } from '../_components/use-zod-form';
import { NewPasswordField } from './account-fields';

const schema = z.object({ password: newAccountSchema.shape.password });

/** @param token of the mailed link */
export function NewPasswordForm({ token }: { token: string }) {
  const { register, submitWith, formState } = useZodForm(schema, { password: '' });
  const { errors, isSubmitting } = formState;
  const [isDone, setDone] = useState(false);
  const submit = submitWith(async ({ password }) => {
    await api.post('/password-resets/complete', { body: { token, password } });
    setDone(true);
  });
  if (isDone) {
    return (
      <div className="flex flex-col gap-4">
        <Notice>Your password is changed, and you are signed out everywhere.</Notice>
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    );
  }
  return (
    <Form method="post" autoComplete="on" onSubmit={submit} problem={errors.root?.message}>
      <NewPasswordField label="New password" field={register('password')} error={errors.password?.message} />
      <Button type="submit" variant="primary" size="lg" isBusy={isSubmitting}>
        Change password
      </Button>
    </Form>
  );
}
