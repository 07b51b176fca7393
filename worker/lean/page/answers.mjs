import { statesOf } from './element-states.mjs';
import { chooseOption, focus, isChecked, isRadio, readyToFill } from './fields.mjs';
import { createFinder } from './find.mjs';
import { afterTasks, aimAt, endWatch } from './pointer.mjs';
import { readField } from './reads.mjs';
import { Unsure, unsure } from './unsure.mjs';
import { isVisible } from './visible.mjs';

/** The next looks at a page that is not so far yet; the last one again and again. */
const PAUSES_MS = [0, 10, 20, 20, 50, 50, 100];

/**
 * Answers what is asked of the page from outside: `{ value }`, or `{ unsure: why }`, whereupon nothing was changed and
 * Playwright does the step.
 * @param known all ARIA roles
 */
export function createAnswers(known) {
  let box = null;

  /** The one element; null when there is none yet. */
  function theOne({ locator }) {
    const found = createFinder(known).choose(locator);
    if (found.length > 1) unsure('several elements');
    return found[0] ?? null;
  }

  function visibleMatches({ locator, pattern }) {
    const finder = createFinder(known);
    const found = finder.find(locator).filter(isVisible);
    return pattern === undefined ? found : finder.withPattern(found, pattern);
  }

  function withOne(request, act) {
    const element = theOne(request);
    return element && act(element);
  }

  const ANSWERS = {
    title: () => document.title,
    isShown: (request) => visibleMatches(request).length > 0 === request.isWanted || null,
    isShownNow: (request) => visibleMatches(request).length > 0,
    states: (request) => statesOf(visibleMatches(request), request.attribute),
    isThere: (request) => withOne(request, (element) => isVisible(element) || null),
    fill: (request) => withOne(request, (element) => readyToFill(element, request.value)),
    focus: (request) => withOne(request, focus),
    choose: (request) =>
      withOne(request, (element) => chooseOption(element, request.optionBy, request.option)),
    aim: (request) => withOne(request, (element) => aimAt(element, request.isTrial)),
    aimAtBox: (request) =>
      withOne(request, (element) => {
        if (isChecked(element) === request.isWanted) return { isDone: true };
        if (!request.isWanted && isRadio(element)) unsure('a radio button is not unchecked');
        box = element;
        return aimAt(element, request.isTrial);
      }),
    endAction: async () => {
      const wasMet = endWatch();
      await afterTasks();
      return { wasMet };
    },
    endBox: () => ({ wasMet: endWatch(), isChecked: isChecked(box) }),
    /** The values of as many fields, from the first on, as can be read. */
    read: (request, endsAtMs) => readAll(request.fields, endsAtMs),
  };

  async function readAll(fields, endsAtMs) {
    const values = [];
    for (const field of fields) {
      try {
        const value = await untilKnown(() => readField(field, createFinder(known)), endsAtMs);
        if (value === undefined) break;
        values.push(value);
      } catch (error) {
        if (!(error instanceof Unsure)) throw error;
        break;
      }
    }
    return values;
  }

  return async (request) => {
    const endsAtMs = performance.now() + request.waitMs;
    try {
      const look = async () => (await ANSWERS[request.ask](request, endsAtMs)) ?? undefined;
      const value = await untilKnown(look, endsAtMs);
      return value === undefined ? { unsure: 'not yet' } : { value };
    } catch (error) {
      if (error instanceof Unsure) return { unsure: error.why };
      throw error;
    }
  };
}

/** Looks again until there is an answer; undefined: none came in time. */
async function untilKnown(look, endsAtMs) {
  for (let no = 0; ; no += 1) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() >= endsAtMs) return undefined;
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSES_MS[no] ?? PAUSES_MS.at(-1));
    });
  }
}
