import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalStackEndpoints } from '../shared/contract/local-stack.ts';
import { type AwsUsage, noUsage } from './aws-usage.ts';
import { type Attributes, indexWriteUnits, itemBytes, writeUnitsOf } from './dynamodb-units.ts';

/** Counts requests on their way to the embedded services, so that what is counted is what was sent: retries and polls included. */
export interface WireMeter {
  /** Addresses for one part of the pipeline: a function by its name, or `mappings`, whose requests are counted to the stage they bring messages to. */
  endpointsFor(part: string, endpoints: LocalStackEndpoints): Promise<LocalStackEndpoints>;
  /** What was counted since the last time, by stage. */
  take(): Map<string, AwsUsage>;
  /** Every item of the tables as it now stands. */
  items(): Iterable<Attributes>;
  stop(): void;
}

/**
 * Proxies in front of dynalite and fauxqs. DynamoDB is asked for the capacity each request consumed, as AWS would return it; writes to
 * indexes, which dynalite does not count, are worked out from the items before and after.
 */
export function startWireMeter(): WireMeter {
  const servers: http.Server[] = [];
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  const usage = new Map<string, AwsUsage>();
  const items = new Map<string, Attributes>();
  const usageOf = (name: string): AwsUsage => {
    const stage = /ingest|fanout|deliver|sweep/.exec(name.toLowerCase())?.[0] ?? name;
    const known = usage.get(stage) ?? noUsage();
    usage.set(stage, known);
    return known;
  };

  async function proxy(target: string, change: (call: Call) => Buffer, count: (call: Call, answer: Answer) => void) {
    const { hostname, port } = new URL(target);
    const server = http.createServer((request, response) => {
      const giveUp = (): void => void response.destroy();
      void bodyOf(request).then((body) => {
        const call: Call = {
          method: request.method ?? '',
          path: request.url ?? '',
          operation: operationOf(request),
          body,
        };
        const changed = change(call);
        const headers = { ...request.headers, 'content-length': String(changed.length) };
        const onward = http.request({ hostname, port, agent, method: call.method, path: call.path, headers });
        onward.on('error', giveUp);
        response.on('close', () => onward.destroy());
        onward.on('response', (answer) => {
          void bodyOf(answer).then((answerBody) => {
            count(call, { status: answer.statusCode ?? 0, body: answerBody });
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            response.end(answerBody);
          }, giveUp);
        });
        onward.end(changed);
      }, giveUp);
    });
    server.keepAliveTimeout = 60_000;
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  return {
    async endpointsFor(part, endpoints) {
      const [dynamodb, sqs, s3] = await Promise.all([
        proxy(endpoints.dynamodb, askForUnits, (call, answer) => countDynamoDb(usageOf(part), items, call, answer)),
        proxy(endpoints.sqs, unchanged, (call, answer) =>
          countSqs(usageOf(part === 'mappings' ? queueOf(call) : part), call, answer),
        ),
        proxy(endpoints.s3, unchanged, (call) => countRequest(usageOf(part), `S3 ${call.method}`)),
      ]);
      return { dynamodb, sqs, s3 };
    },
    take() {
      const taken = new Map(usage);
      usage.clear();
      return taken;
    },
    items: () => items.values(),
    stop() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      agent.destroy();
    },
  };
}

interface Call {
  readonly method: string;
  readonly path: string;
  /** `UpdateItem`, `SendMessageBatch`; empty for S3. */
  readonly operation: string;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

interface DynamoRequest {
  readonly TableName?: string;
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly RequestItems?: object;
}

interface DynamoAnswer {
  readonly Attributes?: Attributes;
  readonly ConsumedCapacity?: Capacity | readonly Capacity[];
}

interface Capacity {
  readonly CapacityUnits: number;
}

function countRequest(usage: AwsUsage, name: string): void {
  usage.requests[name] = (usage.requests[name] ?? 0) + 1;
}

function countDynamoDb(usage: AwsUsage, items: Map<string, Attributes>, call: Call, answer: Answer): void {
  countRequest(usage, `DynamoDB ${call.operation}`);
  const request = JSON.parse(call.body.toString()) as DynamoRequest;
  if (answer.status !== 200) {
    // A refused condition is billed as a write of the item that stands there.
    if (answer.body.includes('ConditionalCheckFailed')) {
      usage.writeUnits += writeUnitsOf(itemBytes(items.get(idOf(request)) ?? {}));
    }
    return;
  }
  const result = JSON.parse(answer.body.toString()) as DynamoAnswer;
  const units = [result.ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  if (!['PutItem', 'UpdateItem', 'DeleteItem'].includes(call.operation)) {
    usage.readUnits += units;
    return;
  }
  const id = idOf(request);
  const before = items.get(id);
  const after =
    call.operation === 'PutItem' ? request.Item : call.operation === 'UpdateItem' ? result.Attributes : undefined;
  if (after) items.set(id, after);
  else items.delete(id);
  usage.writeUnits += units + indexWriteUnits(before, after);
}

function countSqs(usage: AwsUsage, call: Call, answer: Answer): void {
  if (call.operation === 'ReceiveMessage') {
    const { Messages = [] } = JSON.parse(answer.body.toString() || '{}') as { Messages?: unknown[] };
    if (Messages.length === 0) {
      usage.emptyReceives += 1;
      return;
    }
    usage.batches += 1;
    usage.messages += Messages.length;
  }
  countRequest(usage, `SQS ${call.operation}`);
  usage.sqsBilled += Math.max(1, Math.ceil(Math.max(call.body.length, answer.body.length) / 65_536));
}

function idOf({ TableName, Key, Item }: DynamoRequest): string {
  const { pk, sk } = (Key ?? Item ?? {}) as { pk?: { S?: string }; sk?: { S?: string } };
  return `${TableName} ${pk?.S} ${sk?.S}`;
}

function queueOf({ body }: Call): string {
  return String((JSON.parse(body.toString()) as { QueueUrl?: string }).QueueUrl);
}

function askForUnits({ body, operation }: Call): Buffer {
  const request = JSON.parse(body.toString()) as object;
  const more = operation === 'UpdateItem' ? { ReturnValues: 'ALL_NEW' } : {};
  return Buffer.from(JSON.stringify({ ...request, ReturnConsumedCapacity: 'TOTAL', ...more }));
}

const unchanged = ({ body }: Call): Buffer => body;

function operationOf(request: http.IncomingMessage): string {
  return (
    String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? ''
  );
}

async function bodyOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
