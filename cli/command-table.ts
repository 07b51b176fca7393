import type { Command } from 'commander';
import type { Terminal } from './terminal';

export interface CommandEntry {
  /** Its name and arguments, as its module takes them: the help is written without loading it. */
  readonly usage: string;
  readonly does: string;
  /** All of them together take a second to load. */
  readonly load: () => Promise<(terminal: Terminal) => Command>;
}

/** In the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    usage: 'run <file>',
    does: 'run an automation for every row of a CSV file, and wait',
    load: async () => (await import('./commands/run')).runCommand,
  },
  {
    usage: 'try <file>',
    does: 'try one row of a CSV file, step by step, up to the step that submits',
    load: async () => (await import('./commands/try')).tryCommand,
  },
  {
    usage: 'preview <file>',
    does: 'show what a CSV file contains and how it is read',
    load: async () => (await import('./commands/preview')).previewCommand,
  },
  {
    usage: 'status <id>',
    does: 'show the summary of a batch',
    load: async () => (await import('./commands/status')).statusCommand,
  },
  {
    usage: 'list',
    does: 'list batches, the newest first',
    load: async () => (await import('./commands/list')).listCommand,
  },
  {
    usage: 'watch <id>',
    does: 'follow a batch until it ends; runs it here when no worker is running. Ctrl-C ends the watching only',
    load: async () => (await import('./commands/watch')).watchCommand,
  },
  {
    usage: 'start <id>',
    does: 'let a batch run that was created with --no-execute or is paused',
    load: async () => (await import('./commands/start')).startCommand,
  },
  {
    usage: 'pause <id>',
    does: 'take no further rows of a batch; rows that run end normally',
    load: async () => (await import('./commands/pause')).pauseCommand,
  },
  {
    usage: 'resume <id>',
    does: 'go on with a batch that is paused or waits for a person',
    load: async () => (await import('./commands/resume')).resumeCommand,
  },
  {
    usage: 'change <id>',
    does: 'change how a batch runs, also while it runs; rows that start from then on follow it',
    load: async () => (await import('./commands/change')).changeCommand,
  },
  {
    usage: 'stop <id>',
    does: 'end a batch: waiting rows are not run, running ones are aborted',
    load: async () => (await import('./commands/stop')).stopCommand,
  },
  {
    usage: 'retry <id>',
    does: 'run failed and stopped rows again (which of them: see the options)',
    load: async () => (await import('./commands/retry')).retryCommand,
  },
  {
    usage: 'resolve <id> <status>',
    does: 'decide rows that are unconfirmed: done, not done, or to be run again',
    load: async () => (await import('./commands/resolve')).resolveCommand,
  },
  {
    usage: 'verify <id>',
    does: 'ask the site now whether unconfirmed rows went through, and wait for what it says',
    load: async () => (await import('./commands/verify')).verifyCommand,
  },
  {
    usage: 'update-job <job-id> <status>',
    does: 'set the outcome of a pending row by hand, for work that was done elsewhere',
    load: async () => (await import('./commands/update-job')).updateJobCommand,
  },
  {
    usage: 'export <id>',
    does: 'write the results of a batch, at any time, also while it runs',
    load: async () => (await import('./commands/export')).exportCommand,
  },
  {
    usage: 'share <id>',
    does: 'make a read-only link to a batch; it is printed once',
    load: async () => (await import('./commands/share')).shareCommand,
  },
  {
    usage: 'unshare <id>',
    does: 'end the links of a batch, or one link',
    load: async () => (await import('./commands/unshare')).unshareCommand,
  },
  {
    usage: 'schedule',
    does: 'batches that come round by themselves',
    load: async () => (await import('./commands/schedule')).scheduleCommand,
  },
  {
    usage: 'automation',
    does: 'automations: what runs for each row',
    load: async () => (await import('./commands/automation')).automationCommand,
  },
  {
    usage: 'import <recording>',
    does: 'make an automation of a recording; stores nothing and needs no database',
    load: async () => (await import('./commands/import')).importCommand,
  },
  {
    usage: 'session',
    does: 'stored logins that automations run with',
    load: async () => (await import('./commands/session')).sessionCommand,
  },
  {
    usage: 'host',
    does: 'limits of target hosts, over all batches',
    load: async () => (await import('./commands/host')).hostCommand,
  },
  {
    usage: 'secret',
    does: 'values that only workers read: passwords, keys',
    load: async () => (await import('./commands/secret')).secretCommand,
  },
  {
    usage: 'webhook',
    does: 'addresses that are told what happens to batches',
    load: async () => (await import('./commands/webhook')).webhookCommand,
  },
  {
    usage: 'token',
    does: 'tokens with which programs call the API',
    load: async () => (await import('./commands/token')).tokenCommand,
  },
  {
    usage: 'user',
    does: 'people who may sign in',
    load: async () => (await import('./commands/user')).userCommand,
  },
  {
    usage: 'worker',
    does: 'run a worker until Ctrl-C; it gives its rows back at the end',
    load: async () => (await import('./commands/worker')).workerCommand,
  },
  {
    usage: 'backup',
    does: 'write the whole installation into one file, also while it runs',
    load: async () => (await import('./commands/backup')).backupCommand,
  },
  {
    usage: 'restore <file>',
    does: 'put a backup in the place of this installation; Furrow must not be running',
    load: async () => (await import('./commands/restore')).restoreCommand,
  },
  {
    usage: 'migrate',
    does: 'bring the database to this version',
    load: async () => (await import('./commands/migrate')).migrateCommand,
  },
  {
    usage: 'doctor',
    does: 'say what Furrow needs, what is there, and how to get what is missing',
    load: async () => (await import('./commands/doctor')).doctorCommand,
  },
];
