import { suggest } from './did-you-mean';
import type { Fault, FaultPath } from './fault';
import { checkInput } from './inputs';
import { templateNames } from './referenced-names';
import { isSecretName } from './render-step';
import type { Automation } from './schema';
import type { UseArgs, UsedAutomation } from './steps/use';
import { walkOwnSteps } from './walk-steps';

/**
 * What a document's `use` steps ask for and give. `isFilled`: their automations were looked for, so one that is not
 * there does not exist.
 */
export function checkUses(automation: Automation, isFilled: boolean): Fault[] {
  const { steps, verify } = automation;
  const placed = [...walkOwnSteps(steps, ['steps']), ...walkOwnSteps(verify?.steps ?? [], ['verify'])];
  return placed.flatMap(({ step, path }): Fault[] => {
    if (step.verb !== 'use') return [];
    const used = step.args.used?.();
    if (used) return checkWith(automation, step.args, used, [...path, 'use']);
    return isFilled ? [unknownAutomation(step.args, [...path, 'use'])] : [];
  });
}

/** True when every `use` step of the document knows what it runs. */
export function hasAllUses({ steps, verify }: Automation): boolean {
  const own = [...walkOwnSteps(steps), ...walkOwnSteps(verify?.steps ?? [])];
  return own.every(({ step }) => step.verb !== 'use' || step.args.used !== undefined);
}

function unknownAutomation({ automation, version }: UseArgs, path: FaultPath): Fault {
  const which = version === undefined ? automation : `${automation}, version ${version}`;
  const message = `There is no automation ${which}: add it first.`;
  return { code: 'use_unknown', message, path: [...path, 'automation'] };
}

function checkWith(
  automation: Automation,
  args: UseArgs,
  { inputs }: UsedAutomation,
  path: FaultPath,
): Fault[] {
  const known = Object.keys(inputs);
  const faults = Object.entries(args.with).flatMap(([input, source]): Fault[] => {
    const at = [...path, 'with', input];
    const spec = Object.hasOwn(inputs, input) ? inputs[input] : undefined;
    if (!spec) {
      const message = `${args.automation} has no input ${input}.${suggest(input, known)}`;
      return [{ code: 'input_unknown', message, path: at, isAboutKey: true }];
    }
    if (spec.type !== 'secret' && templateNames(source).some((name) => isSecretName(name, automation))) {
      const message = `${input} of ${args.automation} is no secret: say type: secret there.`;
      return [{ code: 'secret_to_plain_input', message, path: at }];
    }
    // What a template gives is checked when it is known.
    const verdict = source.includes('{{') ? { ok: true as const } : checkInput(spec, source);
    return verdict.ok ? [] : [{ code: verdict.code, message: `${input} ${verdict.message}.`, path: at }];
  });
  const missing = known.filter((input) => {
    const spec = inputs[input];
    return spec?.required && spec.default === undefined && !Object.hasOwn(args.with, input);
  });
  if (missing.length === 0) return faults;
  const message = `${args.automation} needs ${missing.join(', ')} under with.`;
  return [...faults, { code: 'input_missing', message, path }];
}
