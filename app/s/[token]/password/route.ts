import type { NextRequest } from 'next/server';
import { SHARE_COOKIE } from '@/app/_batches/shared/share-cookie';

const MAX_LENGTH = 200;
const DAY_SECONDS = 86_400;

/** Keeps the password that was typed for this link alone, for a day, and goes back to the page, which checks it. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const form = await request.formData();
  const password = String(form.get('password') ?? '').slice(0, MAX_LENGTH);
  const path = `/s/${encodeURIComponent(token)}`;
  const headers = new Headers({ Location: path });
  const isSecure =
    request.nextUrl.protocol === 'https:' || request.headers.get('x-forwarded-proto') === 'https';
  const rest = `Max-Age=${DAY_SECONDS}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  // The page, and the files that it links to.
  for (const scope of [path, `/api/v1/shared/${encodeURIComponent(token)}`]) {
    headers.append('Set-Cookie', `${SHARE_COOKIE}=${encodeURIComponent(password)}; Path=${scope}; ${rest}`);
  }
  return new Response(null, { status: 303, headers });
}
