'use client';

import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
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
import { useChange } from '@/app/_components/use-change';
import type { TokenJson } from '@/lib/domain/wire/people';

interface TokenListProps {
  readonly ownId: string | null;
  readonly tokens: readonly TokenJson[];
}

export function TokenList({ ownId, tokens }: TokenListProps) {
  return (
    <Table aria-label="API tokens">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>Token</TableHead>
          <TableHead>Owner</TableHead>
          <TableHead>Last used</TableHead>
          <TableHead>Expires</TableHead>
          <TableActionsHead className="w-20" />
        </TableRow>
      </TableHeader>
      <TableBody>
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} isOwn={token.user.id === ownId} />
        ))}
      </TableBody>
    </Table>
  );
}

function TokenRow({ token, isOwn }: { token: TokenJson; isOwn: boolean }) {
  const confirm = useConfirm();
  const { run, isRunning } = useChange();
  const revoke = async () => {
    const isSure = await confirm({
      title: `Revoke ${token.name}?`,
      body: 'Programs that use this token are refused from now on. It cannot be brought back.',
      action: 'Revoke token',
      isDangerous: true,
    });
    if (!isSure) return;
    await run(() => api.delete(`/tokens/${token.id}`), {
      done: `${token.name} revoked`,
      failed: `Could not revoke ${token.name}`,
    });
  };
  return (
    <TableRow>
      <TableCell>{token.name}</TableCell>
      <TableCell className="whitespace-nowrap font-mono text-muted text-xs">{token.hint}</TableCell>
      <TableCell className="text-muted">{isOwn ? 'you' : token.user.name}</TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {token.last_used_at ? <RelativeTime at={token.last_used_at} /> : 'never'}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {token.expires_at ? <RelativeTime at={token.expires_at} /> : 'never'}
      </TableCell>
      <TableCell className="text-right">
        <Button
          size="sm"
          variant="ghost"
          isBusy={isRunning}
          onClick={() => void revoke()}
          aria-label={`Revoke ${token.name}`}
        >
          Revoke…
        </Button>
      </TableCell>
    </TableRow>
  );
}
