import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import type { Receipt } from '../../shared/contract/receipt.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { type Objects, s3Objects } from '../../shared/store/objects.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { CommandFailed, receiptLines } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

const lookEveryMs = 100;

interface UploadOptions extends StackOptions {
  readonly publisher?: string;
  readonly timeout: string;
}

interface Uploaded {
  readonly file: string;
  readonly key: string;
  readonly receipt: Receipt;
}

/** `byline upload FILE…`: uploads to the running local stack and shows the receipts. */
export function uploadCommand(): Command {
  return withStackOptions(new Command('upload'))
    .description('Upload articles and show what became of them.')
    .argument('<file...>', 'files of any format in docs/formats.md')
    .option('--publisher <id>', 'upload as this publisher (the only one registered, by default)')
    .option('--timeout <seconds>', 'how long to wait for each receipt', '60')
    .addHelpText(
      'after',
      '\nExit codes: 0 all were accepted, 1 some were rejected, 2 wrong use or no stack runs, 3 a receipt did not come in time.',
    )
    .action(upload);
}

async function upload(files: readonly string[], options: UploadOptions): Promise<void> {
  const names = files.map((file) => basename(file));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new CommandFailed(`two files are called ${twice}: upload them one after the other`, 2);
  for (const file of files) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new CommandFailed(`${file} is not a file`, 2);
  }
  const timeoutMs = Number(options.timeout) * 1000;
  if (!(timeoutMs > 0)) throw new CommandFailed(`--timeout takes seconds, not ${options.timeout}`, 2);

  const { s3, dynamodb, outputs } = await openStack(options);
  const publisherId = options.publisher ?? (await onlyPublisher(dynamoTable(dynamodb, outputs.TableName)));
  const [uploads, receipts] = [s3Objects(s3, outputs.UploadsBucketName), s3Objects(s3, outputs.ReceiptsBucketName)];

  const uploaded: Uploaded[] = [];
  for (const [index, file] of files.entries()) {
    const key = `publishers/${publisherId}/${names[index]}`;
    const before = await receiptText(receipts, key);
    await uploads.put(key, readFileSync(file), 'application/octet-stream');
    const receipt = await receiptAfter(receipts, key, before, timeoutMs);
    uploaded.push({ file, key, receipt });
    if (!options.json) process.stdout.write(`${receiptLines(file, receipt).join('\n')}\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(uploaded, undefined, 2)}\n`);
  if (uploaded.some(({ receipt }) => receipt.items.some(({ status }) => status === 'rejected'))) process.exitCode = 1;
}

async function onlyPublisher(table: Parameters<typeof publisherStore>[0]): Promise<string> {
  const all = await publisherStore(table).all();
  const [first] = all;
  if (first && all.length === 1) return first.id;
  const ids = all.map(({ id }) => id).join(', ') || 'none';
  throw new CommandFailed(`name the publisher with --publisher; registered: ${ids}`, 2);
}

/** The receipt written after the upload: every receipt says when it was written, so no two are alike. */
async function receiptAfter(
  receipts: Objects,
  key: string,
  before: string | undefined,
  timeoutMs: number,
): Promise<Receipt> {
  const deadlineMs = Date.now() + timeoutMs;
  while (Date.now() < deadlineMs) {
    const text = await receiptText(receipts, key);
    if (text !== undefined && text !== before) return JSON.parse(text) as Receipt;
    await delay(lookEveryMs);
  }
  throw new CommandFailed(`no receipt for ${key} within ${timeoutMs / 1000} s: look into the logs of the stack`, 3);
}

async function receiptText(receipts: Objects, key: string): Promise<string | undefined> {
  const object = await receipts.get(key);
  return object && new TextDecoder().decode(object.bytes);
}
