import { expect, test } from 'vitest';
import {
  languageOf,
  newsLine,
  readDescriptive,
  readLines,
  readParties,
  readRights,
  topicsOf,
} from '../../../shared/formats/newsml-1-meta.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const component = async (inside: string) => (await readXml(`<NewsComponent>${inside}</NewsComponent>`)).root;
const lines = (inside: string): string => `<NewsLines>${inside}</NewsLines>`;

test('the innermost component that has a line counts, in the item’s language', async () => {
  const inner = await component(
    lines('<HeadLine xml:lang="de">Fähre</HeadLine><HeadLine xml:lang="en">Ferry</HeadLine>'),
  );
  const outer = await component(lines('<HeadLine>Outer</HeadLine><DateLine>PORT, 3 May</DateLine>'));
  expect(newsLine([inner, outer], 'HeadLine', 'de-AT')).toBe('Fähre');
  expect(newsLine([inner, outer], 'HeadLine', 'en')).toBe('Ferry');
  expect(newsLine([inner, outer], 'DateLine')).toBe('PORT, 3 May');
});

test('several bylines are one, the first subheadline is the subheadline, typed lines have their type’s field', async () => {
  const typed =
    '<NewsLine><NewsLineType FormalName="Kicker"/><NewsLineText>Ports</NewsLineText></NewsLine><NewsLine><NewsLineType FormalName="Summary"/><NewsLineText>A boat more.</NewsLineText></NewsLine>';
  const story = await component(
    lines(
      `<ByLine>Ann Quay</ByLine><ByLine>Ben Pier</ByLine><ByLine>Ann Quay</ByLine><SubHeadLine>One</SubHeadLine><SubHeadLine>Two</SubHeadLine><CreditLine>Wire –</CreditLine>${typed}`,
    ),
  );
  expect(readLines([story], undefined)).toEqual({
    byline: 'Ann Quay, Ben Pier',
    subheadline: 'One',
    otherHeadlines: [{ role: 'subhead', value: 'Two' }],
    creditLine: 'Wire',
    kicker: 'Ports',
    summary: 'A boat more.',
  });
});

test('people among the creators are authors; who provides it is the source where nobody else is', async () => {
  const story = await component(
    '<AdministrativeMetadata><Provider><Party FormalName="Harbour Gazette"/></Provider><Creator><Party FormalName="x1"><Property FormalName="Name" Value="Ann Quay"/></Party></Creator></AdministrativeMetadata>',
  );
  const item = await component('');
  expect(readParties([story], item, undefined)).toMatchObject({
    authors: [{ name: 'Ann Quay' }],
    source: 'Harbour Gazette',
    provider: 'Harbour Gazette',
  });
});

test('where no component names a provider, the envelope’s sender is it', async () => {
  const envelope = await component('<SentFrom><Party FormalName="Coast Wire"/></SentFrom>');
  expect(readParties([], await component(''), envelope)).toMatchObject({ provider: 'Coast Wire' });
});

test('a licence’s dates are dates, and words in their place are terms', async () => {
  const rights = (start: string, end: string): string =>
    `<RightsMetadata><Copyright><CopyrightHolder>Gazette Ltd</CopyrightHolder><CopyrightDate>May 2026</CopyrightDate></Copyright><UsageRights><UsageType>News</UsageType><Geography>Germany</Geography><StartDate>${start}</StartDate><EndDate>${end}</EndDate></UsageRights></RightsMetadata>`;
  expect(readRights([await component(rights('2026-05-01', 'Until further notice'))], undefined)).toEqual({
    copyrightHolder: 'Gazette Ltd',
    copyrightYear: '2026',
    usageTerms: 'News\nUntil further notice',
    license: { territory: 'Germany', startsAt: '2026-05-01' },
  });
});

test('subjects are IPTC’s codes, topics that are pointed to, each by its kind', async () => {
  const root = await component(
    `<TopicSet><Topic Duid="t1"><TopicType FormalName="Person"/><FormalName>AQ</FormalName><Description>Ann Quay</Description></Topic></TopicSet>
     <DescriptiveMetadata><SubjectCode><Subject FormalName="15000000">sport</Subject><SubjectMatter FormalName="20000822"/></SubjectCode>
     <Genre FormalName="Report"/><TopicOccurrence Topic="#t1"/>
     <Location HowPresent="Origin"><Property FormalName="City" Value="Port"/></Location>
     <Location><Property FormalName="City" Value="Berlin"/><Property FormalName="Country" Value="Germany"/></Location>
     <Property FormalName="Keyword" Value="boats; night"/></DescriptiveMetadata>`,
  );
  expect(readDescriptive([root], topicsOf(root))).toEqual({
    subjects: [
      { name: 'sport', uri: 'http://cv.iptc.org/newscodes/subjectcode/15000000' },
      { uri: 'http://cv.iptc.org/newscodes/mediatopic/20000822' },
    ],
    people: [{ name: 'Ann Quay', literal: 'AQ' }],
    places: [{ name: 'Berlin', literal: 'Germany' }],
    located: 'Port',
    keywords: ['boats', 'night'],
    genres: [{ name: 'Report' }],
  });
});

test('the language is what the metadata say, else the nearest tag', async () => {
  const said = await component('<DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>');
  const { root: tagged } = await readXml('<NewsItem xml:lang="de"/>');
  expect(languageOf([said], tagged)).toBe('fr');
  expect(languageOf([await component('')], tagged)).toBe('de');
});

test('a line that advises editors is their note, and marks a correction where it says one', async () => {
  const advisory = (text: string): string =>
    lines(`<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>${text}</NewsLineText></NewsLine>`);
  expect(readLines([await component(advisory('Adds quotes'))], undefined)).toEqual({ edNote: 'Adds quotes' });
  expect(readLines([await component(advisory('CORRECTS para 4'))], undefined)).toMatchObject({
    signal: 'correction',
    correction: 'CORRECTS para 4',
  });
});

test('the desk’s initials are no byline', async () => {
  expect(readLines([await component(lines('<ByLine>cae/tcr</ByLine>'))], undefined)).toEqual({});
});

test('agencies named by their hosts are named', async () => {
  const provider =
    '<AdministrativeMetadata><Provider><Party FormalName="afp.com"/></Provider></AdministrativeMetadata>';
  expect(readParties([await component(provider)], await component(''), undefined)).toMatchObject({
    source: 'AFP',
    provider: 'AFP',
  });
});

test('keywords that name who is in a picture are people, and a country’s code is no name', async () => {
  const root = await component(
    `<DescriptiveMetadata><Property FormalName="Keyword" Value="Kim Lee" Role="PersonInImage"/><Property FormalName="Keyword" Value="port"/>
     <Property FormalName="Version" Value="Correction"/><Location><Property FormalName="Country" Value="BEL"/></Location>
     <Location><Property FormalName="CountryName" Value="Japan"/></Location></DescriptiveMetadata>`,
  );
  expect(readDescriptive([root], new Map())).toEqual({
    people: [{ name: 'Kim Lee' }],
    keywords: ['port'],
    places: [{ literal: 'BEL' }, { name: 'Japan' }],
    signal: 'correction',
  });
});

test('a headline is found within a line, and has no leftovers of escaping twice', async () => {
  const inner = await component(lines('<NewsLine><HeadLine>Rock &amp;amp; roll</HeadLine></NewsLine>'));
  expect(newsLine([inner], 'HeadLine')).toBe('Rock & roll');
});
