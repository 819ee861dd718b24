import { expect, test } from 'vitest';
import { readXml } from '../../../shared/formats/xml.ts';
import { element, textElement, writeXml, xmlDocument } from '../../../shared/outputs/xml-writer.ts';
import { trapTexts } from '../../support/trap-texts.ts';

test.each(trapTexts)('what is written is read back, as text and as an attribute: %j', async (trap) => {
  const { root, warnings } = await readXml(xmlDocument(element('a', { b: trap }, trap)));
  expect(warnings).toEqual([]);
  // XML 1.0 has no place for control characters, whatever is done to them.
  // oxlint-disable-next-line no-control-regex -- that is what is looked for.
  const possible = trap.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
  expect(root.children.join('')).toBe(possible);
  expect(root.attributes.get('b')).toBe(possible);
});

test('line ends, tabs and what closes a CDATA section are references', () => {
  expect(writeXml(element('a', { b: 'x\n\ty"' }, ']]> \r'))).toBe('<a b="x&#10;&#9;y&quot;">]]&gt; &#13;</a>');
});

test('what is undefined is not written, and an element without text is none', () => {
  expect(writeXml(element('a', { b: undefined }, undefined, textElement('c', undefined), textElement('c', '')))).toBe(
    '<a/>',
  );
});
