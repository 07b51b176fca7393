'use client';

import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import type { TokenJson } from '@/lib/domain/wire/people';
import { Section } from './section';
import { TokenDialog } from './token-dialog';
import { TokenList } from './token-list';

interface TokensScreenProps {
  readonly ownId: string | null;
  readonly tokens: readonly TokenJson[];
}

export function TokensScreen({ ownId, tokens }: TokensScreenProps) {
  const [isMaking, setIsMaking] = useState(false);
  return (
    <Section
      title="API tokens"
      description="For programs: a token may do what your role allows. Send it as Authorization: Bearer."
      action={
        <Button variant="primary" onClick={() => setIsMaking(true)}>
          <Plus /> New token
        </Button>
      }
    >
      {tokens.length === 0 ? (
        <EmptyState icon={KeyRound} title="No tokens">
          Make one to start batches from a script or another system.
        </EmptyState>
      ) : (
        <TokenList ownId={ownId} tokens={tokens} />
      )}
      <TokenDialog isOpen={isMaking} onOpenChange={setIsMaking} />
    </Section>
  );
}
