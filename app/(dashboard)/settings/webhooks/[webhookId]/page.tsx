import type { Metadata } from 'next';
import { z } from 'zod';
import { requireContext } from '@/app/_auth/require-actor';
import { orNotFound } from '@/app/_batches/or-not-found';
import { webProcess } from '@/app/_server/web-process';
import { mayDo } from '@/lib/domain/role';
import { toDeliveryJson, toWebhookJson } from '@/lib/domain/wire/webhook';
import { listDeliveries } from '@/lib/services/webhooks/deliveries';
import { viewWebhook, webhookNotFound } from '@/lib/services/webhooks/find-webhook';
import { AdminsOnly } from '../../_components/admins-only';
import { DELIVERIES_AT_ONCE } from '../_components/delivery-words';
import { WebhookScreen } from '../_components/webhook-screen';

export const metadata: Metadata = { title: 'Webhook' };

export default async function WebhookPage({ params }: { params: Promise<{ webhookId: string }> }) {
  const context = await requireContext();
  const { actor } = context;
  if (actor.type !== 'user' || !mayDo(actor.role, 'administer')) {
    return <AdminsOnly>Ask one of them to have a program told of batches.</AdminsOnly>;
  }
  const { keys } = await webProcess();
  const { data: id } = z.uuid().safeParse((await params).webhookId);
  const [webhook, log] = await orNotFound(
    id === undefined
      ? Promise.reject(webhookNotFound())
      : Promise.all([
          viewWebhook({ ...context, keys }, id),
          listDeliveries(context, { webhookId: id, limit: DELIVERIES_AT_ONCE }),
        ]),
  );
  return (
    <WebhookScreen
      webhook={toWebhookJson(webhook)}
      log={{ items: log.items.map(toDeliveryJson), next_cursor: log.nextCursor }}
    />
  );
}
