import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { toTokenJson } from '@/lib/domain/wire/people';
import { actorUserId } from '@/lib/services/context';
import { listVisibleTokens } from '@/lib/services/tokens/list-tokens';
import { TokensScreen } from '../_components/tokens-screen';

export const metadata: Metadata = { title: 'API tokens' };

export default async function TokensPage() {
  const context = await requireContext();
  const tokens = await listVisibleTokens(context);
  return <TokensScreen ownId={actorUserId(context.actor)} tokens={tokens.map(toTokenJson)} />;
}
