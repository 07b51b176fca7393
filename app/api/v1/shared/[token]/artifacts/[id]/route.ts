import { z } from 'zod';
import { artifactAnswer } from '@/app/_http/artifact-answer';
import { enterByRequest, sharedParams } from '@/app/_http/shared-request';
import { withRoute } from '@/app/_http/with-route';
import { getSharedArtifact } from '@/lib/services/shares/read-shared-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A stored file of a shared batch, when its link shows files',
  permission: 'anyone',
  params: sharedParams.extend({ id: z.string() }),
  answers: { 200: 'The file', 206: 'The range asked for' },
  handle: async ({ context, params, request }) => {
    const share = await enterByRequest(context, request, params.token);
    return artifactAnswer(request, await getSharedArtifact(share, params.id));
  },
});
