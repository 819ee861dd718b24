import { expect, test } from 'vitest';
import { contextOf } from '../../../shared/formats/newsml-g2-concepts.ts';
import {
  readChain,
  readCredits,
  readNotes,
  readPhotographers,
  readRights,
} from '../../../shared/formats/newsml-g2-credits.ts';
import { findAt } from '../../../shared/formats/xml-tree.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const itemOf = async (inside: string) => {
  const { root } = await readXml(`<newsItem xml:lang="en">${inside}</newsItem>`);
  return { root, context: contextOf(root, undefined) };
};
const creditsOf = async (meta: string, content: string) => {
  const { root, context } = await itemOf(`<itemMeta>${meta}</itemMeta><contentMeta>${content}</contentMeta>`);
  return readCredits(findAt(root, 'itemMeta'), findAt(root, 'contentMeta'), context);
};

test('a person who made it is an author, an agency is the source, photographers are neither', async () => {
  const credits = await creditsOf(
    '',
    '<creator><name>Ann Quay</name></creator><creator><name>Reuters</name></creator><creator role="crol:photographer"><name>Ben Pier</name></creator><by>By Ann Quay</by><creditline>REUTERS –</creditline>',
  );
  expect(credits).toMatchObject({
    authors: [{ name: 'Ann Quay' }],
    source: 'Reuters',
    byline: 'By Ann Quay',
    creditLine: 'REUTERS',
  });
});

test('a source that is named goes before a creator, and the provider is the last resort', async () => {
  const named = await creditsOf(
    '',
    '<infoSource role="isrol:origprov"><name>Coast Wire</name></infoSource><creator><name>Reuters</name></creator>',
  );
  expect(named.source).toBe('Coast Wire');
  const provided = await creditsOf('<provider><name>Harbour Gazette</name></provider>', '');
  expect(provided).toMatchObject({ source: 'Harbour Gazette', provider: 'Harbour Gazette' });
});

test('the hands an item went through come in their own order', async () => {
  const { root, context } = await itemOf(
    '<hopHistory><hop seq="2"><party><name>Second</name></party></hop><hop seq="1"><party><name>First</name></party><timestamp>2026-05-01T00:00:00Z</timestamp></hop></hopHistory>',
  );
  expect(readChain(root, context)).toEqual([{ name: 'First', at: '2026-05-01T00:00:00Z' }, { name: 'Second' }]);
});

test('notes for an agency’s own desks are for nobody outside', async () => {
  const { root } = await itemOf(
    '<edNote>Names corrected</edNote><edNote>Names corrected</edNote><edNote role="n:private">Call Ann</edNote><edNote pubconstraint="x">No</edNote>',
  );
  expect(readNotes(root)).toEqual({ lines: ['Names corrected'], hasPrivate: true });
});

test('a notepad’s public lines are notes, its contacts are not, and a correction is told apart', async () => {
  const { root } = await itemOf(
    '<edNote><div><h2>Notes</h2><p>Embargo lifted</p><p class="contact">Ann, 0123</p></div></edNote><edNote role="n:correction"><p>Age is 12</p></edNote>',
  );
  expect(readNotes(root)).toEqual({ lines: ['Embargo lifted'], correction: 'Age is 12', hasPrivate: true });
});

test('rights for a part of the item are not the item’s', async () => {
  const { root, context } = await itemOf(
    '<rightsInfo><copyrightHolder><name>Gazette Ltd</name></copyrightHolder><usageTerms>With credit</usageTerms></rightsInfo><rightsInfo idrefs="p1"><copyrightHolder><name>Ben Pier</name></copyrightHolder></rightsInfo>',
  );
  expect(readRights(root, context)).toEqual({ copyrightHolder: 'Gazette Ltd', usageTerms: 'With credit' });
});

test('a rights expression that is not read is told', async () => {
  const { root, context } = await itemOf('<rightsInfo><rightsExpressionXML/></rightsInfo>');
  expect(readRights(root, context).warnings).toMatchObject([{ code: 'FIELD_IGNORED', path: 'rightsInfo' }]);
});

test('an agency is the source before whoever gave information, and a host names an agency', async () => {
  const police = '<infoSource role="isrol:originfo" literal="Police"/>';
  expect(await creditsOf('<provider uri="http://www.reuters.com/"/>', police)).toMatchObject({
    source: 'Reuters',
    provider: 'Reuters',
  });
  const dpa = '<infoSource role="isrol:originfo"><name>dpa</name></infoSource>';
  expect((await creditsOf('<provider literal="Kathpress"/>', police + dpa)).source).toBe('dpa');
  expect((await creditsOf('', police)).source).toBe('Police');
});

test('the desk’s initials are no byline, and a closing mark is no note', async () => {
  expect((await creditsOf('', '<by>ab/cd</by>')).byline).toBeUndefined();
  const { root } = await itemOf('<itemMeta><edNote role="x:closing">(ende)</edNote></itemMeta>');
  expect(readNotes(findAt(root, 'itemMeta'))).toEqual({ lines: [], hasPrivate: true });
});

test('a picture’s makers are its creators, whatever their role; agencies are not', async () => {
  const { root, context } = await itemOf(
    '<contentMeta><creator role="crol:photographer"><name>Ben Pier</name></creator><creator><name>Reuters</name></creator></contentMeta>',
  );
  expect(readPhotographers(findAt(root, 'contentMeta'), context)).toBe('Ben Pier');
});

test('a byline’s second line is a title or an agency of its own', async () => {
  expect((await creditsOf('', '<by>By ANN QUAY\nAssociated Press</by>')).byline).toBe('By ANN QUAY, Associated Press');
  expect((await creditsOf('', '<by>By Ann Quay and\nBen Pier.</by>')).byline).toBe('By Ann Quay and Ben Pier.');
});

test('an agency that claims the copyright by its address is named', async () => {
  const { root, context } = await itemOf('<rightsInfo><copyrightHolder uri="http://www.pap.pl/"/></rightsInfo>');
  expect(readRights(root, context)).toEqual({ copyrightHolder: 'PAP' });
});
