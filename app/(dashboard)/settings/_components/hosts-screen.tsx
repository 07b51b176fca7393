'use client';

import { Gauge, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
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
import { useRemoval } from '@/app/_components/use-removal';
import type { TargetHostJson } from '@/lib/domain/wire/target-host';
import { type HostChange, HostDialog } from './host-dialog';
import { Section } from './section';

export function HostsScreen({ hosts }: { hosts: readonly TargetHostJson[] }) {
  const [change, setChange] = useState<HostChange | null>(null);
  const mayChange = useMay('administer');
  return (
    <Section
      title="Hosts"
      description="How much a site gets at once, over all batches and workers. A site that asks for patience (Retry-After) gets it without a limit here."
      action={
        mayChange ? (
          <Button variant="primary" onClick={() => setChange('new')}>
            <Plus /> Limit a host
          </Button>
        ) : null
      }
    >
      {hosts.length === 0 ? (
        <EmptyState icon={Gauge} title="No host has limits">
          <p>Each batch goes as fast as its own settings let it.</p>
        </EmptyState>
      ) : (
        <Table aria-label="Hosts">
          <TableHeader>
            <TableRow>
              <TableHead>Host</TableHead>
              <TableHead className="text-right">Rows at a time</TableHead>
              <TableHead className="text-right">Rows a second</TableHead>
              <TableHead>Asked for patience</TableHead>
              {mayChange ? <TableActionsHead className="w-40" /> : null}
            </TableRow>
          </TableHeader>
          <TableBody>
            {hosts.map((host) => (
              <HostRow key={host.host} host={host} onChange={mayChange ? setChange : null} />
            ))}
          </TableBody>
        </Table>
      )}
      {mayChange ? <HostDialog change={change} onClose={() => setChange(null)} /> : null}
    </Section>
  );
}

interface HostRowProps {
  readonly host: TargetHostJson;
  /** Null when the person may not change hosts. */
  readonly onChange: ((host: TargetHostJson) => void) | null;
}

function HostRow({ host, onChange }: HostRowProps) {
  return (
    <TableRow>
      <TableCell className="font-mono text-xs">{host.host}</TableCell>
      <TableCell className="text-right tabular-nums">
        {host.max_parallel ?? <span className="text-muted">no limit</span>}
      </TableCell>
      <TableCell className="text-right tabular-nums">
        {host.per_second ?? <span className="text-muted">no limit</span>}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {host.not_before ? <RelativeTime at={host.not_before} /> : 'no'}
      </TableCell>
      {onChange ? <Actions host={host} onChange={onChange} /> : null}
    </TableRow>
  );
}

function Actions({ host, onChange }: { host: TargetHostJson; onChange: (host: TargetHostJson) => void }) {
  const { remove, isRemoving } = useRemoval();
  const removeLimits = () =>
    remove({
      title: `Take the limits off ${host.host}?`,
      body: 'Running batches then open it as fast as their own settings let them.',
      action: 'Take limits off',
      path: `/hosts/${encodeURIComponent(host.host)}`,
      done: `${host.host} has no limits any more`,
      failed: `Could not take the limits off ${host.host}`,
    });
  return (
    <TableCell className="whitespace-nowrap text-right">
      <Button size="sm" variant="ghost" onClick={() => onChange(host)} aria-label={`Change ${host.host}`}>
        Change…
      </Button>
      <Button
        size="sm"
        variant="ghost"
        isBusy={isRemoving}
        onClick={() => void removeLimits()}
        aria-label={`Remove the limits of ${host.host}`}
      >
        Remove…
      </Button>
    </TableCell>
  );
}
