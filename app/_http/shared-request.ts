import { z } from 'zod';
import { SHARE_COOKIE } from '@/app/_batches/shared/share-cookie';
import type { Context } from '@/lib/services/context';
import { type EnteredShare, enterShare } from '@/lib/services/shares/enter-share';
import { noteShareView } from '@/lib/services/shares/note-share-view';
import { visitorOf } from './visitor';

/** The password of a shared link travels in this header: in an address it would end up in logs. */
const PASSWORD_HEADER = 'x-share-password';

export const sharedParams = z.object({ token: z.string() });

/** Opens the link a request came by, and notes the visit. */
export async function enterByRequest(
  context: Context,
  request: Request,
  token: string,
): Promise<EnteredShare> {
  const password = request.headers.get(PASSWORD_HEADER) ?? passwordCookie(request);
  const share = await enterShare(context, { token, password });
  await noteShareView(share, visitorOf(request.headers));
  return share;
}

/** The shared page keeps the password in a cookie of this link alone; its links to files bring it along. */
function passwordCookie(request: Request): string | undefined {
  const pairs = request.headers.get('cookie')?.split(/;\s*/) ?? [];
  const value = pairs.find((pair) => pair.startsWith(`${SHARE_COOKIE}=`))?.slice(SHARE_COOKIE.length + 1);
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
