import { eventStream, eventText } from '@/app/_http/sse';
import { withRoute } from '@/app/_http/with-route';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Server-sent events: hello at first, then news when there may be a new notification',
  permission: 'read',
  answers: { 200: 'text/event-stream' },
  handle: async ({ request, web }) =>
    eventStream(request.signal, async (write) => {
      const leave = web.hub.followNews(() => write(eventText('news', {})));
      write(eventText('hello', {}));
      return leave;
    }),
});
