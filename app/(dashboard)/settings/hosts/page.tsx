import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { toTargetHostJson } from '@/lib/domain/wire/target-host';
import { listHosts } from '@/lib/services/hosts/list-hosts';
import { HostsScreen } from '../_components/hosts-screen';

export const metadata: Metadata = { title: 'Hosts' };

export default async function HostsPage() {
  const context = await requireContext();
  const now = new Date();
  const hosts = await listHosts(context);
  return <HostsScreen hosts={hosts.map((host) => toTargetHostJson(host, now))} />;
}
