'use client';

import Link from 'next/link';
import { Status } from '@/app/_components/status-badge';
import { Badge } from '@/app/_components/ui/badge';
import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { Switch } from '@/app/_components/ui/switch';
import { RelativeTime } from '@/app/_components/ui/time';
import type { WebhookJson } from '@/lib/domain/wire/webhook';
import { DELIVERY_STATUS, EVENT_WORDS } from './delivery-words';
import { useWebhookActions } from './use-webhook-actions';

interface WebhookListProps {
  readonly webhooks: readonly WebhookJson[];
  readonly onChange: (webhook: WebhookJson) => void;
}

export function WebhookList({ webhooks, onChange }: WebhookListProps) {
  return (
    <ListTable
      label="Webhooks"
      columns={COLUMNS}
      items={webhooks}
      keyOf={({ id }) => id}
      actions={(webhook) => <Actions webhook={webhook} onChange={onChange} />}
    />
  );
}

const COLUMNS: readonly ListColumn<WebhookJson>[] = [
  { head: 'Name', cell: (webhook) => <WebhookName webhook={webhook} />, className: 'min-w-48' },
  {
    head: 'Told of',
    cell: ({ events }) =>
      events.map((event) => (
        <span key={event} className="block whitespace-nowrap">
          {EVENT_WORDS[event]}
        </span>
      )),
    className: 'text-muted text-xs leading-5',
  },
  {
    head: 'Last delivery',
    cell: ({ last_delivery: last }) => <LastDelivery last={last} />,
    className: 'whitespace-nowrap',
  },
  { head: 'On', cell: (webhook) => <OnSwitch webhook={webhook} /> },
];

function WebhookName({ webhook: { id, name, url, format, readable } }: { webhook: WebhookJson }) {
  return (
    <>
      <span className="flex items-center gap-1.5">
        <Link href={`/settings/webhooks/${id}`} className="font-medium underline-offset-2 hover:underline">
          {name}
        </Link>
        {format === 'slack' ? <Badge>Slack</Badge> : null}
        {readable ? null : <Badge tone="danger">secret cannot be read</Badge>}
      </span>
      <span className="block max-w-56 truncate font-mono text-muted text-xs" title={url}>
        {url.replace(/^https?:\/\//, '')}
      </span>
    </>
  );
}

function OnSwitch({ webhook }: { webhook: WebhookJson }) {
  const actions = useWebhookActions(webhook);
  return (
    <Switch
      aria-label={`${webhook.name} is on`}
      checked={webhook.is_enabled}
      disabled={actions.isBusy}
      onCheckedChange={() => void actions.turn()}
    />
  );
}

interface ActionsProps {
  readonly webhook: WebhookJson;
  readonly onChange: (webhook: WebhookJson) => void;
}

function Actions({ webhook, onChange }: ActionsProps) {
  const { name } = webhook;
  const actions = useWebhookActions(webhook);
  return (
    <>
      <LineButton isBusy={actions.isTesting} onClick={actions.test} aria-label={`Send a test to ${name}`}>
        Test
      </LineButton>
      <LineButton onClick={() => onChange(webhook)} aria-label={`Edit ${name}`}>
        Edit…
      </LineButton>
      <LineButton isBusy={actions.isBusy} onClick={() => actions.remove()} aria-label={`Delete ${name}`}>
        Delete…
      </LineButton>
    </>
  );
}

function LastDelivery({ last }: { last: WebhookJson['last_delivery'] }) {
  if (last === null) return <span className="text-muted">none yet</span>;
  return (
    <>
      <Status look={DELIVERY_STATUS[last.state]} />
      <RelativeTime at={last.at} className="block text-muted text-xs" />
    </>
  );
}
