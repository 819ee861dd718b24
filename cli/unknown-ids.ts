import { CommandFailed, printable } from './output.ts';

/** Ends a command that was given an article's id nobody has. */
export function noArticle(articleId: string): CommandFailed {
  return new CommandFailed(`no article ${printable(articleId)}: see byline articles list --search TEXT`, 2);
}

/** Ends a command that was given a publisher's id nobody has. */
export function noPublisher(id: string): CommandFailed {
  return new CommandFailed(`no publisher ${printable(id)}: see byline publishers list`, 2);
}
