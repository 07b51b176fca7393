import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { createdTokenSchema, tokenSchema, toTokenJson } from '@/lib/domain/wire/people';
import { createOwnToken } from '@/lib/services/tokens/create-own-token';
import { listVisibleTokens } from '@/lib/services/tokens/list-tokens';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Your tokens; an administrator sees everybody’s',
  permission: 'read',
  answers: { 200: pageSchema(tokenSchema) },
  handle: async ({ context }) => {
    const tokens = await listVisibleTokens(context);
    return jsonAnswer({ items: tokens.map(toTokenJson), next_cursor: null });
  },
});

export const POST = withRoute({
  summary: 'Make a token with your own role; its text is shown once',
  permission: 'read',
  showsSecret: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    expires_in: z.number().positive().max(315_360_000).optional().describe('seconds'),
  }),
  answers: { 201: createdTokenSchema },
  handle: async ({ context, body: { name, expires_in } }) => {
    const issued = await createOwnToken(context, { name, expiresInSeconds: expires_in });
    return jsonAnswer({ ...toTokenJson(issued), token: issued.token }, 201);
  },
});
