import { z } from 'zod';
import type { Context } from '@/lib/services/context';
import { type EnteredShare, enterShare } from '@/lib/services/shares/enter-share';

/** The password of a shared link travels in this header: in an address it would end up in logs. */
const PASSWORD_HEADER = 'x-share-password';

export const sharedParams = z.object({ token: z.string() });

/** Opens the link a request came by. */
export function enterByRequest(context: Context, request: Request, token: string): Promise<EnteredShare> {
  return enterShare(context, { token, password: request.headers.get(PASSWORD_HEADER) ?? undefined });
}
