import { NotTaken } from '../not-taken';
import type { CallChain, Link, ScriptValue, Statement } from '../script/script';

/** What the variables of a recorded program stand for: windows, locators, texts. */
export class ScriptVariables {
  /** Variables of pages -> window. */
  readonly #windows = new Map<string, string>([['page', '']]);
  readonly #locators = new Map<string, CallChain>();
  readonly #texts = new Map<string, string>();
  /** Variables of what is awaited; a page comes out of them. */
  readonly #promised = new Set<string>();
  #pageCount = 0;

  isPage(name: string): boolean {
    return this.#windows.has(name);
  }

  windowOf(name: string): string {
    return this.#windows.get(name) ?? '';
  }

  isPromised(name: string): boolean {
    return this.#promised.has(name);
  }

  promise(name: string | null): void {
    if (name !== null) this.#promised.add(name);
  }

  /** A window that a click opened. */
  openWindow(name: string | null): void {
    if (name !== null) this.#windows.set(name, name);
  }

  /** A window that the program opened; false for any but the first. */
  openPage(name: string): boolean {
    this.#pageCount += 1;
    this.#windows.set(name, this.#pageCount === 1 ? '' : name);
    return this.#pageCount === 1;
  }

  holdLocator(name: string, chain: CallChain): void {
    this.#locators.set(name, chain);
  }

  holdText(name: string, text: string): void {
    this.#texts.set(name, text);
  }

  /** The chain with its variable replaced by the locator that it holds. */
  expanded(chain: CallChain): CallChain {
    const held = this.#locators.get(chain.root);
    return held ? { root: held.root, links: [...held.links, ...chain.links] } : chain;
  }

  /** The links with variables among their arguments replaced by what they hold. */
  resolved(links: readonly Link[]): Link[] {
    return links.map((link) => ({ ...link, args: link.args?.map((arg) => this.#value(arg)) ?? null }));
  }

  /** What an assertion is about: the links of its locator, none for the page. @throws NotTaken */
  subjectLinks(value: ScriptValue): readonly Link[] {
    if (value.type !== 'chain') throw new NotTaken('an assertion on something else');
    const chain = this.expanded(value.chain);
    if (!this.isPage(chain.root)) throw new NotTaken(`nothing is known of ${chain.root || 'it'}`);
    return this.resolved(chain.links);
  }

  /** The statement with the window of what is asserted in it. */
  placeOf(statement: Statement, { args }: Link): Statement & { window: string } {
    const [subject] = args ?? [];
    const root = subject?.type === 'chain' ? this.expanded(subject.chain).root : 'page';
    return { ...statement, window: this.windowOf(root) };
  }

  #value(value: ScriptValue): ScriptValue {
    if (value.type !== 'chain') return value;
    const { root, links } = value.chain;
    const text = links.length === 0 ? this.#texts.get(root) : undefined;
    if (text !== undefined) return { type: 'string', value: text };
    return { type: 'chain', chain: this.expanded(value.chain) };
  }
}
