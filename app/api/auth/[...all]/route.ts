import { answerSafely } from '@/app/_http/answer-safely';
import { webProcess } from '@/app/_server/web-process';

export const dynamic = 'force-dynamic';

/** Signing in and out, and what a person does with the own account: better-auth checks origin and rate itself. */
function answer(request: Request): Promise<Response> {
  return answerSafely(request, async () => {
    const { auth, providerDoor } = await webProcess();
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
    return providerDoor?.serves(path) ? providerDoor.handle(request) : auth.handler(request);
  });
}

export { answer as GET, answer as POST };
