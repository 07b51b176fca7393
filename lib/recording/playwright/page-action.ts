import { NotTaken } from '../not-taken';
import type { RecordedAction, RecordedTarget } from '../recording';
import { type Link, optionsOf, type ScriptValue, stringOf } from '../script/script';
import { targetOf } from '../target';
import { chainLocator, LOCATOR_LINKS } from './locator-chain';
import { readSelector } from './selector-text';

type Args = readonly ScriptValue[];
type OnElement = (target: RecordedTarget, args: Args) => RecordedAction;

const WAITS_ARE_STEPS = 'steps wait for what they use';

/** What is called on a locator. */
const ON_ELEMENT: Readonly<Record<string, OnElement>> = {
  click: clicked('click'),
  tap: clicked('click'),
  dblclick: clicked('dblclick'),
  hover: (target) => ({ type: 'hover', target }),
  check: (target) => ({ type: 'check', target }),
  uncheck: (target) => ({ type: 'uncheck', target }),
  setChecked: (target, [on]) => ({ type: on?.type === 'boolean' && !on.value ? 'uncheck' : 'check', target }),
  fill: (target, args) => ({ type: 'fill', target, value: needText(args[0]) }),
  clear: (target) => ({ type: 'fill', target, value: '' }),
  type: (target, args) => ({ type: 'type', target, value: needText(args[0]) }),
  pressSequentially: (target, args) => ({ type: 'type', target, value: needText(args[0]) }),
  press: (target, args) => ({ type: 'press', key: needText(args[0]), target }),
  selectOption: (target, args) => selected(target, args),
  setInputFiles: (target, args) => ({ type: 'upload', target, files: filesOf(args[0]) }),
  dragTo: (target, [to]) => {
    if (to?.type !== 'chain') throw new NotTaken('a place that only the program knows');
    return { type: 'drag', target, to: targetOf(chainLocator(to.chain.links)) };
  },
  waitFor: (target, args) => {
    const state = stringOf(optionsOf(args).get('state')) ?? 'visible';
    const isHidden = state === 'hidden' || state === 'detached';
    return { type: 'wait_for', target, also: isHidden ? { hidden: true } : {} };
  },
  focus: () => ({ type: 'left_out', reason: 'steps put the focus where they need it' }),
  blur: () => ({ type: 'left_out', reason: 'steps put the focus where they need it' }),
  scrollIntoViewIfNeeded: () => ({ type: 'left_out', reason: 'steps scroll to what they use' }),
  highlight: () => ({ type: 'left_out', reason: 'it only shows the element' }),
};

/** What is called on the page itself. */
const ON_PAGE: Readonly<Record<string, (args: Args) => RecordedAction>> = {
  goto: (args) => ({ type: 'goto', url: needText(args[0]) }),
  goBack: () => ({ type: 'back' }),
  goForward: () => ({ type: 'forward' }),
  reload: () => ({ type: 'reload' }),
  close: () => ({ type: 'close' }),
  screenshot: () => ({ type: 'screenshot', name: 'recorded' }),
  waitForTimeout: () => ({ type: 'left_out', reason: WAITS_ARE_STEPS }),
  waitForLoadState: () => ({ type: 'left_out', reason: WAITS_ARE_STEPS }),
  waitForNavigation: () => ({ type: 'left_out', reason: WAITS_ARE_STEPS }),
  bringToFront: () => ({ type: 'left_out', reason: 'a window with the next step is in front' }),
  routeFromHar: () => ({ type: 'left_out', reason: 'the site itself is asked' }),
  routeFromHAR: () => ({ type: 'left_out', reason: 'the site itself is asked' }),
  waitForURL: (args) => ({ type: 'wait_for_url', url: needText(args[0]).replace(/\*+/g, '*') }),
  waitForSelector: (args) =>
    ON_ELEMENT.waitFor?.(targetOf(readSelector(needText(args[0]))), args) as RecordedAction,
};

/** What was done with a chain that starts at a page. @throws NotTaken */
export function pageAction(links: readonly Link[]): RecordedAction {
  const last = links.at(-1);
  const before = links.slice(0, -1);
  if (!last?.args) throw new NotTaken('nothing is done');
  if (before.length === 1 && before[0]?.name === 'keyboard') return keyboardAction(last);
  if (before.length > 0) return elementAction(last.name, targetOf(chainLocator(before)), last.args);
  const onPage = Object.hasOwn(ON_PAGE, last.name) ? ON_PAGE[last.name] : undefined;
  if (onPage) return onPage(last.args);
  // Older recordings name the element in the call itself: page.click('#save').
  const [selector, ...rest] = last.args;
  if (selector?.type === 'string' && Object.hasOwn(ON_ELEMENT, last.name)) {
    return elementAction(last.name, targetOf(readSelector(selector.value)), rest);
  }
  throw new NotTaken(`there is no step for ${last.name}`);
}

export function isLocator(links: readonly Link[]): boolean {
  return links.length > 0 && links.every(({ name }) => LOCATOR_LINKS.includes(name));
}

function elementAction(name: string, target: RecordedTarget, args: Args): RecordedAction {
  const read = Object.hasOwn(ON_ELEMENT, name) ? ON_ELEMENT[name] : undefined;
  if (!read) throw new NotTaken(`there is no step for ${name}`);
  return read(target, args);
}

function keyboardAction({ name, args }: Link): RecordedAction {
  if (name === 'press') return { type: 'press', key: needText(args?.[0]) };
  throw new NotTaken(`there is no step for keyboard.${name}`);
}

function clicked(type: 'click' | 'dblclick'): OnElement {
  return (target, args) => {
    const options = optionsOf(args);
    const button = stringOf(options.get('button')) ?? 'left';
    if (button !== 'left') throw new NotTaken(`a click with the ${button} button`);
    if (options.has('modifiers')) throw new NotTaken('a click with a key held down');
    const count = options.get('clickCount');
    if (count?.type === 'number' && count.value > 2) throw new NotTaken(`${count.value} clicks at once`);
    const isDouble = count?.type === 'number' && count.value === 2;
    return { type: isDouble ? 'dblclick' : type, target };
  };
}

function selected(target: RecordedTarget, [choice]: Args): RecordedAction {
  const one = choice?.type === 'list' && choice.items.length === 1 ? choice.items[0] : choice;
  const label = one?.type === 'object' ? stringOf(one.entries.get('label')) : null;
  if (label !== null) return { type: 'select', target, by: 'option', value: label };
  const value = one?.type === 'object' ? stringOf(one.entries.get('value')) : stringOf(one);
  if (value === null) throw new NotTaken('several options, or one that only the program knows');
  return { type: 'select', target, by: 'value', value };
}

function filesOf(value: ScriptValue | undefined): string[] {
  const items = value?.type === 'list' ? value.items : value ? [value] : [];
  return items.map((item) => needText(item));
}

function needText(value: ScriptValue | undefined): string {
  const text = stringOf(value);
  if (text === null) throw new NotTaken('a value that only the program knows');
  return text;
}
