import { lookup as dnsLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { domainToUnicode } from 'node:url';
import type { EndpointPolicy } from '../contract/env.ts';
import { isOwnAddress, type OwnDeployment } from './own-deployment.ts';

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

/** Longer addresses are not what a person registers, and many servers refuse them. */
const urlCharsMax = 2048;
/** RFC 1035 §2.3.4: a name without its final dot, and each of its labels. The underscore is not a host’s, yet in use. */
const hostCharsMax = 253;
const labelPattern = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Top-level names that are never public hosts (RFC 6761, RFC 8375, RFC 9476, cloud metadata). */
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
  'invalid',
  'onion',
  'alt',
  'localdomain',
  // Of Kubernetes and of Consul, where the function's network has their name servers.
  'svc',
  'consul',
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
 * address, spelled so that no two readers take it for different hosts. Names are checked again, by address, when they are connected to.
 * `local` (laptops, tests) also allows http and loopback. `own` is the deployment itself, which is no partner of its own.
 */
export function checkEndpointUrl(text: string, policy: EndpointPolicy, own?: OwnDeployment): EndpointVerdict {
  if (text.length > urlCharsMax) return refused(`the address is longer than ${urlCharsMax} characters`);
  // URL parsers strip tabs and line breaks silently; an address that needs it is not one a person typed.
  if (/[\s\p{Cc}\\]/u.test(text)) return refused('the address holds white space, control characters or backslashes');
  if (!URL.canParse(text)) return refused('this is not a URL');
  const url = new URL(text);
  const isLocal = policy === 'local' && isLocalHost(url.hostname);
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:'))
    return refused(`the address must start with https://, not ${url.protocol}//`);
  // The parser also takes `https:host` and `https:///host`, which others read as a path.
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  if (authority === undefined) return refused('the address must start with https:// and a host name');
  if (authority.includes('@')) return refused('the address must not hold a user name or password');
  if (own && isOwnAddress(url, own)) return refused('this is an address of Byline’s own: it would send to itself');
  if (isLocal) return { ok: true, url };
  if (!allowedPorts.has(url.port)) return refused(`port ${url.port} is not allowed: use 443 or 8443`);
  return checkHost(url, authority);
}

function checkHost(url: URL, authority: string): EndpointVerdict {
  const host = url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(host) !== 0) {
    return isAddressAllowed(host, 'public') ? { ok: true, url } : refused(`${host} is not a public address`);
  }
  const labels = host.split('.');
  if (host.length > hostCharsMax || !labels.every((label) => labelPattern.test(label)))
    return refused(`${host} is not a host name`);
  if (labels.length < 2) return refused(`${host} is not a full host name`);
  if (refusedSuffixes.includes(labels.at(-1) ?? '')) return refused(`${host} is not a public host name`);
  if (!isSpelledPlainly(authority, url.hostname))
    return refused(`the host name can be read in more than one way; if ${host} is meant, write it so`);
  if (domainToUnicode(host).split('.').some(mixesAlphabets)) return refused(`${host} mixes letters that look alike`);
  return { ok: true, url };
}

/**
 * Whether the host as typed is what the parser made of it. Mapped characters (full-width letters, ideographic stops, soft hyphens,
 * percent-encoding) and those that IDNA 2003 and 2008 map differently (UTS #46 §6, “deviation characters”) are read differently elsewhere.
 */
function isSpelledPlainly(authority: string, hostname: string): boolean {
  const typed = authority.replace(/:\d*$/, '').toLowerCase();
  if (typed === hostname) return true;
  return !/[\u00df\u03c2\u200c\u200d]/u.test(typed) && typed.normalize('NFC') === domainToUnicode(hostname);
}

/** Latin beside an alphabet with the same shapes, within one label: the mark of a name made to be mistaken (UTS #39 §5). */
function mixesAlphabets(label: string): boolean {
  return (
    /\p{Script=Latin}/u.test(label) &&
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(label)
  );
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
