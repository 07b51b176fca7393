import { z } from 'zod';
import { artifactAnswer } from '@/app/_http/artifact-answer';
import { withRoute } from '@/app/_http/with-route';
import { getArtifact } from '@/lib/services/artifacts/get-artifact';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A stored file of an attempt: screenshot, trace, download; ranges are understood',
  permission: 'read',
  params: z.object({ id: z.string() }),
  answers: { 200: 'The file', 206: 'The range asked for' },
  handle: async ({ context, params, request }) =>
    artifactAnswer(request, await getArtifact(context, { artifactId: params.id })),
});
