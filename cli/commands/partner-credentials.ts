import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Command } from 'commander';
import { customHeadersMax, headerProblem } from '../../shared/partners/custom-headers.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { type PartnerCredentials, partnerCredentialStore } from '../../shared/store/partner-credentials.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { CommandFailed, printable } from '../output.ts';
import { openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface CredentialOptions extends StackOptions {
  readonly headers?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly clear: boolean;
}

/** Adds `credentials` to `byline partners`: secret headers and client certificates, which no file of the registry holds. */
export function addCredentialsCommand(partners: Command): void {
  withStackOptions(partners.command('credentials <id>'))
    .description(
      'Give secret headers or a client certificate for a partner’s endpoint; without options, say which there are.',
    )
    .option(
      '--headers <file>',
      'headers that hold secrets, a “name: value” line each; - reads them from standard input',
    )
    .option('--client-cert <file>', 'the certificate for mutual TLS, PEM, with its chain')
    .option('--client-key <file>', 'its private key, PEM, without a passphrase')
    .option('--clear', 'forget what there is', false)
    .addHelpText(
      'after',
      '\nThey are kept with the signing keys and never shown again. What is given takes the place of what there was of its kind.\n\nExit codes: 0 done, 2 wrong use.',
    )
    .action(credentials);
}

async function credentials(id: string, options: CredentialOptions): Promise<void> {
  const given = { ...headersFrom(options.headers), ...certificateFrom(options) };
  const { dynamodb, outputs, close } = await openStack(options);
  const partners = partnerStore(dynamoTable(dynamodb, outputs.TableName));
  const store = partnerCredentialStore(dynamoTable(dynamodb, outputs.KeysTableName));
  const partner = await partners.get(id);
  if (!partner) throw new CommandFailed(`no partner ${printable(id)}: see byline partners list`, 2);
  const before = options.clear ? undefined : await store.get(id);
  const after: PartnerCredentials = { ...before, partnerId: id, ...given };
  const hasAny = after.headers !== undefined || after.certificate !== undefined;
  const { credentials: _, ...without } = partner;
  if (options.clear || Object.keys(given).length > 0) {
    // The key table first: a partner that names credentials has them.
    if (hasAny) await store.put(after);
    await partners.revise(partner, hasAny ? { ...without, credentials: true } : without);
    if (!hasAny) await store.remove(id);
  }
  close();
  show(after, options.json);
}

function show({ headers = {}, certificate }: PartnerCredentials, json: boolean): void {
  const { subject, validTo } = certificate ? new X509Certificate(certificate.cert) : {};
  const shown = {
    headers: Object.keys(headers),
    ...(subject === undefined ? {} : { certificate: { subject, validTo } }),
  };
  if (json) process.stdout.write(`${JSON.stringify(shown)}\n`);
  else {
    for (const name of shown.headers) process.stdout.write(`header ${name}\n`);
    if (shown.certificate)
      process.stdout.write(
        `client certificate ${printable(subject?.replaceAll('\n', ', ') ?? '')}, until ${validTo}\n`,
      );
    if (shown.headers.length === 0 && !shown.certificate) process.stderr.write('none\n');
  }
}

function headersFrom(file: string | undefined): Pick<PartnerCredentials, 'headers'> {
  if (file === undefined) return {};
  const headers: Record<string, string> = {};
  const lines = textOf(file === '-' ? 0 : file, file).split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [, name = '', value = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
    // The value may be a secret: messages name the header alone.
    const problem = headerProblem(name.trim(), value.trim());
    if (problem) throw new CommandFailed(`line ${index + 1}: ${printable(name) || 'no “name: value”'} ${problem}`, 2);
    headers[name.trim().toLowerCase()] = value.trim();
  }
  if (Object.keys(headers).length > customHeadersMax)
    throw new CommandFailed(`more than ${customHeadersMax} headers: a partner needs one or two`, 2);
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function certificateFrom({ clientCert, clientKey }: CredentialOptions): Pick<PartnerCredentials, 'certificate'> {
  if (clientCert === undefined && clientKey === undefined) return {};
  if (clientCert === undefined || clientKey === undefined)
    throw new CommandFailed('--client-cert and --client-key go together', 2);
  const certificate = { cert: textOf(clientCert, clientCert), key: textOf(clientKey, clientKey) };
  try {
    createSecureContext(certificate);
  } catch (error) {
    throw new CommandFailed(
      `${clientCert} and ${clientKey} are no certificate and its key, in PEM and without a passphrase (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`,
      2,
    );
  }
  return { certificate };
}

function textOf(file: string | number, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`, 2);
  }
}
