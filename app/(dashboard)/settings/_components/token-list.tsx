'use client';

import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { RelativeTime } from '@/app/_components/ui/time';
import { useRemoval } from '@/app/_components/use-removal';
import type { TokenJson } from '@/lib/domain/wire/people';

interface TokenListProps {
  readonly ownId: string | null;
  readonly tokens: readonly TokenJson[];
}

const QUIET = 'whitespace-nowrap text-muted';

export function TokenList({ ownId, tokens }: TokenListProps) {
  const columns: ListColumn<TokenJson>[] = [
    { head: 'Name', cell: ({ name }) => name },
    { head: 'Token', cell: ({ hint }) => hint, className: `${QUIET} font-mono text-xs` },
    { head: 'Owner', cell: ({ user }) => (user.id === ownId ? 'you' : user.name), className: 'text-muted' },
    { head: 'Last used', cell: ({ last_used_at }) => <At at={last_used_at} />, className: QUIET },
    { head: 'Expires', cell: ({ expires_at }) => <At at={expires_at} />, className: QUIET },
  ];
  return (
    <ListTable
      label="API tokens"
      columns={columns}
      items={tokens}
      keyOf={({ id }) => id}
      actions={(token) => <RevokeButton token={token} />}
    />
  );
}

function At({ at }: { at: string | null }) {
  return at ? <RelativeTime at={at} /> : 'never';
}

function RevokeButton({ token: { id, name } }: { token: TokenJson }) {
  const { remove, isRemoving } = useRemoval();
  const revoke = () =>
    remove({
      title: `Revoke ${name}?`,
      body: 'Programs that use this token are refused from now on. It cannot be brought back.',
      action: 'Revoke token',
      path: `/tokens/${id}`,
      done: `${name} revoked`,
      failed: `Could not revoke ${name}`,
    });
  return (
    <LineButton isBusy={isRemoving} onClick={revoke} aria-label={`Revoke ${name}`}>
      Revoke…
    </LineButton>
  );
}
