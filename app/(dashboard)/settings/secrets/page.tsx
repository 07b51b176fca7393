import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { webProcess } from '@/app/_server/web-process';
import { toSecretJson } from '@/lib/domain/wire/secret';
import { listSecrets } from '@/lib/services/secrets/list-secrets';
import { SecretsScreen } from '../_components/secrets-screen';

export const metadata: Metadata = { title: 'Secrets' };

export default async function SecretsPage() {
  const context = await requireContext();
  const { keys } = await webProcess();
  const secrets = await listSecrets({ ...context, keys });
  return <SecretsScreen secrets={secrets.map(toSecretJson)} />;
}
