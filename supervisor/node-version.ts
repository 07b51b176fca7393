const oldest = [22, 12] as const;

/** What to do about a Node that is too old, or null when it is new enough. */
export function adviseOnNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null;
  return (
    `Furrow needs Node ${oldest.join('.')} or newer and runs on ${version}. On Linux and Windows "npm ci" brings ` +
    'Node 24 along: start Furrow with npm scripts or npx. Elsewhere install it from https://nodejs.org.'
  );
}
