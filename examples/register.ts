/**
 * Registers a publisher and a partner with a deployed stage and prints the partner's signing secret, this once:
 *
 *     npx cdk deploy --outputs-file outputs.json
 *     npx node examples/register.ts outputs.json examples/publisher.json examples/partner.json
 *
 * Registering again changes the profiles and keeps the secret; a paused partner is active again. Needs AWS credentials that may write the stage's tables.
 */
import { readFileSync } from 'node:fs';
import type { Publisher } from '../shared/article/publisher.ts';
import type { Outputs } from '../shared/contract/stack.ts';
import { type Partner, registryIdPattern } from '../shared/partners/partner.ts';
import { dynamoClient } from '../shared/runtime/clients.ts';
import { dynamoTable } from '../shared/store/dynamo-table.ts';
import { partnerStore } from '../shared/store/partners.ts';
import { publisherStore } from '../shared/store/publishers.ts';
import { signingKeyStore } from '../shared/store/signing-keys.ts';
import { checkEndpointUrl } from '../shared/webhooks/endpoint-guard.ts';
import { newSecret } from '../shared/webhooks/keys.ts';

const [outputsFile, publisherFile, partnerFile] = process.argv.slice(2);
if (!outputsFile || !publisherFile || !partnerFile) {
  process.stderr.write('say: npx node examples/register.ts OUTPUTS.json PUBLISHER.json PARTNER.json\n');
  process.exit(2);
}

const [outputs] = Object.values(read<Record<string, Outputs>>(outputsFile));
if (!outputs?.TableName || !outputs.KeysTableName) {
  process.stderr.write(`${outputsFile} holds no outputs of a stage: write it with cdk deploy --outputs-file\n`);
  process.exit(2);
}
const publisher = read<Omit<Publisher, 'active'>>(publisherFile);
const partner = read<Omit<Partner, 'status' | 'createdAtMs'>>(partnerFile);
for (const { id } of [publisher, partner]) {
  if (!registryIdPattern.test(id)) refuse(`"${id}" is no id: use a-z, 0-9 and "-", at most 63`);
}
const verdict = checkEndpointUrl(partner.url, outputs.EndpointPolicy === 'local' ? 'local' : 'public');
if (!verdict.ok) refuse(`${partner.url}: ${verdict.message}`);

const dynamo = dynamoClient();
const table = dynamoTable(dynamo, outputs.TableName);
const signingKeys = signingKeyStore(dynamoTable(dynamo, outputs.KeysTableName));
await publisherStore(table).put({ ...publisher, active: true });
let keys = await signingKeys.get(partner.id);
if (!keys) {
  keys = { partnerId: partner.id, keys: [{ secret: newSecret() }] };
  // The secret first: a partner without one could not be sent anything.
  await signingKeys.put(keys);
  process.stderr.write(`signing secret of ${partner.id}, shown this once; hand it over on a safe way:\n`);
  process.stdout.write(`${keys.keys[0]?.secret}\n`);
}
const partners = partnerStore(table);
const known = await partners.get(partner.id);
await partners.put({ ...partner, status: 'active', createdAtMs: known?.createdAtMs ?? Date.now() });
process.stderr.write(
  `registered. ${publisher.name} uploads to s3://${outputs.UploadsBucketName}/publishers/${publisher.id}/\n`,
);
dynamo.destroy();

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
