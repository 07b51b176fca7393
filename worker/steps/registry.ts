import type { Verb } from '../../lib/automation/steps/registry';
import { back } from './back';
import { check } from './check';
import { click } from './click';
import { closeTab } from './close-tab';
import { dblclick } from './dblclick';
import { dialog } from './dialog';
import { download } from './download';
import { drag } from './drag';
import { evaluate } from './evaluate';
import { expect } from './expect';
import { extract } from './extract';
import { extractTable } from './extract-table';
import { fail } from './fail';
import { fill } from './fill';
import { forEach } from './for-each';
import { goto } from './goto';
import { hover } from './hover';
import { ifVerb } from './if';
import { paginate } from './paginate';
import { pdf } from './pdf';
import { popup } from './popup';
import { press } from './press';
import { reload } from './reload';
import { screenshot } from './screenshot';
import { scroll } from './scroll';
import { select } from './select';
import { set } from './set';
import type { BlockVerb, StepVerb } from './step-context';
import { type } from './type';
import { uncheck } from './uncheck';
import { upload } from './upload';
import { use } from './use';
import { wait } from './wait';
import { waitFor } from './wait-for';

/** Exhaustive by type: a verb of the language without its file here does not compile. */
export const STEP_VERBS: { readonly [V in Verb]: StepVerb<V> | BlockVerb<V> } = {
  goto,
  back,
  reload,
  click,
  dblclick,
  hover,
  fill,
  type,
  select,
  press,
  check,
  uncheck,
  upload,
  download,
  drag,
  scroll,
  wait_for: waitFor,
  wait,
  expect,
  fail,
  extract,
  extract_table: extractTable,
  screenshot,
  pdf,
  popup,
  close_tab: closeTab,
  dialog,
  set,
  if: ifVerb,
  for_each: forEach,
  paginate,
  use,
  evaluate,
};
