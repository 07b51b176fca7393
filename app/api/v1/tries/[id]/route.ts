import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { toTryJson, trySchema } from '@/lib/domain/wire/try';
import { getTry } from '@/lib/services/tries/get-try';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A try: its steps so far, its pictures, and what came of it; kept for a day',
  permission: 'read',
  params: z.object({ id: z.string() }),
  answers: { 200: trySchema },
  handle: async ({ context, params }) => jsonAnswer(toTryJson(await getTry(context, { tryId: params.id }))),
});
