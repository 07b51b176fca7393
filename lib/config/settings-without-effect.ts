import type { Environment } from './env';

/** Settings that are read, so that they can stay where they are for a later version, but do nothing in this one. */
export interface SettingWithoutEffect {
  readonly keys: readonly (keyof Environment)[];
  /** Absent where they never do anything. */
  readonly when?: (env: Environment) => boolean;
  /** What does not happen. */
  readonly text: string;
  /** What to do instead. */
  readonly advice: string;
}

const WITHOUT_EFFECT: readonly SettingWithoutEffect[] = [
  {
    keys: ['S3_BUCKET', 'S3_REGION', 'S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_PREFIX'],
    when: (env) => env.FURROW_STORAGE === 'disk',
    text: 'S3_* have no effect: uploads and evidence are kept below FURROW_DATA_DIR.',
    advice: 'Set FURROW_STORAGE=s3 (docs/operations.md).',
  },
];

/** What somebody has set and may rely on. */
export function settingsWithoutEffect(env: Environment): readonly SettingWithoutEffect[] {
  return WITHOUT_EFFECT.filter(
    ({ keys, when }) => keys.some((key) => env[key] !== undefined) && when?.(env) !== false,
  );
}

/** Changes of a child's environment: what its parent has warned of already. An absent key would be read from `.env` again. */
export function withoutSettingsWithoutEffect(env: Environment): Readonly<Record<string, ''>> {
  const keys = settingsWithoutEffect(env).flatMap((setting) => setting.keys);
  return Object.fromEntries(keys.map((key) => [key, ''] as const));
}
