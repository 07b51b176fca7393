import type { PlanJson } from '@/lib/domain/wire/plan';

type Chosen = NonNullable<PlanJson['chosen_by_row']>;

/** What the first rows name themselves; the check of the file says it of all rows. */
export function ChosenByRow({ chosen: { column, automations, unknown } }: { chosen: Chosen }) {
  return (
    <div className="min-w-0">
      <p className="text-pretty text-muted">
        Each row names what runs for it in the column {column}. Of the first rows:
      </p>
      <ul className="mt-2 divide-y divide-line border-line border-y">
        {automations.map(({ name, title, version, effect }) => (
          <li key={name} className="py-2">
            <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
            <p className="text-muted text-xs">
              {name} v{version} · {effect === 'submit' ? 'submits something' : 'only reads'}
            </p>
          </li>
        ))}
        {unknown.map(({ name, nearest }) => (
          <li key={name} className="py-2 text-danger [overflow-wrap:anywhere]">
            There is no automation “{name}”.{nearest !== null && ` Did you mean ${nearest}?`}
          </li>
        ))}
      </ul>
    </div>
  );
}
