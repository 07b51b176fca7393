/** What a new automation starts as: valid, and with one of everything that most need. */
export const STARTER = `version: 1
name: look-something-up
title: Look something up
base_url: https://example.com
effect: read            # submit when it changes something at the target

inputs:
  search_term: { type: string }

outputs:
  heading: { type: string }

steps:
  - goto: "/?q={{ search_term | urlencode }}"
  - wait_for: { role: heading }
  - extract:
      heading: { role: heading }
`;
