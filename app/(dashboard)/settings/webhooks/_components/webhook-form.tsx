'use client';

import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { CheckLine } from '@/app/_batches/check-line';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Form } from '@/app/_components/ui/form';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { notifyDone } from '@/app/_components/ui/toast';
import { useZodForm } from '@/app/_components/use-zod-form';
import { EVENT_TYPES, newWebhookSchema, WEBHOOK_FORMATS } from '@/lib/domain/webhook';
import type { createdWebhookSchema, WebhookJson } from '@/lib/domain/wire/webhook';
import { EVENT_WORDS } from './delivery-words';

const FORMATS = [
  { value: 'json', label: 'JSON', description: 'The event, the batch and its counts' },
  { value: 'slack', label: 'Slack message', description: 'One line of text: Slack, Mattermost and the like' },
] as const;

const formSchema = z.object({
  name: z.string().trim().min(1, 'Say what is told').max(100),
  url: newWebhookSchema.shape.url,
  format: z.enum(WEBHOOK_FORMATS),
  events: z.array(z.enum(EVENT_TYPES)).min(1, 'Choose what it is told of'),
});

interface WebhookFormProps {
  readonly change: 'new' | WebhookJson;
  readonly onMade: (secret: string) => void;
  readonly onChanged: () => void;
}

export function WebhookForm({ change, onMade, onChanged }: WebhookFormProps) {
  const router = useRouter();
  const { name, url, format, events } =
    change === 'new' ? { name: '', url: '', format: 'json' as const, events: [...EVENT_TYPES] } : change;
  const form = useZodForm(formSchema, { name, url, format, events });
  const { errors, isSubmitting } = form.formState;
  const submit = form.submitWith(async (body) => {
    if (change === 'new') {
      onMade((await api.post<z.infer<typeof createdWebhookSchema>>('/webhooks', { body })).secret);
    } else {
      await api.patch(`/webhooks/${change.id}`, { body });
      notifyDone(`${body.name} changed`);
      onChanged();
    }
    router.refresh();
  });
  const chosen = form.watch('events');
  return (
    <Form onSubmit={submit} problem={errors.root?.message}>
      <FormField label="Name" hint="What is told, e.g. Orders chat" error={errors.name?.message}>
        {(control) => <Input autoComplete="off" {...control} {...form.register('name')} />}
      </FormField>
      <FormField
        label="Address"
        hint="On the public internet, unless FURROW_ALLOW_HOSTS allows its host"
        error={errors.url?.message}
      >
        {(control) => (
          <Input
            className="font-mono"
            inputMode="url"
            placeholder="https://"
            spellCheck={false}
            {...control}
            {...form.register('url')}
          />
        )}
      </FormField>
      <FormField label="What is sent">
        {({ id }) => (
          <Select
            id={id}
            options={FORMATS}
            value={form.watch('format')}
            onValueChange={(next) => form.setValue('format', next)}
          />
        )}
      </FormField>
      <fieldset>
        <legend className="mb-1 font-medium">Told of</legend>
        {EVENT_TYPES.map((type) => (
          <CheckLine
            key={type}
            label={EVENT_WORDS[type]}
            isChecked={chosen.includes(type)}
            onChange={(isOn) =>
              form.setValue(
                'events',
                EVENT_TYPES.filter((other) => (other === type ? isOn : chosen.includes(other))),
                { shouldValidate: true },
              )
            }
          />
        ))}
        {errors.events ? (
          <p role="alert" className="text-danger text-xs">
            {errors.events.message}
          </p>
        ) : null}
      </fieldset>
      <DialogActions>
        <Button type="submit" variant="primary" isBusy={isSubmitting}>
          {change === 'new' ? 'Add webhook' : 'Save'}
        </Button>
      </DialogActions>
    </Form>
  );
}
