'use client';

import { FileInput, Plus, Workflow } from 'lucide-react';
import Link from 'next/link';
import type { z } from 'zod';
import { useMay } from '@/app/_auth/actor-role';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_components/ui/table';
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
          <AutomationTable automations={automations} />
        )}
      </PageBody>
    </>
  );
}

function AutomationTable({ automations }: { automations: readonly AutomationItem[] }) {
  return (
    <Table aria-label="Automations">
      <TableHeader>
        <TableRow>
          <TableHead>Automation</TableHead>
          <TableHead>Effect</TableHead>
          <TableHead className="text-right">Version</TableHead>
          <TableHead className="text-right">Batches</TableHead>
          <TableHead>Changed</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {automations.map((automation) => (
          <TableRow key={automation.name} className="relative">
            <TableCell className="max-w-[22rem]">
              <Link
                href={`/automations/${automation.name}`}
                className="block truncate font-medium after:absolute after:inset-0 hover:underline"
              >
                {automation.title}
              </Link>
              <span className="block truncate font-mono text-faint text-xs">{automation.name}</span>
            </TableCell>
            <TableCell>
              <EffectBadge effect={automation.effect} />
            </TableCell>
            <TableCell className="text-right">{automation.latest_version}</TableCell>
            <TableCell className="text-right">{automation.batch_count.toLocaleString('en-GB')}</TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              <RelativeTime at={automation.updated_at} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
