import type { lookup as dnsLookup } from 'node:dns';
import { describe, expect, test } from 'vitest';
import {
  checkEndpointUrl,
  EndpointRefusedError,
  guardedLookup,
  isAddressAllowed,
} from '../../../shared/webhooks/endpoint-guard.ts';
import { guardedPost } from '../../../shared/webhooks/post.ts';
import { acceptedEndpoints, refusedEndpoints } from '../../support/endpoint-cases.ts';
import { casesOf } from '../../support/material.ts';

describe('an address of a partner', () => {
  test('the table is as large as it should be', () => {
    expect(Object.values(refusedEndpoints).flat().length).toBeGreaterThan(200);
  });

  describe.each(Object.entries(refusedEndpoints))('%s', (message, urls) => {
    test.each(urls)('%j', (url) => {
      expect(checkEndpointUrl(url, 'public')).toEqual({ ok: false, message: expect.stringContaining(message) });
    });
  });

  test.each(acceptedEndpoints)('%s is taken', (url) => {
    expect(checkEndpointUrl(url, 'public')).toEqual({ ok: true, url: new URL(url) });
  });

  test.each([
    'http://localhost:4000/hook',
    'http://127.0.0.1:1/',
    'http://127.9.9.9/',
    'http://[::1]:80/',
    'https://localhost:9443/',
  ])('%s is taken on a laptop only', (url) => {
    expect(checkEndpointUrl(url, 'local').ok).toBe(true);
    expect(checkEndpointUrl(url, 'public').ok).toBe(false);
  });

  test.each([
    'http://partner.example.com/',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::ffff:127.0.0.1]/',
    'http://user@localhost/',
    'http://foo.localhost/',
    'https://192.168.0.1/',
    'https://metadata/',
  ])('%s is refused even on a laptop', (url) => {
    expect(checkEndpointUrl(url, 'local').ok).toBe(false);
  });
});

/** A name server that gives one answer after the other, and counts the questions. */
function nameServer(...answers: (readonly string[])[]) {
  const asked: unknown[] = [];
  const resolve = ((name: string, _options: unknown, callback: (...result: unknown[]) => void) => {
    const answer = answers[asked.length] ?? [];
    asked.push(name);
    const addresses = answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    process.nextTick(() => callback(null, addresses));
  }) as unknown as typeof dnsLookup;
  return { resolve, asked };
}

function look(resolve: typeof dnsLookup, options: { all?: boolean }): Promise<unknown[]> {
  return new Promise((done) => {
    guardedLookup('public', resolve)('hooks.example.com', options, (...result) => done(result));
  });
}

describe('the addresses of a name', () => {
  test.each<[string, readonly string[], boolean]>([
    ['public ones', ['93.184.216.34', '2606:2800:220:1::1'], true],
    ['very many public ones', Array.from({ length: 200 }, (_, last) => `93.184.216.${last}`), true],
    ['a private one', ['10.0.0.1'], false],
    ['a public and a private one', ['93.184.216.34', '127.0.0.1'], false],
    ['a private and a public one', ['169.254.169.254', '93.184.216.34'], false],
    ['a public one and loopback in IPv6', ['93.184.216.34', '::1'], false],
    ['a mapped one', ['::ffff:93.184.216.34'], false],
    ['a translated one', ['64:ff9b::a9fe:a9fe'], false],
    ['one with a zone', ['fe80::1%eth0'], false],
    ['something that is no address', ['hooks.example.com'], false],
    ['none', [], false],
  ])('%s: connected to as they were checked, or not at all', async (_, answer, allowed) => {
    for (const all of [true, false]) {
      const [error, address, family] = await look(nameServer(answer).resolve, { all });
      expect(error instanceof EndpointRefusedError).toBe(!allowed);
      if (!allowed) continue;
      const [first] = answer;
      if (all) expect((address as { address: string }[]).map((one) => one.address)).toEqual(answer);
      else expect([address, family]).toEqual([first, 4]);
    }
  });

  test('an error of the name server is handed on', async () => {
    const failure = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const resolve = ((_name: string, _options: unknown, callback: (error: Error) => void) =>
      callback(failure)) as unknown as typeof dnsLookup;
    expect((await look(resolve, {}))[0]).toBe(failure);
  });

  test.each([
    ['a private address', [['10.0.0.7']], 'ENDPOINT_REFUSED'],
    ['a public and a private address', [['93.184.216.34', '10.0.0.7']], 'ENDPOINT_REFUSED'],
    ['first a private, then a public address', [['127.0.0.1'], ['93.184.216.34']], 'ENDPOINT_REFUSED'],
  ])('a POST to a name with %s asks once, and sends nothing', async (_, answers, reason) => {
    const { resolve, asked } = nameServer(...answers);
    const post = guardedPost('public', { resolve });
    expect(await post('https://hooks.example.com/', {}, '{}')).toEqual({ kind: 'failure', reason, ambiguous: false });
    expect(asked).toEqual(['hooks.example.com']);
  });

  test('a second, private answer of the name server is never asked for', async () => {
    // Whatever listens on this port of loopback has no certificate for the name: the connection fails, after the one lookup.
    const { resolve, asked } = nameServer(['127.0.0.1'], ['169.254.169.254']);
    const answer = await guardedPost('local', { resolve })('https://hooks.example.com:8443/', {}, '{}');
    expect(answer).toMatchObject({ kind: 'failure', ambiguous: false });
    expect(asked).toEqual(['hooks.example.com']);
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'])(
    'a name that does not resolve (%s) fails this delivery alone',
    async (code) => {
      const resolve = ((_name: string, _options: unknown, callback: (error: Error) => void) =>
        process.nextTick(callback, Object.assign(new Error(code), { code }))) as unknown as typeof dnsLookup;
      const answer = await guardedPost('public', { resolve })('https://hooks.example.com/', {}, '{}');
      expect(answer).toEqual({ kind: 'failure', reason: 'DNS_ERROR', ambiguous: false });
    },
  );

  test('a name server that does not answer counts as no connection', async () => {
    const resolve = (() => undefined) as unknown as typeof dnsLookup;
    const answer = await guardedPost('public', { resolve, connectMs: 50 })('https://hooks.example.com/', {}, '{}');
    expect(answer).toEqual({ kind: 'failure', reason: 'CONNECT_TIMEOUT', ambiguous: false });
  });
});

interface UrlCase {
  readonly url: string;
  readonly class: string;
  readonly expected: string;
  readonly resolves_to?: readonly string[];
}

describe('hostile addresses collected elsewhere', () => {
  const cases = casesOf<UrlCase>('badinputs/ssrf/urls.json');
  // Hosts of the deployment itself are known where it is deployed, not here.
  const judged = cases.filter((one) => one.class !== 'self');

  test.skipIf(cases.length === 0)(
    'each is refused by its spelling or by what its name resolves to; the controls are taken',
    () => {
      const wrong = judged.filter((one) => {
        const isTaken = checkEndpointUrl(one.url, 'public').ok;
        const addresses = one.resolves_to ?? ['93.184.216.34'];
        const isReached =
          isTaken && addresses.length > 0 && addresses.every((address) => isAddressAllowed(address, 'public'));
        return isReached !== (one.expected === 'accepted');
      });
      expect(wrong).toEqual([]);
      expect(judged.length).toBeGreaterThan(50);
    },
  );
});
