'use client';

import { useState } from 'react';
import { z } from 'zod';
import { emailSchema } from '@/lib/domain/account';
import { api } from '../_components/api-client';
import { Button } from '../_components/ui/button';
import { Form } from '../_components/ui/form';
import { Notice } from '../_components/ui/notice';
import { useZodForm } from '../_components/use-zod-form';
import { EmailField } from './account-fields';

const schema = z.object({ email: emailSchema });

/** Asks for the mail with the link; what it says then is true of every address. */
export function ResetRequestForm() {
  const { register, submitWith, formState } = useZodForm(schema, { email: '' });
  const { errors, isSubmitting } = formState;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const submit = submitWith(async ({ email }) => {
    await api.post('/password-resets', { body: { email } });
    setSentTo(email);
  });
  if (sentTo !== null) {
    return (
      <Notice>
        If there is an account with a password for {sentTo}, a mail with a link is on its way. The link works
        for one hour.
      </Notice>
    );
  }
  return (
    <Form method="post" autoComplete="on" onSubmit={submit} problem={errors.root?.message}>
      <EmailField field={register('email')} error={errors.email?.message} />
      <Button type="submit" variant="primary" size="lg" isBusy={isSubmitting}>
        Send the link
      </Button>
    </Form>
  );
}
