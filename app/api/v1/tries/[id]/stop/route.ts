import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { toTryJson, trySchema } from '@/lib/domain/wire/try';
import { stopTry } from '@/lib/services/tries/stop-try';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Stop a try: at once while it waits, within seconds while it runs',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: trySchema },
  handle: async ({ context, params }) => jsonAnswer(toTryJson(await stopTry(context, { tryId: params.id }))),
});
