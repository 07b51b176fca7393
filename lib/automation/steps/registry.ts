import { checkStep } from './check';
import { clickStep } from './click';
import { closeTabStep } from './close-tab';
import { dialogStep } from './dialog';
import { expectStep } from './expect';
import { extractStep } from './extract';
import { failStep } from './fail';
import { fillStep } from './fill';
import { forEachStep } from './for-each';
import { gotoStep } from './goto';
import { ifStep } from './if';
import { paginateStep } from './paginate';
import { popupStep } from './popup';
import { pressStep } from './press';
import { screenshotStep } from './screenshot';
import { selectStep } from './select';
import { setStep } from './set';
import { usesStep } from './use';
import { waitForStep } from './wait-for';

/** Every verb there is; a new one is its file here and its namesake in worker/steps. */
export const STEPS = {
  goto: gotoStep,
  click: clickStep,
  fill: fillStep,
  select: selectStep,
  press: pressStep,
  check: checkStep,
  wait_for: waitForStep,
  expect: expectStep,
  fail: failStep,
  extract: extractStep,
  screenshot: screenshotStep,
  popup: popupStep,
  close_tab: closeTabStep,
  dialog: dialogStep,
  set: setStep,
  if: ifStep,
  for_each: forEachStep,
  paginate: paginateStep,
  use: usesStep,
} as const;

export type Verb = keyof typeof STEPS;
export const VERBS = Object.keys(STEPS) as readonly Verb[];
