'use client';

import { Plus, Vault } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Notice } from '@/app/_components/ui/notice';
import type { SecretJson } from '@/lib/domain/wire/secret';
import { type SecretChange, SecretDialog } from './secret-dialog';
import { SecretList } from './secret-list';
import { Section } from './section';

export function SecretsScreen({ secrets }: { secrets: readonly SecretJson[] }) {
  const [change, setChange] = useState<SecretChange | null>(null);
  const mayChange = useMay('administer');
  const newButton = mayChange ? (
    <Button variant="primary" onClick={() => setChange('new')}>
      <Plus /> New secret
    </Button>
  ) : null;
  return (
    <Section
      title="Secrets"
      description="Passwords and keys that automations use. Nobody can read a value again, only replace it."
      action={newButton}
    >
      <UnreadableNotice secrets={secrets} />
      {secrets.length === 0 ? (
        <NoSecrets mayChange={mayChange} />
      ) : (
        <SecretList secrets={secrets} onReplace={mayChange ? setChange : null} />
      )}
      {mayChange ? (
        <SecretDialog
          change={change}
          takenNames={secrets.map(({ name }) => name)}
          onClose={() => setChange(null)}
        />
      ) : null}
    </Section>
  );
}

function NoSecrets({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState icon={Vault} title="No secrets">
      <p>
        Keep a password here and name it in an automation; it never shows in steps, pictures, results or logs.
      </p>
      <code className="mt-3 block rounded-md border border-line bg-surface px-3 py-2 text-left font-mono text-ink text-xs">
        - fill: {'{'} label: Password, value: '{'{{ secret.shop_password }}'}' {'}'}
      </code>
      {mayChange ? null : <p className="mt-3">Ask an administrator to set one.</p>}
    </EmptyState>
  );
}

function UnreadableNotice({ secrets }: { secrets: readonly SecretJson[] }) {
  const names = secrets.filter(({ readable }) => !readable).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <Notice tone="danger" className="mb-4" title={`${names.join(', ')} cannot be read`}>
      The key of this installation is not the one that encrypted {names.length === 1 ? 'it' : 'them'}: rows
      that need {names.length === 1 ? 'it' : 'them'} fail. Put the right FURROW_SECRET_KEY back, or replace
      the values.
    </Notice>
  );
}
