/** The `byline` command. Data goes to standard output, messages to standard error; exit codes are in each command's help. */
import { Command } from 'commander';
import { articlesCommand } from './commands/articles.ts';
import { deadLettersCommand, replayCommand } from './commands/dead-letters.ts';
import { partnersCommand } from './commands/partners.ts';
import { uploadCommand } from './commands/upload.ts';
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
  if (!(error instanceof CommandFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
