import type { PresignedPost } from '@aws-sdk/s3-presigned-post';
import { Command } from 'commander';
import { escapeHtml } from '../../shared/article/escape-html.ts';
import { instantOf } from '../../shared/article/instant.ts';
import { uploadLimits } from '../../shared/contract/limits.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { printable } from '../output.ts';
import { readCount } from '../printing.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';
import { noPublisher } from '../unknown-ids.ts';

interface LinkOptions extends StackOptions {
  readonly hours: string;
  readonly html: boolean;
}

/** S3 lets a signature hold for seven days at most. */
const hoursMax = 168;

/** `byline link PUBLISHER`: an upload for somebody without an AWS account, bounded in place, size and time. */
export function linkCommand(): Command {
  return withStackOptions(new Command('link'))
    .description('Let a publisher without AWS credentials upload for some hours: a curl line, an HTML form, or JSON.')
    .argument('<publisher>', 'whose uploads they are')
    .option('--hours <n>', `how long it holds, at most ${hoursMax}`, '24')
    .option('--html', 'print a page with a form instead of a curl line', false)
    .addHelpText(
      'after',
      `
Whoever has it can upload under the publisher’s prefix, files of up to ${uploadLimits.uploadBytes / 1024 / 1024} MB and nothing else, until it ends; it cannot read, list or remove.
Signed with temporary credentials it ends with them, if that is sooner.

Exit codes: 0 done, 2 wrong use, no such publisher, no stack.`,
    )
    .action(link);
}

async function link(publisherId: string, options: LinkOptions): Promise<void> {
  const hours = readCount('--hours', options.hours, 1, hoursMax);
  const { s3, dynamodb, outputs } = await openStack(options);
  if (!(await publisherStore(dynamoTable(dynamodb, outputs.TableName)).get(publisherId)))
    throw noPublisher(publisherId);
  const prefix = `publishers/${publisherId}/`;
  const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
  const post = await createPresignedPost(s3, {
    Bucket: outputs.UploadsBucketName,
    // S3 puts the file’s own name in its place.
    Key: `${prefix}\${filename}`,
    Conditions: [
      ['starts-with', '$key', prefix],
      ['content-length-range', 1, uploadLimits.uploadBytes],
    ],
    Expires: hours * 3_600,
  });
  const expiresAt = instantOf(Date.now() + hours * 3_600_000);
  if (options.json) process.stdout.write(`${JSON.stringify({ publisherId, expiresAt, ...post })}\n`);
  else if (options.html) process.stdout.write(`${formPage(publisherId, expiresAt, post)}\n`);
  else process.stdout.write(`${curlLine(post)}\n`);
  process.stderr.write(`holds until ${expiresAt}, for ${prefix}; give it to ${printable(publisherId)} alone\n`);
}

/** `FILE` stands for the file's path. */
export function curlLine({ url, fields }: PresignedPost): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = Object.entries(fields).map(([name, value]) => `-F ${quoted(`${name}=${value}`)}`);
  return `curl --fail-with-body ${parts.join(' ')} -F file=@FILE ${quoted(url)}`;
}

/** A page that works when opened from a disk. */
export function formPage(publisherId: string, expiresAt: string, { url, fields }: PresignedPost): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `  <input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Upload for ${escapeHtml(publisherId)}</title>
<h1>Upload for ${escapeHtml(publisherId)}</h1>
<p>Works until ${escapeHtml(expiresAt)}. An empty page afterwards means that the file has arrived.</p>
<form action="${escapeHtml(url)}" method="post" enctype="multipart/form-data">
${hidden.join('\n')}
  <label>Article <input type="file" name="file" required></label>
  <button>Upload</button>
</form>
</html>`;
}
