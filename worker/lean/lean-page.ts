import type { CDPSession, Page } from 'playwright';
import { settleWithin } from '../browser/settle-within';
import { createNavigationWatch, type NavigationWatch } from './navigation-watch';
import { ANSWER, pageScript } from './page-script';
import { pageSession } from './page-session';

/** What `page/answers.mjs` is asked. */
export interface Question {
  readonly ask: string;
  readonly [argument: string]: unknown;
}

/** A page as our own script in it sees it, in a world that the page's scripts cannot reach. */
export interface LeanPage {
  /**
   * @param waitMs how long the page may take to become so that there is an answer
   * @returns null when the script is not sure, the page does not answer, or goes away: then nothing was changed
   */
  ask<T>(question: Question, waitMs: number): Promise<{ readonly value: T } | null>;
  /** Sent, whatever becomes of it. */
  tell(question: Question): void;
  readonly navigation: NavigationWatch;
}

/** A script that does not answer within its own time and this is not waited for. */
const SLOW_MS = 1000;
const MOST_DOCUMENTS = 5;
const CALL = `function (question) { return globalThis.${ANSWER}(question); }`;
const WORLD = 'furrow';

const pages = new WeakMap<Page, Promise<LeanPage | null>>();

/** @returns null when the page cannot be asked */
export function leanPage(page: Page): Promise<LeanPage | null> {
  const known = pages.get(page);
  if (known) return known;
  const opened = open(page).catch(() => null);
  pages.set(page, opened);
  return opened;
}

async function open(page: Page): Promise<LeanPage> {
  const session = await pageSession(page);
  const navigation = createNavigationWatch(page, session);
  const [{ frameTree }] = await Promise.all([session.send('Page.getFrameTree'), session.send('Page.enable')]);
  const frameId = frameTree.frame.id;
  navigation.watchFrame(frameId);
  const worlds = createWorlds(session, frameId);
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id === frameId) worlds.forget();
  });

  async function askOnce<T>(question: Question): Promise<{ value?: T; unsure?: string }> {
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: CALL,
      executionContextId: await worlds.now(),
      arguments: [{ value: question }],
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) return { unsure: exceptionDetails.text };
    return result.value as { value?: T; unsure?: string };
  }

  return {
    navigation,
    async ask<T>(question: Question, waitMs: number) {
      const endsAtMs = performance.now() + waitMs;
      for (let documents = 1; documents <= MOST_DOCUMENTS; documents += 1) {
        const leftMs = Math.max(0, endsAtMs - performance.now());
        const answer = await settleWithin(
          askOnce<T>({ ...question, waitMs: leftMs }).catch(() => 'gone' as const),
          leftMs + SLOW_MS,
        );
        if (answer === undefined || page.isClosed()) return null;
        // Its document gave way to another, which is asked in its place.
        if (answer === 'gone') worlds.forget();
        else return answer.value === undefined ? null : { value: answer.value };
      }
      return null;
    },
    tell(question) {
      askOnce({ ...question, waitMs: 0 }).catch(() => undefined);
    },
  };
}

/** The world of our script in the document of now. */
function createWorlds(session: CDPSession, frameId: string) {
  let world: Promise<number> | null = null;
  const create = async () => {
    const made = await session.send('Page.createIsolatedWorld', { frameId, worldName: WORLD });
    const contextId = made.executionContextId;
    // Not waited for: what is asked next comes after it.
    session.send('Runtime.evaluate', { expression: pageScript(), contextId }).catch(() => undefined);
    return contextId;
  };
  return {
    now: () => {
      world ??= create();
      return world;
    },
    forget: () => {
      world = null;
    },
  };
}
