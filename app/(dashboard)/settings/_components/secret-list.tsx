'use client';

import Link from 'next/link';
import { Badge } from '@/app/_components/ui/badge';
import { CopyButton } from '@/app/_components/ui/copy-button';
import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
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
    <ListTable
      label="Secrets"
      columns={COLUMNS}
      items={secrets}
      keyOf={({ name }) => name}
      actions={onReplace ? (secret) => <Actions secret={secret} onReplace={onReplace} /> : undefined}
    />
  );
}

const QUIET = 'whitespace-nowrap text-muted';

const COLUMNS: readonly ListColumn<SecretJson>[] = [
  { head: 'Name', cell: (secret) => <SecretName secret={secret} /> },
  { head: 'Used by', cell: ({ automations }) => <Users automations={automations} /> },
  {
    head: 'Last used',
    cell: ({ last_used_at: at }) => (at ? <RelativeTime at={at} /> : 'never'),
    className: QUIET,
  },
  {
    head: 'Value set',
    cell: ({ updated_at, set_by }) => (
      <>
        <RelativeTime at={updated_at} />
        {set_by ? ` by ${set_by}` : ''}
      </>
    ),
    className: QUIET,
  },
];

/** Names with a digit first are no names to a template: it wants them in quotes. */
function templateOf(name: string): string {
  return /^[a-z_]/.test(name) ? `{{ secret.${name} }}` : `{{ secret["${name}"] }}`;
}

function SecretName({ secret: { name, description, readable } }: { secret: SecretJson }) {
  return (
    <>
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        <span className="font-mono text-xs">{name}</span>
        <CopyButton text={templateOf(name)} what={`${name} for an automation`} />
        {readable ? null : <Badge tone="danger">cannot be read</Badge>}
      </span>
      {description ? <p className="max-w-60 text-pretty text-muted text-xs">{description}</p> : null}
    </>
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
    <>
      <LineButton onClick={() => onReplace(secret)} aria-label={`Replace ${name}`}>
        Replace…
      </LineButton>
      <LineButton isBusy={isRemoving} onClick={removeSecret} aria-label={`Delete ${name}`}>
        Delete…
      </LineButton>
    </>
  );
}

function deletionWords(automations: readonly string[]): string {
  const end = 'The value cannot be brought back.';
  if (automations.length === 0) return `No automation uses it. ${end}`;
  const users = automations.slice(0, MOST_LINKS).join(', ');
  const more = automations.length > MOST_LINKS ? ` and ${automations.length - MOST_LINKS} more` : '';
  return `${users}${more} ${automations.length === 1 ? 'uses' : 'use'} it: rows fail from now on, and no new batch can be made. ${end}`;
}
