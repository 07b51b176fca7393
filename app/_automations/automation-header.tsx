'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import { usePageCommands } from '@/app/_keyboard/page-commands';
import type { AutomationJson } from '@/lib/domain/wire/automation';
import { type Effect, EffectBadge } from './effect-badge';

interface AutomationHeaderProps {
  readonly saved: AutomationJson | null;
  readonly title: string;
  readonly effect: Effect | null;
  readonly mayWrite: boolean;
  readonly canSave: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
}

export function AutomationHeader({
  saved,
  title,
  effect,
  mayWrite,
  canSave,
  isSaving,
  onSave,
}: AutomationHeaderProps) {
  const next = saved ? saved.latest_version + 1 : 1;
  usePageCommands([
    canSave && !isSaving && { label: `Save version ${next}`, act: { run: onSave } },
    mayWrite &&
      saved !== null && {
        label: 'New batch with this automation',
        act: { href: `/batches/new?automation=${saved.name}` },
      },
  ]);
  return (
    <PageHeader
      crumbs={[{ label: 'Automations', href: '/automations' }]}
      title={title}
      mark={
        <>
          {saved ? <span className="shrink-0 text-faint">v{saved.version}</span> : null}
          {effect ? <EffectBadge effect={effect} /> : null}
        </>
      }
      actions={
        mayWrite ? (
          <>
            {saved ? (
              <Button asChild>
                <Link href={`/batches/new?automation=${saved.name}`}>
                  <Play /> New batch
                </Link>
              </Button>
            ) : null}
            <Button variant="primary" disabled={!canSave} isBusy={isSaving} onClick={onSave}>
              Save version {next}
            </Button>
          </>
        ) : null
      }
    />
  );
}
