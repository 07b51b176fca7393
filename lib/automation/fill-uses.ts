import type { FaultPath } from './fault';
import { ownValue, rawSteps } from './raw-steps';

/** A version of an automation that others may use, as its resolved document says it. */
export interface UsableAutomation {
  readonly name: string;
  /** As a step asks for it; null: the newest. */
  readonly asked: number | null;
  readonly version: number;
  readonly document: unknown;
}

export interface UseReference {
  readonly automation: string;
  /** Null: the newest. */
  readonly version: number | null;
}

/** The automations that a document's `use` steps name, as far as it can be read. */
export function namedUses(data: unknown): UseReference[] {
  return argsOfUses(data).flatMap((args) => {
    const automation = ownValue(args, 'automation');
    const version = ownValue(args, 'version');
    if (typeof automation !== 'string') return [];
    return [{ automation, version: typeof version === 'number' ? version : null }];
  });
}

/**
 * The document with what each `use` step runs written into it, so that it runs the same for ever. A step whose
 * automation is not among those given stays as it is.
 */
export function fillUses(data: unknown, usable: readonly UsableAutomation[]): unknown {
  const filled = structuredClone(data);
  for (const args of argsOfUses(filled)) {
    const [automation, version] = [ownValue(args, 'automation'), ownValue(args, 'version')];
    const found = usable.find(({ name, asked }) => name === automation && asked === (version ?? null));
    if (!found || typeof args !== 'object' || args === null) continue;
    const { document } = found;
    Object.assign(args, {
      used: {
        version: found.version,
        base_url: ownValue(document, 'base_url'),
        inputs: ownValue(document, 'inputs') ?? {},
        outputs: ownValue(document, 'outputs') ?? {},
        steps: ownValue(document, 'steps'),
      },
    });
  }
  return filled;
}

/** Where a document says itself what a `use` step runs: nobody but Furrow writes that. */
export function writtenUses(data: unknown): FaultPath[] {
  const lists = ['steps', 'verify'].flatMap((list) => rawSteps(ownValue(data, list), [list]));
  return lists.flatMap(({ step, path }) =>
    ownValue(ownValue(step, 'use'), 'used') === undefined ? [] : [[...path, 'use', 'used']],
  );
}

function argsOfUses(data: unknown): unknown[] {
  const lists = ['steps', 'verify'].flatMap((list) => rawSteps(ownValue(data, list), [list]));
  return lists.flatMap(({ step }) => ownValue(step, 'use') ?? []);
}
