/** The `byline` command. Data goes to standard output, messages to standard error; exit codes are in each command's help. */
import { Command } from 'commander';
import { articlesCommand } from './commands/articles.ts';
import { deadLettersCommand, replayCommand } from './commands/dead-letters.ts';
import { partnersCommand } from './commands/partners.ts';
import { uploadCommand } from './commands/upload.ts';
import { explainAwsError } from '../shared/stack/aws-errors.ts';
import { CommandFailed } from './output.ts';

const program = new Command('byline')
  .description('Article syndication: upload articles, see what became of them.')
  .addCommand(uploadCommand())
  .addCommand(articlesCommand())
  .addCommand(partnersCommand())
  .addCommand(deadLettersCommand())
  .addCommand(replayCommand())
  .showHelpAfterError();

try {
  await program.parseAsync();
} catch (error) {
  const explained = error instanceof CommandFailed ? error.message : explainAwsError(error);
  if (explained === undefined) throw error;
  process.stderr.write(`${explained}\n`);
  process.exitCode = error instanceof CommandFailed ? error.exitCode : 2;
}
