'use client';

import Link from 'next/link';
import { Status } from '@/app/_components/status-badge';
import { Badge } from '@/app/_components/ui/badge';
import { Button } from '@/app/_components/ui/button';
import { Switch } from '@/app/_components/ui/switch';
import {
  Table,
  TableActionsHead,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
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
    <Table aria-label="Webhooks">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>Told of</TableHead>
          <TableHead>Last delivery</TableHead>
          <TableHead>On</TableHead>
          <TableActionsHead className="w-48" />
        </TableRow>
      </TableHeader>
      <TableBody>
        {webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} onChange={onChange} />
        ))}
      </TableBody>
    </Table>
  );
}

interface WebhookRowProps {
  readonly webhook: WebhookJson;
  readonly onChange: (webhook: WebhookJson) => void;
}

function WebhookRow({ webhook, onChange }: WebhookRowProps) {
  const { id, name, url, format, events, is_enabled, readable } = webhook;
  const actions = useWebhookActions(webhook);
  return (
    <TableRow>
      <TableCell className="min-w-48">
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
      </TableCell>
      <TableCell className="text-muted text-xs leading-5">
        {events.map((event) => (
          <span key={event} className="block whitespace-nowrap">
            {EVENT_WORDS[event]}
          </span>
        ))}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <LastDelivery last={webhook.last_delivery} />
      </TableCell>
      <TableCell>
        <Switch
          aria-label={`${name} is on`}
          checked={is_enabled}
          disabled={actions.isBusy}
          onCheckedChange={() => void actions.turn()}
        />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right">
        <Button
          size="sm"
          variant="ghost"
          isBusy={actions.isTesting}
          onClick={() => void actions.test()}
          aria-label={`Send a test to ${name}`}
        >
          Test
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onChange(webhook)} aria-label={`Edit ${name}`}>
          Edit…
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={actions.isBusy}
          onClick={() => void actions.remove()}
          aria-label={`Delete ${name}`}
        >
          Delete…
        </Button>
      </TableCell>
    </TableRow>
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
