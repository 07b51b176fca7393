import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { webProcess } from '@/app/_server/web-process';
import { mayDo } from '@/lib/domain/role';
import { toWebhookJson } from '@/lib/domain/wire/webhook';
import { listWebhooks } from '@/lib/services/webhooks/find-webhook';
import { AdminsOnly } from '../_components/admins-only';
import { WebhooksScreen } from './_components/webhooks-screen';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage() {
  const context = await requireContext();
  const { actor } = context;
  if (actor.type !== 'user' || !mayDo(actor.role, 'administer')) {
    return <AdminsOnly>Ask one of them to have a program told of batches.</AdminsOnly>;
  }
  const { keys } = await webProcess();
  const webhooks = await listWebhooks({ ...context, keys });
  return <WebhooksScreen webhooks={webhooks.map(toWebhookJson)} />;
}
