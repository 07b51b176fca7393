import { TEMPLATE_PLACES } from './check-automation';
import { suggest } from './did-you-mean';
import { type Fault, valueAt } from './fault';
import { lookUps } from './referenced-names';
import { visitTexts } from './visit-texts';

/**
 * A fault for each place that names a secret nobody has set: every row would fail there.
 * @param data the document as written
 * @param secrets the names that are set
 */
export function checkSecrets(data: unknown, secrets: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  for (const place of TEMPLATE_PLACES) {
    visitTexts(valueAt(data, place), (source, path) => {
      for (const { name, mayBeMissing } of lookUps(source)) {
        if (name.root !== 'secret' || mayBeMissing || secrets.has(name.key)) continue;
        const message =
          `There is no secret ${name.key}.${suggest(name.key, [...secrets])} ` +
          `An administrator sets it under Settings, Secrets, or with "furrow secret set ${name.key}".`;
        faults.push({ code: 'secret_unknown', message, path: [...place, ...path] });
      }
    });
  }
  return faults;
}
