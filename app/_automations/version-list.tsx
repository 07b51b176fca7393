import Link from 'next/link';
import { RelativeTime } from '@/app/_components/ui/time';
import type { AutomationVersionJson } from '@/lib/domain/wire/automation';
import { Part } from './outline-view';

interface VersionListProps {
  readonly name: string;
  readonly shown: number;
  readonly versions: readonly AutomationVersionJson[];
}

export function VersionList({ name, shown, versions }: VersionListProps) {
  return (
    <Part title="Versions" note="a batch keeps the one it started with">
      <ul>
        {versions.map(({ version, created_at }, index) => (
          <li key={version}>
            <Link
              href={index === 0 ? `/automations/${name}` : `/automations/${name}?version=${version}`}
              aria-current={version === shown ? 'true' : undefined}
              className="-mx-2 flex justify-between rounded-md px-2 py-1 hover:bg-wash aria-[current]:bg-selected aria-[current]:font-medium"
            >
              Version {version}
              <RelativeTime at={created_at} className="font-normal text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
