import type { Command } from 'commander';

/** A command as completion knows it. */
export interface CommandNode {
  /** Words from the program on: ` partners list`; empty for the program. */
  readonly path: string;
  readonly children: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

/** Every command with what may follow it, the program first. */
export function treeOf(command: Command, path = ''): readonly CommandNode[] {
  const node: CommandNode = {
    path,
    children: command.commands.map((child) => ({ name: child.name(), description: child.description() })),
    options: [
      ...command.options.flatMap(({ long, description }) => (long ? [{ flag: long, description }] : [])),
      { flag: '--help', description: 'show the help' },
    ],
  };
  return [node, ...command.commands.flatMap((child) => treeOf(child, `${path} ${child.name()}`))];
}

/** For bash: words of the command typed so far, or files where it takes no further command. */
export function bashCompletion(tree: readonly CommandNode[]): string {
  return `# bash completion of byline: byline completion bash
_byline() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" at="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at $word" in
      ${knownPaths(tree)}) at="$at $word" ;;
    esac
  done
  case "$at" in
${tree.map((node) => `    "${node.path}") words="${wordsOf(node)}" ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _byline byline
`;
}

/** For zsh, as a file \`_byline\` on its fpath. */
export function zshCompletion(tree: readonly CommandNode[]): string {
  return `#compdef byline
# zsh completion of byline: byline completion zsh
_byline() {
  local at="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $word" in
      (${knownPaths(tree)}) at="$at $word" ;;
    esac
  done
  case "$at" in
${tree.map((node) => `    ("${node.path}") compadd -- ${wordsOf(node)}${node.children.length === 0 ? '; _files' : ''} ;;`).join('\n')}
  esac
}
_byline "$@"
`;
}

/** For fish, with what each command and option is for. */
export function fishCompletion(tree: readonly CommandNode[]): string {
  const lines = tree.flatMap(({ path, children, options }) => {
    const at = `-n 'test (__byline_at) = "${path}"'`;
    return [
      ...children.map(({ name, description }) => `complete -c byline -f ${at} -a ${name} -d ${quoted(description)}`),
      ...options.map(
        ({ flag, description }) => `complete -c byline ${at} -l ${flag.slice(2)} -d ${quoted(description)}`,
      ),
    ];
  });
  return `# fish completion of byline: byline completion fish
function __byline_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${tree
        .slice(1)
        .map(({ path }) => `'${path}'`)
        .join(' ')}
        set at "$at $word"
    end
  end
  echo "$at"
end
${lines.join('\n')}
`;
}

function knownPaths(tree: readonly CommandNode[]): string {
  return tree
    .slice(1)
    .map(({ path }) => `"${path}"`)
    .join('|');
}

function wordsOf({ children, options }: CommandNode): string {
  return [...children.map(({ name }) => name), ...options.map(({ flag }) => flag)].join(' ');
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
