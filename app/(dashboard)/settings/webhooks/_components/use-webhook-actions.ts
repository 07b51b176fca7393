'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import { useChange } from '@/app/_components/use-change';
import { useRemoval } from '@/app/_components/use-removal';
import type { DeliveryJson, WebhookJson } from '@/lib/domain/wire/webhook';
import { attemptWords } from './delivery-words';
import { deliveriesKey } from './use-deliveries';

const LOOK_EVERY_MS = 300;
/** A receiver may take ten seconds, and a worker half a second to begin. */
const LOOK_FOR_MS = 15_000;

/** What a person can do with a webhook, each with its words. */
export function useWebhookActions(webhook: WebhookJson) {
  const { id, name, is_enabled: isOn } = webhook;
  const router = useRouter();
  const client = useQueryClient();
  const [isTesting, setIsTesting] = useState(false);
  const { run, isRunning } = useChange();
  const { remove, isRemoving } = useRemoval();

  const test = async () => {
    setIsTesting(true);
    try {
      report(webhook, await sendTest(id));
    } catch (error) {
      notifyFailed(`${name} was not tested`, error);
    } finally {
      setIsTesting(false);
      router.refresh();
      await client.invalidateQueries({ queryKey: deliveriesKey(id) });
    }
  };
  return {
    isTesting,
    isBusy: isRunning || isRemoving,
    test,
    turn: () =>
      run(() => api.patch(`/webhooks/${id}`, { body: { is_enabled: !isOn } }), {
        done: isOn ? `${name} is paused` : `${name} is on`,
        failed: isOn ? `Could not pause ${name}` : `Could not turn ${name} on`,
      }),
    /** Asks first. @param isPage the page is about this webhook, so there is nothing to stay for */
    remove: async (isPage = false) => {
      const isGone = await remove({
        title: `Delete ${name}?`,
        body: 'Nothing is sent to it any more, not even what waits now, and its log of deliveries goes. To stop only for a while, pause it.',
        action: 'Delete webhook',
        path: `/webhooks/${id}`,
        done: `${name} deleted`,
        failed: `Could not delete ${name}`,
      });
      if (isGone && isPage) router.push('/settings/webhooks');
    },
  };
}

/** Sends a test and waits until it is known how it went. */
async function sendTest(id: string): Promise<DeliveryJson> {
  let delivery = await api.post<DeliveryJson>(`/webhooks/${id}/test`);
  const until = performance.now() + LOOK_FOR_MS;
  while (delivery.state === 'waiting' && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    delivery = await api.get<DeliveryJson>(`/webhooks/${id}/deliveries/${delivery.id}`);
  }
  return delivery;
}

function report({ name }: WebhookJson, { state, attempts }: DeliveryJson): void {
  const last = attempts.at(-1);
  if (state === 'waiting' || !last) {
    notifyFailed('The test has not been sent yet', new Error('A worker sends it: is one running?'));
  } else if (state === 'delivered') notifyDone(`${name} took the test: ${attemptWords(last)}`);
  else notifyFailed(`${name} did not take the test`, new Error(refusalWords(last)));
}

function refusalWords(attempt: DeliveryJson['attempts'][number]): string {
  return attempt.status === null ? attemptWords(attempt) : `It answered ${attemptWords(attempt)}.`;
}
