import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { articleEvents, type Partner } from '../../shared/partners/partner.ts';
import type { ConnectedStack } from '../../shared/stack/connect-stack.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerStore } from '../../shared/store/partners.ts';
import { publisherStore } from '../../shared/store/publishers.ts';
import { signingKeyStore } from '../../shared/store/signing-keys.ts';
import { newSecret } from '../../shared/webhooks/keys.ts';
import { publisherOf } from '../support/publishers.ts';

/** The publisher and partners of the browser tests. */
export const cast = {
  publisher: 'harbour-news',
  /** Takes everything. */
  outlet: 'outlet',
  /** Takes everything, until it is broken. */
  gazette: 'gazette',
  /** Takes bodies of a few bytes only: each article for it is a dead letter. */
  shortWave: 'short-wave',
  /** Is sent nothing: it may fetch, and never did. No article is for it. */
  radio: 'radio-skerry',
} as const;

export interface Receivers {
  readonly url: string;
  stop(): Promise<void>;
}

/** Partners' endpoints on one port: each answers 204, or the status it was told to, with a text that explains it. */
export async function startReceivers(): Promise<Receivers> {
  const statuses = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const [, what = '', partner = '', status = ''] = (request.url ?? '').split('/');
    request.resume().on('end', () => {
      if (what === 'behave') {
        statuses.set(partner, Number(status));
        response.writeHead(204).end();
        return;
      }
      const answer = statuses.get(what) ?? 204;
      response
        .writeHead(answer, { 'content-type': 'text/plain' })
        .end(answer === 204 ? undefined : 'the database is down');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export async function registerCast({ dynamodb, outputs }: ConnectedStack, receiversUrl: string): Promise<void> {
  const table = dynamoTable(dynamodb, outputs.TableName);
  const [partners, keys] = [partnerStore(table), signingKeyStore(dynamoTable(dynamodb, outputs.KeysTableName))];
  await publisherStore(table).put(
    publisherOf({ id: cast.publisher, name: 'Harbour News', byline: 'Harbour News staff' }),
  );
  const partner = (id: string, name: string, changes: Partial<Partner> = {}): Partner => ({
    id,
    name,
    url: `${receiversUrl}/${id}`,
    format: 'ninjs-3',
    events: articleEvents,
    filter: {},
    status: 'active',
    createdAtMs: Date.now(),
    ...changes,
  });
  for (const one of [
    partner(cast.outlet, 'The Outlet'),
    partner(cast.gazette, 'Evening Gazette'),
    partner(cast.shortWave, 'Short Wave', { maxBodyBytes: 100, filter: { languages: ['es'] } }),
  ]) {
    await keys.put({ partnerId: one.id, keys: [{ secret: newSecret('shared') }] });
    await partners.put(one);
  }
  const { url: _, ...radio } = partner(cast.radio, 'Radio Skerry', { pull: true, filter: { languages: ['gd'] } });
  await partners.put(radio);
}
