const KEYS = ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR'] as const;

/** What a window needs to know of the desktop it opens on; lives here because only lib/config reads `process.env`. */
export function displayEnvironment(): Partial<Record<(typeof KEYS)[number], string>> {
  return Object.fromEntries(
    KEYS.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
}
