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

type Created = z.infer<typeof createdInvitationSchema>;

const schema = z.object({ email: z.union([z.literal(''), emailSchema]), role: z.enum(ROLES) });

interface InviteDialogProps {
  readonly canMail: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function InviteDialog({ canMail, isOpen, onOpenChange }: InviteDialogProps) {
  const [made, setMade] = useState<Created | null>(null);
  const change = (isNowOpen: boolean) => {
    onOpenChange(isNowOpen);
    if (!isNowOpen) setMade(null);
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={change} title={made ? titleOf(made) : 'Invite a colleague'}>
      {made ? (
        <SecretOnce what="link" text={made.url} onDone={() => change(false)}>
          {WORDS[made.mail ?? 'none']} It opens one account and works for 7 days. It is shown only now.
        </SecretOnce>
      ) : (
        <InviteForm canMail={canMail} onInvited={setMade} />
      )}
    </Dialog>
  );
}

const titleOf = ({ mail, email }: Created) => (mail === 'sent' ? `Sent to ${email}` : 'Send this link');

const WORDS = {
  sent: 'You can hand on the link yourself as well.',
  failed: 'The mail server did not take the invitation: hand on the link yourself.',
  none: '',
} as const;

function InviteForm({ canMail, onInvited }: { canMail: boolean; onInvited: (made: Created) => void }) {
  const router = useRouter();
  const form = useZodForm(schema, { email: '', role: 'member' });
  const { errors, isSubmitting } = form.formState;
  const submit = form.submitWith(async ({ email, role }) => {
    const body = email ? { role, email } : { role };
    onInvited(await api.post<Created>('/invitations', { body }));
    router.refresh();
  });
  return (
    <Form onSubmit={submit} problem={errors.root?.message}>
      <FormField
        label="E-mail address"
        isOptional
        hint={
          canMail
            ? 'When given, the link is mailed there, and only this address can use it.'
            : 'When given, only this address can use the link.'
        }
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
