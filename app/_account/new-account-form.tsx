'use client';

import { newAccountSchema } from '@/lib/domain/account';
import { api } from '../_components/api-client';
import { Button } from '../_components/ui/button';
import { Form } from '../_components/ui/form';
import { FormField } from '../_components/ui/form-field';
import { Input } from '../_components/ui/input';
import { useZodForm } from '../_components/use-zod-form';
import { EmailField, NewPasswordField } from './account-fields';
import { signIn } from './session-client';

interface NewAccountFormProps {
  /** Of the one-time link. */
  readonly token: string;
  /** The only address the link is for, if it is for one. */
  readonly email: string | null;
  readonly action: string;
}

/** Opens the account a one-time link promises and signs its owner in. */
export function NewAccountForm({ token, email, action }: NewAccountFormProps) {
  const initial = { name: '', email: email ?? '', password: '' };
  const { register, submitWith, formState } = useZodForm(newAccountSchema, initial);
  const { errors, isSubmitting } = formState;
  const submit = submitWith(async (account) => {
    await api.post('/invitations/accept', { body: { ...account, token } });
    await signIn(account.email, account.password);
    window.location.assign('/');
  });
  return (
    <Form method="post" autoComplete="on" onSubmit={submit} problem={errors.root?.message}>
      <FormField label="Your name" error={errors.name?.message}>
        {(control) => <Input autoComplete="name" {...control} {...register('name')} />}
      </FormField>
      <EmailField field={register('email')} error={errors.email?.message} isFixed={email !== null} />
      <NewPasswordField label="Password" field={register('password')} error={errors.password?.message} />
      <Button type="submit" variant="primary" size="lg" isBusy={isSubmitting}>
        {action}
      </Button>
    </Form>
  );
}
