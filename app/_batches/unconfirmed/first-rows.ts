/** Rows of a batch that a page brings with it: more than a list shows without scrolling. */
export const FIRST_ROWS = 10;
