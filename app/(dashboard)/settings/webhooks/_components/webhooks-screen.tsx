'use client';

import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Notice } from '@/app/_components/ui/notice';
import type { WebhookJson } from '@/lib/domain/wire/webhook';
import { Section } from '../../_components/section';
import { type WebhookChange, WebhookDialog } from './webhook-dialog';
import { WebhookList } from './webhook-list';

export function WebhooksScreen({ webhooks }: { webhooks: readonly WebhookJson[] }) {
  const [change, setChange] = useState<WebhookChange | null>(null);
  return (
    <Section
      title="Webhooks"
      description="Tell a program or a chat when a batch has finished, was paused by a brake, or has rows that wait for a person. Requests are signed."
      action={
        <Button variant="primary" onClick={() => setChange('new')}>
          <Plus /> New webhook
        </Button>
      }
    >
      <UnreadableNotice webhooks={webhooks} />
      {webhooks.length === 0 ? (
        <EmptyState icon={Webhook} title="No webhooks">
          <p>
            Give the address of a program that takes JSON, or the incoming webhook of a chat. No cell of a
            file is ever sent, only names, counts and a link.
          </p>
        </EmptyState>
      ) : (
        <WebhookList webhooks={webhooks} onChange={setChange} />
      )}
      <WebhookDialog change={change} onClose={() => setChange(null)} />
    </Section>
  );
}

function UnreadableNotice({ webhooks }: { webhooks: readonly WebhookJson[] }) {
  const names = webhooks.filter(({ readable }) => !readable).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <Notice tone="danger" className="mb-4" title={`Nothing can be sent to ${names.join(', ')}`}>
      The key of this installation is not the one that encrypted what {names.length === 1 ? 'it' : 'they'}{' '}
      {names.length === 1 ? 'signs' : 'sign'} with. Put the right FURROW_SECRET_KEY back, or open the webhook
      and give it a new secret.
    </Notice>
  );
}
