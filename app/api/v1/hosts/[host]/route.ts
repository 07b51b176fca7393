import { z } from 'zod';
import { emptyAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { deleteHost } from '@/lib/services/hosts/delete-host';

export const dynamic = 'force-dynamic';

export const DELETE = withRoute({
  summary: 'Take all limits off a target host',
  permission: 'administer',
  params: z.object({ host: z.string() }),
  answers: { 204: 'Deleted' },
  handle: async ({ context, params }) => {
    // A port's colon may arrive encoded.
    await deleteHost(context, { host: params.host.replace(/%3a/i, ':') });
    return emptyAnswer();
  },
});
