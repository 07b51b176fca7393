'use client';

import { Gauge, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
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
        <ListTable
          label="Hosts"
          columns={COLUMNS}
          items={hosts}
          keyOf={(host) => host.host}
          actions={mayChange ? (host) => <Actions host={host} onChange={setChange} /> : undefined}
        />
      )}
      {mayChange ? <HostDialog change={change} onClose={() => setChange(null)} /> : null}
    </Section>
  );
}

const NO_LIMIT = <span className="text-muted">no limit</span>;

const COLUMNS: readonly ListColumn<TargetHostJson>[] = [
  { head: 'Host', cell: (host) => host.host, className: 'font-mono text-xs' },
  { head: 'Rows at a time', cell: (host) => host.max_parallel ?? NO_LIMIT, isNumber: true },
  { head: 'Rows a second', cell: (host) => host.per_second ?? NO_LIMIT, isNumber: true },
  {
    head: 'Asked for patience',
    cell: (host) => (host.not_before ? <RelativeTime at={host.not_before} /> : 'no'),
    className: 'whitespace-nowrap text-muted',
  },
];

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
    <>
      <LineButton onClick={() => onChange(host)} aria-label={`Change ${host.host}`}>
        Change…
      </LineButton>
      <LineButton isBusy={isRemoving} onClick={removeLimits} aria-label={`Remove the limits of ${host.host}`}>
        Remove…
      </LineButton>
    </>
  );
}
