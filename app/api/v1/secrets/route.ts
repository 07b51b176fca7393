import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { secretSchema, toSecretJson } from '@/lib/domain/wire/secret';
import { listSecrets } from '@/lib/services/secrets/list-secrets';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'All secrets by name; never their values',
  permission: 'read',
  answers: { 200: pageSchema(secretSchema) },
  handle: async ({ context, web: { keys } }) => {
    const secrets = await listSecrets({ ...context, keys });
    return jsonAnswer({ items: secrets.map(toSecretJson), next_cursor: null });
  },
});
