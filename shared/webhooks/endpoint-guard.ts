import { lookup as dnsLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { EndpointPolicy } from '../contract/env.ts';

export type EndpointVerdict =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly message: string };

/** Raised inside a connection attempt whose address may not be called. */
export class EndpointRefusedError extends Error {
  override readonly name = 'EndpointRefusedError';
}

/** IANA IPv4 Special-Purpose Address Registry, and multicast; none of these is a partner's public address. */
const refusedV4 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  refusedV4.addSubnet(net, prefix, 'ipv4');
}

/** Global unicast, the only IPv6 space a partner can be in; mapped and translated forms lie outside it. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** Inside global unicast, yet special (IANA IPv6 Special-Purpose Address Registry): 6to4 and Teredo embed IPv4. */
const refusedV6 = new BlockList();
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  refusedV6.addSubnet(net, prefix, 'ipv6');
}

const allowedPorts = new Set(['', '443', '8443']);

/** Names that are never public hosts (RFC 6761, RFC 8375, RFC 9476, cloud metadata). */
const refusedSuffixes = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'arpa',
  'test',
  'example',
  'invalid',
  'onion',
  'alt',
  'localdomain',
];

/** Whether an address may be connected to. */
export function isAddressAllowed(address: string, policy: EndpointPolicy): boolean {
  const family = isIP(address);
  if (family === 4)
    return policy === 'local' ? isLocalV4(address) || !refusedV4.check(address) : !refusedV4.check(address);
  if (family !== 6) return false;
  if (policy === 'local' && address === '::1') return true;
  return globalV6.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6');
}

/**
 * Whether a partner may be registered with this address, and called at it: https, no user name, an allowed port, and a public host name or
 * address. Names are checked again, by address, when they are connected to. `local` (laptops, tests) also allows http and loopback.
 */
export function checkEndpointUrl(text: string, policy: EndpointPolicy): EndpointVerdict {
  // URL parsers strip tabs and line breaks silently; an address that needs it is not one a person typed.
  if (/[\s\u0000-\u001f\u007f\\]/u.test(text))
    return refused('the address holds white space, control characters or backslashes');
  if (!URL.canParse(text)) return refused('this is not a URL');
  const url = new URL(text);
  if (policy === 'local' && url.protocol === 'http:' && isLocalHost(url.hostname)) return { ok: true, url };
  if (url.protocol !== 'https:') return refused(`the address must start with https://, not ${url.protocol}//`);
  if (url.username !== '' || url.password !== '') return refused('the address must not hold a user name or password');
  if (policy === 'local' && isLocalHost(url.hostname)) return { ok: true, url };
  if (!allowedPorts.has(url.port)) return refused(`port ${url.port} is not allowed: use 443 or 8443`);
  return checkHost(url);
}

function checkHost(url: URL): EndpointVerdict {
  const host = url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(host) !== 0) {
    return isAddressAllowed(host, 'public') ? { ok: true, url } : refused(`${host} is not a public address`);
  }
  const labels = host.split('.');
  if (labels.length < 2) return refused(`${host} is not a full host name`);
  if (refusedSuffixes.includes(labels.at(-1) ?? '')) return refused(`${host} is not a public host name`);
  return { ok: true, url };
}

/**
 * A lookup for connections: resolves once, refuses the name if any of its addresses may not be called, and hands on exactly the
 * addresses it checked, so that a second answer of the name server is never asked for.
 */
export function guardedLookup(policy: EndpointPolicy, resolve: typeof dnsLookup = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true, family: options.family }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const bad = addresses.find(({ address }) => !isAddressAllowed(address, policy));
      const [first] = addresses;
      if (bad || !first) {
        return callback(new EndpointRefusedError(`${hostname} resolves to ${bad?.address ?? 'no address'}`), '', 0);
      }
      if (options.all) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function isLocalV4(address: string): boolean {
  return address.startsWith('127.');
}

function isLocalHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && isLocalV4(hostname));
}

function refused(message: string): EndpointVerdict {
  return { ok: false, message };
}
