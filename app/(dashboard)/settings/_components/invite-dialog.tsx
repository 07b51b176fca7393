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
import { useZodForm } from '@/app/_components/use-zod-form';
import { emailSchema } from '@/lib/domain/account';
import { ROLES } from '@/lib/domain/role';
import type { createdInvitationSchema } from '@/lib/domain/wire/people';
import { RoleSelect } from './role-select';
import { SecretOnce } from './secret-once';

const schema = z.object({ email: z.union([z.literal(''), emailSchema]), role: z.enum(ROLES) });

interface InviteDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function InviteDialog({ isOpen, onOpenChange }: InviteDialogProps) {
  const [link, setLink] = useState<string | null>(null);
  const change = (isNowOpen: boolean) => {
    onOpenChange(isNowOpen);
    if (!isNowOpen) setLink(null);
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={change} title={link ? 'Send this link' : 'Invite a colleague'}>
      {link ? (
        <SecretOnce what="link" text={link} onDone={() => change(false)}>
          It opens one account and works for 7 days. It is shown only now.
        </SecretOnce>
      ) : (
        <InviteForm onInvited={setLink} />
      )}
    </Dialog>
  );
}

function InviteForm({ onInvited }: { onInvited: (link: string) => void }) {
  const router = useRouter();
  const form = useZodForm(schema, { email: '', role: 'member' });
  const { errors, isSubmitting } = form.formState;
  const submit = form.submitWith(async ({ email, role }) => {
    const body = email ? { role, email } : { role };
    const made = await api.post<z.infer<typeof createdInvitationSchema>>('/invitations', { body });
    onInvited(made.url);
    router.refresh();
  });
  return (
    <Form onSubmit={submit} problem={errors.root?.message}>
      <FormField
        label="E-mail address"
        isOptional
        hint="When given, only this address can use the link."
        error={errors.email?.message}
      >
        {(control) => <Input type="email" autoComplete="off" {...control} {...form.register('email')} />}
      </FormField>
      <FormField label="Role">
        {({ id }) => (
          <RoleSelect
            id={id}
            value={form.watch('role')}
            onValueChange={(role) => form.setValue('role', role)}
          />
        )}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isSubmitting}>
          Make link
        </Button>
      </DialogActions>
    </Form>
  );
}
