import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkEndpointUrl, isAddressAllowed } from '../../shared/webhooks/endpoint-guard.ts';

/** However a private address is spelled or wrapped, it is refused by its spelling, before any name is looked up. */

/** First address and length of each special-purpose range of IPv4, from the IANA registry and the multicast one. */
const specialV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** An address of a special range, as the number it is; the ends of the range come up often. */
const special = fc.constantFrom(...specialV4).chain(([first, prefix]) => {
  const last = 2 ** (32 - prefix) - 1;
  return fc
    .oneof(fc.constantFrom(0, last), fc.integer({ min: 0, max: last }))
    .map((offset) => numberOf(first) + offset);
});

const bytesOf = (address: number): number[] => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
const dotted = (address: number): string => bytesOf(address).join('.');
const groups = (address: number): string =>
  [Math.floor(address / 65_536), address % 65_536].map((group) => group.toString(16)).join(':');

/** The ways in which a URL, or a network, can say an IPv4 address. */
const spellings: Readonly<Record<string, (address: number) => string>> = {
  dotted,
  'with a final dot': (address) => `${dotted(address)}.`,
  decimal: String,
  hexadecimal: (address) => `0x${address.toString(16)}`,
  octal: (address) => `0${address.toString(8)}`,
  'hexadecimal parts': (address) =>
    bytesOf(address)
      .map((part) => `0x${part.toString(16)}`)
      .join('.'),
  'octal parts': (address) =>
    bytesOf(address)
      .map((part) => `0${part.toString(8).padStart(5, '0')}`)
      .join('.'),
  'two parts': (address) => `${Math.floor(address / 2 ** 24)}.${address % 2 ** 24}`,
  'three parts': (address) =>
    `${Math.floor(address / 2 ** 24)}.${Math.floor(address / 65_536) % 256}.${address % 65_536}`,
  'full-width digits': (address) =>
    dotted(address).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  'ideographic stops': (address) => dotted(address).replaceAll('.', '。'),
  'percent-encoded': (address) => dotted(address).replace(/\d/g, (digit) => `%3${digit}`),
  'mapped into IPv6': (address) => `[::ffff:${dotted(address)}]`,
  'mapped, in groups': (address) => `[::ffff:${groups(address)}]`,
  'compatible with IPv6': (address) => `[::${groups(address)}]`,
  translated: (address) => `[64:ff9b::${groups(address)}]`,
  'translated locally': (address) => `[64:ff9b:1::${groups(address)}]`,
  'in 6to4': (address) => `[2002:${groups(address)}::1]`,
  'in Teredo': (address) => `[2001:0:${groups(address)}::1]`,
};

test.each(Object.entries(spellings))('a special address, %s, is refused', (_, spell) => {
  fc.assert(
    fc.property(special, fc.constantFrom('', ':443', ':8443'), (address, port) => {
      const url = `https://${spell(address)}${port}/hook`;
      expect(checkEndpointUrl(url, 'public'), url).toMatchObject({ ok: false });
    }),
    { numRuns: 200 },
  );
});

test('what a name resolves to is refused in every form an address can have there', () => {
  fc.assert(
    fc.property(special, (address) => {
      const forms = [
        dotted(address),
        `::ffff:${dotted(address)}`,
        `64:ff9b::${groups(address)}`,
        `2002:${groups(address)}::`,
      ];
      expect(forms.filter((form) => isAddressAllowed(form, 'public'))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('public addresses are taken, so that the guard is not merely strict', () => {
  const isSpecial = (address: number): boolean =>
    [...specialV4, ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.175.48.0', 24]].some(([first, prefix]) => {
      const size = 2 ** (32 - Number(prefix));
      return Math.floor(address / size) === Math.floor(numberOf(String(first)) / size);
    });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }).filter((address) => !isSpecial(address)),
      (address) => {
        expect(checkEndpointUrl(`https://${dotted(address)}/hook`, 'public')).toMatchObject({ ok: true });
      },
    ),
    { numRuns: 500 },
  );
});
