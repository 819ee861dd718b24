/** The `byline` command. Data goes to standard output, messages to standard error; exit codes are in each command's help. */
import { Command, CommanderError } from 'commander';
import { CommandFailed } from './output.ts';

/** Loaded one by one: the clients of AWS take longer to load than most checks take to run. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  upload: async () => (await import('./commands/upload.ts')).uploadCommand(),
  articles: async () => (await import('./commands/articles.ts')).articlesCommand(),
  plan: async () => (await import('./commands/registry.ts')).planCommand(),
  apply: async () => (await import('./commands/registry.ts')).applyCommand(),
  partners: async () => (await import('./commands/partners.ts')).partnersCommand(),
  receive: async () => (await import('./commands/receive.ts')).receiveCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(),
  hooks: async () => (await import('./commands/hooks.ts')).hooksCommand(),
  recheck: async () => (await import('./commands/recheck.ts')).recheckCommand(),
  console: async () => (await import('./commands/console.ts')).consoleCommand(),
  'dead-letters': async () => (await import('./commands/dead-letters.ts')).deadLettersCommand(),
  replay: async () => (await import('./commands/dead-letters.ts')).replayCommand(),
};

const program = new Command('byline')
  .description('Article syndication: check and upload articles, see what became of them.')
  .showHelpAfterError()
  .exitOverride();

// Whoever reads the output may stop (`| head`): then nothing is left to do. 141 is how shells tell of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(141);
});

const named = process.argv[2] ?? '';
for (const load of Object.hasOwn(commands, named) ? [commands[named]!] : Object.values(commands)) {
  program.addCommand((await load()).exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error);
}

/** Says what went wrong, where nobody has yet, and gives the exit code. Throws what is a defect. */
async function exitCodeOf(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isOurs = error instanceof CommandFailed;
  const explained = isOurs ? error.message : (await import('../shared/stack/aws-errors.ts')).explainAwsError(error);
  if (explained === undefined) throw error;
  process.stderr.write(`${explained}\n`);
  return isOurs ? error.exitCode : 2;
}
