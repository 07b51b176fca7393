import { z } from 'zod';
import { emptyAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { revokeInvitation } from '@/lib/services/invitations/revoke-invitation';

export const dynamic = 'force-dynamic';

export const DELETE = withRoute({
  summary: 'Take an unused invitation back',
  permission: 'administer',
  params: z.object({ id: z.uuid() }),
  answers: { 204: 'Taken back' },
  handle: async ({ context, params }) => {
    await revokeInvitation(context, params.id);
    return emptyAnswer();
  },
});
