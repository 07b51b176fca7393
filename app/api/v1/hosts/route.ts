import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import {
  hostLimitsSchema,
  targetHostSchema,
  toHostLimits,
  toTargetHostJson,
} from '@/lib/domain/wire/target-host';
import { listHosts } from '@/lib/services/hosts/list-hosts';
import { setHost } from '@/lib/services/hosts/set-host';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Target hosts with limits over all batches',
  permission: 'read',
  answers: { 200: pageSchema(targetHostSchema) },
  handle: async ({ context }) => {
    const now = new Date();
    const items = (await listHosts(context)).map((host) => toTargetHostJson(host, now));
    return jsonAnswer({ items, next_cursor: null });
  },
});

export const POST = withRoute({
  summary: 'Set the limits of a target host, in place of those it had',
  permission: 'administer',
  body: hostLimitsSchema,
  answers: { 200: targetHostSchema },
  handle: async ({ context, body }) =>
    jsonAnswer(toTargetHostJson(await setHost(context, toHostLimits(body)), new Date())),
});
