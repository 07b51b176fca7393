import { z } from 'zod';
import { emptyAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { revokeShare } from '@/lib/services/shares/revoke-share';

export const dynamic = 'force-dynamic';

export const DELETE = withRoute({
  summary: 'End a shared link at once',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 204: 'Ended' },
  handle: async ({ context, params }) => {
    await revokeShare(context, { shareId: params.id });
    return emptyAnswer();
  },
});
