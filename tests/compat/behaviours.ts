import type { Behaviour } from './behaviour';
import { SECTION_BEHAVIOURS } from './section-behaviours';
import { TESTED_BEHAVIOURS } from './tested-behaviours';

/** All that users of the reference rely on. */
export const BEHAVIOURS: readonly Behaviour[] = [...TESTED_BEHAVIOURS, ...SECTION_BEHAVIOURS];
