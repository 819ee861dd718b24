import { Command } from 'commander';
import { bashCompletion, fishCompletion, treeOf, zshCompletion } from '../completion.ts';
import { CommandFailed, printable } from '../output.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `byline completion SHELL`: what makes the shell complete commands and options, made of the commands themselves. */
export function completionCommand(program: () => Promise<Command>): Command {
  return new Command('completion')
    .description('Print what makes your shell complete byline’s commands and options.')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText(
      'after',
      `
Where it goes:
  bash  byline completion bash > ~/.local/share/bash-completion/completions/byline
  zsh   byline completion zsh > "\${fpath[1]}/_byline"
  fish  byline completion fish > ~/.config/fish/completions/byline.fish

Exit codes: 0 done, 2 another shell.`,
    )
    .action(async (shell: string) => {
      if (!Object.hasOwn(shells, shell))
        throw new CommandFailed(`completion knows bash, zsh and fish, not ${printable(shell)}`, 2);
      process.stdout.write(shells[shell as keyof typeof shells](treeOf(await program())));
    });
}
