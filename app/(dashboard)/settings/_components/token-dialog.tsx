'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { Form } from '@/app/_components/ui/form';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { useZodForm } from '@/app/_components/use-zod-form';
import type { createdTokenSchema } from '@/lib/domain/wire/people';
import { SecretOnce } from './secret-once';

const DAY_SECONDS = 86_400;
const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Never' },
] as const;

const schema = z.object({
  name: z.string().trim().min(1, 'Say what the token is for').max(100),
  days: z.enum(['30', '90', '365', 'never']),
});

interface TokenDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function TokenDialog({ isOpen, onOpenChange }: TokenDialogProps) {
  const [token, setToken] = useState<string | null>(null);
  const change = (isNowOpen: boolean) => {
    onOpenChange(isNowOpen);
    if (!isNowOpen) setToken(null);
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={change} title={token ? 'Copy the token' : 'New token'}>
      {token ? (
        <SecretOnce what="token" text={token} onDone={() => change(false)}>
          It is shown only now. Keep it where you keep passwords.
        </SecretOnce>
      ) : (
        <TokenForm onMade={setToken} />
      )}
    </Dialog>
  );
}

function TokenForm({ onMade }: { onMade: (token: string) => void }) {
  const router = useRouter();
  const form = useZodForm(schema, { name: '', days: '90' });
  const { errors, isSubmitting } = form.formState;
  const submit = form.submitWith(async ({ name, days }) => {
    const lifetime = days === 'never' ? {} : { expires_in: Number(days) * DAY_SECONDS };
    const made = await api.post<z.infer<typeof createdTokenSchema>>('/tokens', {
      body: { name, ...lifetime },
    });
    onMade(made.token);
    router.refresh();
  });
  return (
    <Form onSubmit={submit} problem={errors.root?.message}>
      <FormField label="Name" hint="What will use it, e.g. nightly import" error={errors.name?.message}>
        {(control) => <Input autoComplete="off" {...control} {...form.register('name')} />}
      </FormField>
      <FormField label="Expires after">
        {({ id }) => (
          <Select
            id={id}
            options={LIFETIMES}
            value={form.watch('days')}
            onValueChange={(days) => form.setValue('days', days)}
          />
        )}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isSubmitting}>
          Make token
        </Button>
      </DialogActions>
    </Form>
  );
}
