'use client';

import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import type { Page } from '@/app/_components/api-client';
import { exactTime } from '@/app/_components/time-text';
import { Badge } from '@/app/_components/ui/badge';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { DeliveryJson, WebhookJson } from '@/lib/domain/wire/webhook';
import { DeliveryLog } from './delivery-log';
import { EVENT_WORDS } from './delivery-words';
import { RotateDialog } from './rotate-dialog';
import { useWebhookActions } from './use-webhook-actions';
import { WebhookDialog } from './webhook-dialog';

interface WebhookScreenProps {
  readonly webhook: WebhookJson;
  readonly log: Page<DeliveryJson>;
}

/** One webhook: what it is told, what signs it, and what became of everything that was sent. */
export function WebhookScreen({ webhook, log }: WebhookScreenProps) {
  const [isChanging, setIsChanging] = useState(false);
  const [isRotating, setIsRotating] = useState(false);
  const actions = useWebhookActions(webhook);
  return (
    <div className="max-w-4xl">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex min-w-0 items-center gap-2 font-semibold">
          <Link href="/settings/webhooks" className="font-normal text-muted hover:text-ink hover:underline">
            Webhooks
          </Link>
          <span aria-hidden className="text-faint">
            /
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">{webhook.name}</span>
          {webhook.is_enabled ? null : <Badge tone="warning">Paused</Badge>}
        </h2>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" isBusy={actions.isTesting} onClick={() => void actions.test()}>
            Send test
          </Button>
          <Button disabled={actions.isBusy} onClick={() => void actions.turn()}>
            {webhook.is_enabled ? 'Pause' : 'Turn on'}
          </Button>
          <Button onClick={() => setIsChanging(true)}>Edit…</Button>
          <Button onClick={() => setIsRotating(true)}>New secret…</Button>
          <Button disabled={actions.isBusy} onClick={() => void actions.remove(true)}>
            Delete…
          </Button>
        </div>
      </div>
      <Standing webhook={webhook} />
      <dl className="mb-6 grid grid-cols-[7rem_minmax(0,1fr)] gap-y-1">
        <Fact term="Address">
          <span className="break-all font-mono text-xs">{webhook.url}</span>
        </Fact>
        <Fact term="What is sent">{webhook.format === 'slack' ? 'Slack message' : 'JSON'}</Fact>
        <Fact term="Told of">{webhook.events.map((event) => EVENT_WORDS[event]).join(', ')}</Fact>
        <Fact term="Signed with">
          <Secrets webhook={webhook} />
        </Fact>
      </dl>
      <DeliveryLog webhook={webhook} first={log} />
      <WebhookDialog change={isChanging ? webhook : null} onClose={() => setIsChanging(false)} />
      <RotateDialog webhook={webhook} isOpen={isRotating} onClose={() => setIsRotating(false)} />
    </div>
  );
}

function Standing({ webhook }: { webhook: WebhookJson }) {
  if (!webhook.readable) {
    return (
      <Notice tone="danger" className="mb-4" title="Nothing can be sent">
        The key of this installation is not the one that encrypted its secret. Put the right FURROW_SECRET_KEY
        back, or give it a new secret.
      </Notice>
    );
  }
  if (webhook.is_enabled) return null;
  return (
    <Notice className="mb-4" title="Paused">
      It is not told of what happens now, also not later. What waited before is still tried.
    </Notice>
  );
}

function Secrets({ webhook }: { webhook: WebhookJson }) {
  if (!webhook.readable) return 'a secret that cannot be read';
  if (webhook.old_secret_until === null) return 'its secret';
  return (
    <span suppressHydrationWarning>
      the new secret, and the old one until {exactTime(webhook.old_secret_until)}
    </span>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
