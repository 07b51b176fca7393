import { z } from 'zod';
import { emptyAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { revokeToken } from '@/lib/services/tokens/revoke-token';

export const dynamic = 'force-dynamic';

export const DELETE = withRoute({
  summary: 'End a token at once: your own, or as administrator any',
  permission: 'read',
  params: z.object({ id: z.uuid() }),
  answers: { 204: 'Ended' },
  handle: async ({ context, params }) => {
    await revokeToken(context, params.id);
    return emptyAnswer();
  },
});
