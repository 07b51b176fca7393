import { backStep } from './back';
import { checkStep } from './check';
import { clickStep } from './click';
import { closeTabStep } from './close-tab';
import { dblclickStep } from './dblclick';
import { dialogStep } from './dialog';
import { downloadStep } from './download';
import { dragStep } from './drag';
import { evaluateStep } from './evaluate';
import { expectStep } from './expect';
import { extractStep } from './extract';
import { extractTableStep } from './extract-table';
import { failStep } from './fail';
import { fillStep } from './fill';
import { forEachStep } from './for-each';
import { gotoStep } from './goto';
import { hoverStep } from './hover';
import { ifStep } from './if';
import { paginateStep } from './paginate';
import { pdfStep } from './pdf';
import { popupStep } from './popup';
import { pressStep } from './press';
import { reloadStep } from './reload';
import { screenshotStep } from './screenshot';
import { scrollStep } from './scroll';
import { selectStep } from './select';
import { setStep } from './set';
import { typeStep } from './type';
import { uncheckStep } from './uncheck';
import { uploadStep } from './upload';
import { usesStep } from './use';
import { waitStep } from './wait';
import { waitForStep } from './wait-for';

/** Every verb there is; a new one is its file here and its namesake in worker/steps. */
export const STEPS = {
  goto: gotoStep,
  back: backStep,
  reload: reloadStep,
  click: clickStep,
  dblclick: dblclickStep,
  hover: hoverStep,
  fill: fillStep,
  type: typeStep,
  select: selectStep,
  press: pressStep,
  check: checkStep,
  uncheck: uncheckStep,
  upload: uploadStep,
  download: downloadStep,
  drag: dragStep,
  scroll: scrollStep,
  wait_for: waitForStep,
  wait: waitStep,
  expect: expectStep,
  fail: failStep,
  extract: extractStep,
  extract_table: extractTableStep,
  screenshot: screenshotStep,
  pdf: pdfStep,
  popup: popupStep,
  close_tab: closeTabStep,
  dialog: dialogStep,
  set: setStep,
  if: ifStep,
  for_each: forEachStep,
  paginate: paginateStep,
  use: usesStep,
  evaluate: evaluateStep,
} as const;

export type Verb = keyof typeof STEPS;
export const VERBS = Object.keys(STEPS) as readonly Verb[];
