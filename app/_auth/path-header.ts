/** Request header in which proxy.ts tells a page its own path and query; layouts cannot know them otherwise. */
export const PATH_HEADER = 'x-furrow-path';
