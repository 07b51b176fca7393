'use client';

import Link from 'next/link';
import { Badge } from '@/app/_components/ui/badge';
import { Button } from '@/app/_components/ui/button';
import { CopyButton } from '@/app/_components/ui/copy-button';
import {
  Table,
  TableActionsHead,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RelativeTime } from '@/app/_components/ui/time';
import { useRemoval } from '@/app/_components/use-removal';
import type { SecretJson } from '@/lib/domain/wire/secret';

interface SecretListProps {
  readonly secrets: readonly SecretJson[];
  /** Null when the person may not change secrets. */
  readonly onReplace: ((secret: SecretJson) => void) | null;
}

export function SecretList({ secrets, onReplace }: SecretListProps) {
  return (
    <Table aria-label="Secrets">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>Used by</TableHead>
          <TableHead>Last used</TableHead>
          <TableHead>Value set</TableHead>
          {onReplace ? <TableActionsHead className="w-40" /> : null}
        </TableRow>
      </TableHeader>
      <TableBody>
        {secrets.map((secret) => (
          <TableRow key={secret.name}>
            <SecretName secret={secret} />
            <TableCell>
              <Users automations={secret.automations} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {secret.last_used_at ? <RelativeTime at={secret.last_used_at} /> : 'never'}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              <RelativeTime at={secret.updated_at} />
              {secret.set_by ? ` by ${secret.set_by}` : ''}
            </TableCell>
            {onReplace ? <Actions secret={secret} onReplace={onReplace} /> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Names with a digit first are no names to a template: it wants them in quotes. */
function templateOf(name: string): string {
  return /^[a-z_]/.test(name) ? `{{ secret.${name} }}` : `{{ secret["${name}"] }}`;
}

function SecretName({ secret: { name, description, readable } }: { secret: SecretJson }) {
  return (
    <TableCell>
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        <span className="font-mono text-xs">{name}</span>
        <CopyButton text={templateOf(name)} what={`${name} for an automation`} />
        {readable ? null : <Badge tone="danger">cannot be read</Badge>}
      </span>
      {description ? <p className="max-w-60 text-pretty text-muted text-xs">{description}</p> : null}
    </TableCell>
  );
}

const MOST_LINKS = 3;

function Users({ automations }: { automations: readonly string[] }) {
  if (automations.length === 0) return <span className="text-muted">nothing</span>;
  const more = automations.length - MOST_LINKS;
  return (
    <span className="flex flex-wrap gap-x-2">
      {automations.slice(0, MOST_LINKS).map((name) => (
        <Link
          key={name}
          href={`/automations/${name}`}
          className="whitespace-nowrap underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      ))}
      {more > 0 ? <span className="text-muted">and {more} more</span> : null}
    </span>
  );
}

interface ActionsProps {
  readonly secret: SecretJson;
  readonly onReplace: (secret: SecretJson) => void;
}

function Actions({ secret, onReplace }: ActionsProps) {
  const { name, automations } = secret;
  const { remove, isRemoving } = useRemoval();
  const removeSecret = () =>
    remove({
      title: `Delete ${name}?`,
      body: deletionWords(automations),
      action: 'Delete secret',
      path: `/secrets/${name}`,
      query: automations.length > 0 ? { force: 'true' } : {},
      done: `${name} deleted`,
      failed: `Could not delete ${name}`,
    });
  return (
    <TableCell className="whitespace-nowrap text-right">
      <Button size="sm" variant="ghost" onClick={() => onReplace(secret)} aria-label={`Replace ${name}`}>
        Replace…
      </Button>
      <Button
        size="sm"
        variant="ghost"
        isBusy={isRemoving}
        onClick={() => void removeSecret()}
        aria-label={`Delete ${name}`}
      >
        Delete…
      </Button>
    </TableCell>
  );
}

function deletionWords(automations: readonly string[]): string {
  const end = 'The value cannot be brought back.';
  if (automations.length === 0) return `No automation uses it. ${end}`;
  const users = automations.slice(0, MOST_LINKS).join(', ');
  const more = automations.length > MOST_LINKS ? ` and ${automations.length - MOST_LINKS} more` : '';
  return `${users}${more} ${automations.length === 1 ? 'uses' : 'use'} it: rows fail from now on, and no new batch can be made. ${end}`;
}
