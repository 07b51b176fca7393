'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Menu, MenuItem, MenuLabel } from '@/app/_components/ui/menu';
import type { BatchJson } from '@/lib/domain/wire/batch';

interface RetryButtonProps {
  readonly batch: BatchJson;
  readonly onRetry: (version: 'same' | 'latest') => void;
  readonly isBusy?: boolean;
  readonly size?: 'sm' | 'md';
  readonly children: ReactNode;
}

/** Runs rows again; asks with which version where the automation was changed since the batch began. */
export function RetryButton({ batch, onRetry, isBusy = false, size = 'md', children }: RetryButtonProps) {
  const changed = changedAutomations(batch);
  const [only] = changed;
  if (!only) {
    return (
      <Button size={size} isWaiting={isBusy} onClick={() => onRetry('same')}>
        {children}
      </Button>
    );
  }
  const isOne = batch.automation !== null;
  return (
    <Menu
      trigger={
        <Button size={size} isWaiting={isBusy}>
          {children} <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{isOne ? `${only.name} was changed` : 'Automations were changed'}</MenuLabel>
      <MenuItem onSelect={() => onRetry('latest')}>
        <span>{isOne ? `With version ${only.latest_version}` : 'With the newest versions'}</span>
        <span className="ml-auto pl-6 text-faint text-xs">newest; later rows too</span>
      </MenuItem>
      <MenuItem onSelect={() => onRetry('same')}>
        <span>{isOne ? `With version ${only.version}` : 'With the same versions'}</span>
        <span className="ml-auto pl-6 text-faint text-xs">as before</span>
      </MenuItem>
    </Menu>
  );
}

/** The automations of a batch of which there are newer versions than those it runs. */
export function changedAutomations(batch: BatchJson): Automation[] {
  return [batch.automation, ...batch.automations].filter(isChanged);
}

type Automation = NonNullable<BatchJson['automation']>;

function isChanged(automation: Automation | null): automation is Automation {
  return automation !== null && automation.latest_version > automation.version;
}
