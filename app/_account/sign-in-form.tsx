'use client';

import Link from 'next/link';
import { z } from 'zod';
import { Button } from '../_components/ui/button';
import { Form } from '../_components/ui/form';
import { FormField } from '../_components/ui/form-field';
import { Input } from '../_components/ui/input';
import { useZodForm } from '../_components/use-zod-form';
import { EmailField } from './account-fields';
import { signIn } from './session-client';

const schema = z.object({
  email: z.string().min(1, 'Enter your e-mail address'),
  password: z.string().min(1, 'Enter your password'),
});

interface SignInFormProps {
  /** Path to open afterwards. */
  readonly next: string;
  /** Whether a new password can be mailed. */
  readonly canReset: boolean;
}

export function SignInForm({ next, canReset }: SignInFormProps) {
  const { register, submitWith, formState } = useZodForm(schema, { email: '', password: '' });
  const { errors, isSubmitting } = formState;
  const submit = submitWith(async ({ email, password }) => {
    await signIn(email.trim(), password);
    // A full load, so that everything is rendered anew for this person.
    window.location.assign(next);
  });
  return (
    <Form method="post" autoComplete="on" onSubmit={submit} problem={errors.root?.message}>
      <EmailField field={register('email')} error={errors.email?.message} />
      <FormField label="Password" error={errors.password?.message}>
        {(control) => (
          <Input type="password" autoComplete="current-password" {...control} {...register('password')} />
        )}
      </FormField>
      <Button type="submit" variant="primary" size="lg" isBusy={isSubmitting}>
        Sign in
      </Button>
      {canReset ? (
        <Button asChild variant="link" size="text" className="self-start">
          <Link href="/reset-password">Forgot your password?</Link>
        </Button>
      ) : null}
    </Form>
  );
}
