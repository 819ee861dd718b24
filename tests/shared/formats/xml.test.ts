import { describe, expect, test } from 'vitest';
import { xmlLimits } from '../../../shared/contract/limits.ts';
import { Unreadable } from '../../../shared/formats/format.ts';
import { readXml } from '../../../shared/formats/xml.ts';
import { lineAt, rawTextOf } from '../../../shared/formats/xml-tree.ts';

async function refusal(text: string): Promise<string> {
  const error = await readXml(text).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Unreadable)) throw new Error(`read: ${text.slice(0, 60)}`);
  return `${error.code} ${error.path}`;
}

describe('XML', () => {
  test('becomes a tree with namespaces, attributes and joined text', async () => {
    const { root, warnings } = await readXml(
      '<?xml version="1.0"?>\n<n:a xmlns:n="urn:n" n:x="1" y="2">one <![CDATA[<two>]]>&#x2014;<!-- no --><n:b/>&amp;</n:a>',
    );
    expect(root).toMatchObject({ name: 'a', namespace: 'urn:n', prefix: 'n', line: 2 });
    expect([...root.attributes]).toEqual([
      ['xmlns:n', 'urn:n'],
      ['n:x', '1'],
      ['y', '2'],
    ]);
    expect(root.children.map((node) => (typeof node === 'string' ? node : node.name))).toEqual([
      'one <two>—',
      'b',
      '&',
    ]);
    expect(warnings).toEqual([]);
  });

  test('keeps line numbers over CDATA sections of several lines', async () => {
    expect(await refusal('<a><![CDATA[1\n2\n3]]>\n<b>\n</a>')).toBe('XML_MALFORMED line 5');
  });

  test.each([
    ['cut', '<a><b>text', 'XML_MALFORMED line 1'],
    ['with two roots', '<a/><b/>', 'XML_MALFORMED line 1'],
    ['with crossed tags', '<a><b></a></b>', 'XML_MALFORMED line 1'],
    ['with a doubled attribute', '<a b="1" b="2"/>', 'XML_MALFORMED line 1'],
    ['with an unknown prefix', '<x:a/>', 'XML_MALFORMED line 1'],
    ['without an element', '<?xml version="1.0"?>', 'XML_MALFORMED line 1'],
    ['with an unclosed CDATA section', '<a><![CDATA[ text </a>', 'XML_MALFORMED line 1'],
    ['of version 1.1', '<?xml version="1.1"?><a/>', 'XML_UNSUPPORTED_VERSION line 1'],
    ['with a NUL', '<a>\u0000</a>', 'XML_ILLEGAL_CHAR line 1'],
    ['with a NUL in a CDATA section', '<a>\n<![CDATA[\u0000]]></a>', 'XML_ILLEGAL_CHAR line 2'],
    ['with a reference to a surrogate', '<a>&#xD800;</a>', 'XML_ILLEGAL_CHAR line 1'],
    ['with an entity', '<!DOCTYPE a [\n<!ENTITY b "c">]><a/>', 'XML_ENTITY_DECLARED line 2'],
    [
      'with an external entity',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>',
      'XML_ENTITY_DECLARED line 1',
    ],
    ['with a default attribute', '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>', 'XML_DTD_INTERNAL_SUBSET line 1'],
    ['nested too deeply', '<a>'.repeat(101) + '</a>'.repeat(101), 'XML_TOO_DEEP line 1'],
    ['with too many elements', `<a>${'<b/>'.repeat(xmlLimits.elements)}</a>`, 'XML_TOO_MANY_NODES line 1'],
    [
      'with too many attributes',
      `<a ${Array.from({ length: 201 }, (_, n) => `b${n}="1"`).join(' ')}/>`,
      'XML_LIMIT line 1',
    ],
    ['with a name too long', `<${'a'.repeat(2_000)}/>`, 'XML_LIMIT line 1'],
    ['with an attribute too long', `<a b="${'x'.repeat(xmlLimits.attributeCharacters + 1)}"/>`, 'XML_LIMIT line 1'],
  ])('%s is refused with its line', async (_, text, expected) => {
    expect(await refusal(text)).toBe(expected);
  });

  test('with a DOCTYPE that only names its DTD, or declares parameter entities alone, is read', async () => {
    for (const doctype of [
      '<!DOCTYPE a SYSTEM "http://dtd.example/a.dtd">',
      '<!DOCTYPE a PUBLIC "-//A" "a.dtd" [<!ENTITY % b SYSTEM "b.dtd"> %b; <!-- <!ENTITY c "d"> -->]>',
    ]) {
      expect((await readXml(`${doctype}<a>text</a>`)).root.children).toEqual(['text']);
    }
  });

  test('looks no entity up in what every object has', async () => {
    expect(rawTextOf((await readXml('<a>&constructor;&__proto__;</a>')).root)).toBe('&constructor;&__proto__;');
  });

  test.each([
    ['a bare ampersand', '<a>Q & A, AT&T</a>', 'Q & A, AT&T', 'XML_REPAIRED'],
    ['an ampersand in an address', '<a><b c="?x=1&y=2"/></a>', '', 'XML_REPAIRED'],
    ['HTML’s names', '<a>caf&eacute;&nbsp;&lt;</a>', 'café\u00a0<', 'XML_HTML_ENTITY'],
    ['an HTML name for an ampersand', '<a>&AMP;lt;</a>', '&lt;', 'XML_HTML_ENTITY'],
    ['control characters', '<a>b\u000bc&#31;d</a>', 'bcd', 'CONTROL_REMOVED'],
    ['space before the declaration', '\n\n  <?xml version="1.0"?><a>b</a>', 'b', 'XML_REPAIRED'],
    ['CDATA in CDATA', '<a><![CDATA[b <![CDATA[ c ]]> d ]]></a>', 'b <![CDATA[ c  d ]]>', 'XML_REPAIRED'],
  ])('with %s is mended with a warning', async (_, text, expected, code) => {
    const { root, warnings } = await readXml(text);
    expect(rawTextOf(root)).toBe(expected);
    expect(warnings.map((warning) => warning.code)).toEqual([code]);
  });

  test('that is mended leaves comments and CDATA sections alone', async () => {
    const { root } = await readXml('<a>& <!-- & --><![CDATA[& &nbsp;]]></a>');
    expect(rawTextOf(root)).toBe('& & &nbsp;');
  });

  test('with a usual prefix undeclared takes its usual meaning', async () => {
    const { root, warnings } = await readXml('<rss><dc:creator>A</dc:creator></rss>');
    expect(root.children[0]).toMatchObject({ name: 'creator', namespace: 'http://purl.org/dc/elements/1.1/' });
    expect(warnings).toEqual([{ code: 'XML_REPAIRED', message: expect.stringContaining('dc:'), path: 'line 1' }]);
  });

  test('that is cut is not mended, whatever else is wrong', async () => {
    expect(await refusal('<a>Q & A<b>')).toBe('XML_MALFORMED line 1');
  });

  test('text is found by path', async () => {
    const { root } = await readXml('<a><b/><b><c> x\n y </c></b></a>');
    expect(lineAt(root, 'b/c')).toBe('x y');
  });
});
