import { z } from 'zod';
import { eventStream } from '@/app/_http/sse';
import { withRoute } from '@/app/_http/with-route';
import { getBatch } from '@/lib/services/batches/get-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Server-sent events: snapshot, then progress, job and batch; hints, at most four a second',
  permission: 'read',
  params: z.object({ id: z.string() }),
  answers: { 200: 'text/event-stream' },
  handle: async ({ context, params, request, web }) => {
    const { id } = await getBatch(context, { batchId: params.id });
    return eventStream(request.signal, (write) => web.hub.follow(id, write));
  },
});
