import { Command, CommanderError } from 'commander';
import { addExamples } from './examples.ts';
import { CommandFailed, printable } from './output.ts';

/** Loaded one by one: the clients of AWS take longer to load than most checks take to run. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  up: async () => (await import('./commands/up.ts')).upCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  upload: async () => (await import('./commands/upload.ts')).uploadCommand(),
  link: async () => (await import('./commands/link.ts')).linkCommand(),
  articles: async () => (await import('./commands/articles.ts')).articlesCommand(),
  deliveries: async () => (await import('./commands/deliveries.ts')).deliveriesCommand(),
  plan: async () => (await import('./commands/registry.ts')).planCommand(),
  apply: async () => (await import('./commands/registry.ts')).applyCommand(),
  publishers: async () => (await import('./commands/publishers.ts')).publishersCommand(),
  partners: async () => (await import('./commands/partners.ts')).partnersCommand(),
  receive: async () => (await import('./commands/receive.ts')).receiveCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  hooks: async () => (await import('./commands/hooks.ts')).hooksCommand(),
  'dead-letters': async () => (await import('./commands/dead-letters.ts')).deadLettersCommand(),
  replay: async () => (await import('./commands/dead-letters.ts')).replayCommand(),
  backfill: async () => (await import('./commands/backfill.ts')).backfillCommand(),
  recheck: async () => (await import('./commands/recheck.ts')).recheckCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  console: async () => (await import('./commands/console.ts')).consoleCommand(),
  completion: async () => (await import('./commands/completion.ts')).completionCommand(() => bylineProgram()),
};

/** The whole command line, or the part of it that `named` asks for. */
export async function bylineProgram(named = ''): Promise<Command> {
  const program = new Command('byline')
    .description('Article syndication: check and upload articles, see what became of them, look after the stack.')
    .showHelpAfterError()
    .exitOverride();
  const chosen = Object.hasOwn(commands, named) ? [commands[named]!] : Object.values(commands);
  for (const load of chosen) program.addCommand((await load()).exitOverride());
  addExamples(program);
  return program;
}

/** Runs one command line, without the program's name, and gives the exit code (docs/cli.md). What goes wrong is told on standard error, in a line. */
export async function runByline(args: readonly string[]): Promise<number> {
  process.exitCode = undefined;
  try {
    await (await bylineProgram(args[0])).parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return tellFailure(error);
  }
}

async function tellFailure(error: unknown): Promise<number> {
  // Commander has told what was wrong with the command line.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandFailed) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  const explained = explainFileError(error) ?? (await import('../shared/stack/aws-errors.ts')).explainAwsError(error);
  if (explained !== undefined) {
    process.stderr.write(`${explained}\n`);
    return 2;
  }
  if (process.env.BYLINE_TRACE) throw error;
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`a defect of byline: ${printable(told)}; BYLINE_TRACE=1 shows where, for a report\n`);
  return 1;
}

const fileErrors: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: look at the path',
  EACCES: 'may not be read or written by you: look at its permissions',
  EPERM: 'may not be read or written by you: look at its permissions',
  EISDIR: 'is a folder: name a file',
  ENOTDIR: 'leads through a file as if it were a folder: look at the path',
  ENOSPC: 'cannot be written: the disk is full',
  EMFILE: 'cannot be opened: too many files are open; close some, or raise ulimit -n',
  ELOOP: 'is a link that leads to itself: name the file',
};

function explainFileError(error: unknown): string | undefined {
  const { code = '', path } = (error ?? {}) as NodeJS.ErrnoException;
  return path !== undefined && Object.hasOwn(fileErrors, code) ? `${printable(path)} ${fileErrors[code]}` : undefined;
}
