import type { z } from 'zod';
import { suggest } from './did-you-mean';
import { type Fault, type FaultPath, valueAt } from './fault';

type Issue = z.core.$ZodIssue;

/** An error map that lets an object with unknown keys say which keys it knows: one a line, in place of a message. */
export const nameKnownKeys: z.core.$ZodErrorMap = (issue) => {
  const definition = issue.inst?._zod.def as { shape?: object } | undefined;
  if (issue.code !== 'unrecognized_keys' || !definition?.shape) return undefined;
  return Object.keys(definition.shape).join('\n');
};

/** Zod's issues, made with `nameKnownKeys`, as faults in our words; `root` is the data they are about. */
export function toFaults(issues: readonly Issue[], root: unknown): Fault[] {
  return withoutConsequences(issues.flatMap((issue) => fromIssue(issue, [], root)));
}

/** A misspelt key also leaves something missing; the first fault explains the second. */
function withoutConsequences(faults: readonly Fault[]): Fault[] {
  const misspelt = new Set(
    faults.filter(({ code }) => code === 'unknown_key').map(({ path }) => path.slice(0, -1).join('.')),
  );
  const consequences = ['no_verb', 'missing_key', 'locator_invalid', 'condition_invalid', 'option_invalid'];
  return faults.filter(({ code, path }) => !consequences.includes(code) || !misspelt.has(path.join('.')));
}

function fromIssue(issue: Issue, base: FaultPath, root: unknown): Fault[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, issue.message.split('\n')));
    case 'invalid_key':
      return [
        {
          code: 'name_invalid',
          message: `${String(path.at(-1))}: ${firstMessage(issue)}.`,
          path,
          isAboutKey: true,
        },
      ];
    case 'invalid_union':
      return fromUnion(issue, path, root);
    case 'custom': {
      const code = typeof issue.params?.code === 'string' ? issue.params.code : 'wrong_value';
      return [{ code, message: sentence(path, issue.message), path }];
    }
    case 'invalid_type':
      return [wrongType(issue.expected, valueAt(root, path), path)];
    case 'invalid_value':
      return [wrongChoice(issue.values, valueAt(root, path), path)];
    default:
      return [{ code: 'wrong_value', message: sentence(path, lowerFirst(issue.message)), path }];
  }
}

function fromUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: FaultPath,
  root: unknown,
): Fault[] {
  if ('options' in issue && Array.isArray(issue.options)) {
    return [wrongChoice(issue.options, valueAt(root, path), path)];
  }
  const meant = issue.errors.find((issues) => !issues.some((one) => isAboutWhole(one)));
  if (meant) return meant.flatMap((one) => fromIssue(one, path, root));
  const expected = issue.errors
    .flat()
    .map((one) => (one.code === 'invalid_type' ? nameOfType(one.expected) : ''));
  const either = [...new Set(expected.filter(Boolean))].join(' or ');
  const found = valueAt(root, path);
  return [
    { code: 'wrong_type', message: sentence(path, `expected ${either}, found ${nameOfValue(found)}`), path },
  ];
}

function isAboutWhole(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function unknownKey(key: string, path: FaultPath, keys: readonly string[]): Fault {
  const message = `${key} is not a key ${placeOf(path)}.${suggest(key, keys)}`;
  return { code: 'unknown_key', message, path: [...path, key], isAboutKey: true };
}

function wrongType(expected: string, found: unknown, path: FaultPath): Fault {
  if (found === undefined) {
    const key = String(path.at(-1) ?? 'the document');
    return {
      code: 'missing_key',
      message: `${key} is missing ${placeOf(path.slice(0, -1))}.`,
      path: path.slice(0, -1),
    };
  }
  const isLooseNumber = expected === 'string' && (typeof found === 'number' || typeof found === 'boolean');
  const hint = isLooseNumber ? '; put quotes around it' : '';
  const message = sentence(path, `expected ${nameOfType(expected)}, found ${nameOfValue(found)}${hint}`);
  return { code: 'wrong_type', message, path };
}

function wrongChoice(values: readonly unknown[], found: unknown, path: FaultPath): Fault {
  const key = String(path.at(-1) ?? '');
  if (found === undefined) return wrongType('string', undefined, path);
  const known = values.map(String);
  const shown = typeof found === 'string' ? found.slice(0, 100) : nameOfValue(found);
  const message = known.length === 1 ? ` It must be ${known[0]}.` : suggest(shown, known);
  return { code: 'wrong_value', message: `${shown} is no ${key}.${message}`, path };
}

function sentence(path: FaultPath, message: string): string {
  const last = path.at(-1);
  return `${typeof last === 'string' ? `${last}: ` : ''}${message.replace(/\.$/, '')}.`;
}

function placeOf(path: FaultPath): string {
  if (path.length === 0) return 'at the top of an automation';
  const words = path.map((part) => (typeof part === 'number' ? `no. ${part + 1}` : part));
  return `in ${words.join(' > ')}`;
}

function firstMessage(issue: Extract<Issue, { code: 'invalid_key' }>): string {
  return issue.issues[0]?.message ?? 'is no name';
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'keys with values',
  record: 'keys with values',
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function nameOfType(type: string): string {
  return (Object.hasOwn(TYPE_NAMES, type) ? TYPE_NAMES[type] : undefined) ?? type;
}

function nameOfValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object'
    ? 'keys with values'
    : `the ${typeof value === 'string' ? 'text' : typeof value} ${String(value).slice(0, 100)}`;
}
