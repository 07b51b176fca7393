'use client';

import { FileInput, Plus, Workflow } from 'lucide-react';
import Link from 'next/link';
import type { z } from 'zod';
import { useMay } from '@/app/_auth/actor-role';
import { countText } from '@/app/_batches/format';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { RelativeTime } from '@/app/_components/ui/time';
import type { automationListItemSchema } from '@/lib/domain/wire/automation';
import { EffectBadge } from './effect-badge';

type AutomationItem = z.infer<typeof automationListItemSchema>;

export function AutomationListScreen({ automations }: { automations: readonly AutomationItem[] }) {
  const mayWrite = useMay('write');
  const create = mayWrite ? (
    <>
      <Button asChild>
        <Link href="/automations/new?from=recording">
          <FileInput /> Import a recording
        </Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/automations/new">
          <Plus /> New automation
        </Link>
      </Button>
    </>
  ) : null;
  return (
    <>
      <PageHeader title="Automations" actions={create} />
      <PageBody>
        {automations.length === 0 ? (
          <EmptyState icon={Workflow} title="No automations yet" action={create}>
            An automation says, step by step, what the browser does for one row. It is a small text file with
            versions.
          </EmptyState>
        ) : (
          <ListTable
            label="Automations"
            columns={COLUMNS}
            items={automations}
            keyOf={({ name }) => name}
            rowClassName="relative"
          />
        )}
      </PageBody>
    </>
  );
}

const COLUMNS: readonly ListColumn<AutomationItem>[] = [
  {
    head: 'Automation',
    cell: (automation) => <AutomationLink {...automation} />,
    className: 'max-w-[22rem]',
  },
  { head: 'Effect', cell: ({ effect }) => <EffectBadge effect={effect} /> },
  { head: 'Version', cell: (automation) => automation.latest_version, isNumber: true },
  { head: 'Batches', cell: (automation) => countText(automation.batch_count), isNumber: true },
  {
    head: 'Changed',
    cell: ({ updated_at }) => <RelativeTime at={updated_at} />,
    className: 'whitespace-nowrap text-muted',
  },
];

function AutomationLink({ name, title }: AutomationItem) {
  return (
    <>
      <Link
        href={`/automations/${name}`}
        className="block truncate font-medium after:absolute after:inset-0 hover:underline"
      >
        {title}
      </Link>
      <span className="block truncate font-mono text-faint text-xs">{name}</span>
    </>
  );
}
