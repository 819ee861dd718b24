import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { findFiles, NoSuchFile, refuseMissing } from '../check/find-files.ts';
import { progressBar } from '../check/progress-bar.ts';
import { readProfile } from '../check/profile.ts';
import { readFiles } from '../check/readers.ts';
import { itemLines, Tally } from '../check/report.ts';
import { CommandFailed } from '../output.ts';

interface CheckOptions {
  readonly json: boolean;
  readonly publisher?: string;
}

const help = `
Reads every file exactly as an upload would be read, on this machine, and sends nothing. What only the stack knows (whether
an article is new, or was retracted before) is not checked. Folders are walked; hidden files in them are passed over.

PROFILE.yaml holds what Byline registers of a publisher, one "name: value" line each: name, url, logo, language, timeZone, byline, source,
creditLine, copyrightHolder, copyrightNotice, usageTerms, licenseUrl, promoWords (docs/publishers.md). Articles that leave
their rights to a profile that does not state them either are rejected with ATTRIBUTION_INCOMPLETE. Without --publisher, a stand-in
profile fills in what the article does not say, and each such field is named by a FIELD_DEFAULTED warning.

With --json, one line an item: {"file", "item", "format", "status": "accepted" or "rejected", "outcome": "sent", "held", "stored" or
"retracted", "reasons": [{"code", "message", "path"}], "warnings": [the same], "article": ninjs 3.1 as partners receive it, "attribution"}.

Exit codes: 0 all were accepted, 1 some were rejected, 2 wrong use.`;

/** `byline check FILE|DIR…`: the publisher's preflight; what ingest would make of each file, without AWS. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Show what an upload of these files would lead to, without uploading them.')
    .argument('<path...>', 'files of any format in docs/formats.md, or folders of them')
    .option('--publisher <profile.yaml>', 'the publisher’s profile, with defaults for rights and credit')
    .option('--json', 'print one line of JSON an item', false)
    .addHelpText('after', help)
    .action(check);
}

async function check(paths: readonly string[], { json, publisher }: CheckOptions): Promise<void> {
  try {
    refuseMissing(paths);
  } catch (error) {
    if (error instanceof NoSuchFile) throw new CommandFailed(error.message, 2);
    throw error;
  }
  const profile = readProfile(publisher);
  const bar = progressBar(process.stderr, Date.now);
  const total = process.stderr.isTTY ? [...findFiles(paths)].length : 0;
  const tally = new Tally();
  const readers = Math.min(availableParallelism(), maxReaders);
  for await (const { items, failure } of readFiles(
    findFiles(paths),
    { publisher: profile, nowMs: Date.now() },
    readers,
  )) {
    tally.add(items);
    const lines = json ? items.map((item) => JSON.stringify(item)) : items.flatMap(itemLines);
    bar.clear();
    // One line: what it was; the file itself brings the rest back.
    if (failure) process.stderr.write(`${items[0]?.file}: ${failure.split('\n')[0]}\n`);
    // A pipe that is read slowly holds the reading up, and not the memory.
    if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
    bar.show(tally.files, total, `${tally.rejected} rejected`);
  }
  bar.clear();
  if (tally.files === 0) throw new CommandFailed(`${paths.join(', ')} holds no files`, 2);
  if (!json) process.stderr.write(`${tally.line()}\n`);
  if (tally.rejected > 0) process.exitCode = 1;
}

/** Beyond this the disk is what is waited for. */
const maxReaders = 8;
