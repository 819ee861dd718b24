import { expect, test } from 'vitest';
import { readManagement } from '../../../shared/formats/newsml-1-management.ts';
import { readXml } from '../../../shared/formats/xml.ts';

const read = async (identifier: string, management = '') =>
  readManagement(
    (
      await readXml(
        `<NewsItem><Identification><NewsIdentifier>${identifier}</NewsIdentifier></Identification><NewsManagement>${management}</NewsManagement></NewsItem>`,
      )
    ).root,
  );

test.each([
  [
    '<RevisionId>2</RevisionId><PublicIdentifier>urn:newsml:x.example:20260101:a:2N</PublicIdentifier>',
    'urn:newsml:x.example:20260101:a',
  ],
  ['<PublicIdentifier>urn:newsml:x.example:20260101:a:12</PublicIdentifier>', 'urn:newsml:x.example:20260101:a'],
  ['<RevisionId>2</RevisionId><PublicIdentifier>x:7</PublicIdentifier>', 'x:7'],
  [
    '<ProviderId>x.example</ProviderId><DateId>20260101</DateId><NewsItemId>a</NewsItemId>',
    'urn:newsml:x.example:20260101:a',
  ],
  ['<ProviderId>x.example</ProviderId>', undefined],
])('the id of %s is the same in every revision', async (identifier, id) => {
  expect((await read(identifier)).nativeId).toBe(id);
});

test('a status that will change is an embargo, an expiry, or nothing new', async () => {
  const change = (now: string, future: string): Promise<unknown> =>
    read(
      '',
      `<Status FormalName="${now}"/><StatusWillChange><FutureStatus FormalName="${future}"/><DateAndTime>20300101</DateAndTime></StatusWillChange>`,
    );
  expect(await change('Embargoed', 'Usable')).toEqual({ status: 'usable', embargo: '20300101' });
  expect(await change('Usable', 'Canceled')).toEqual({ status: 'usable', expires: '20300101' });
  expect(await change('Usable', 'Usable')).toEqual({ status: 'usable' });
});

test('the status of former revisions is not this one’s', async () => {
  const instruction =
    '<Status FormalName="Usable"/><Instruction FormalName="Update"><RevisionStatus><Status FormalName="Canceled"/></RevisionStatus></Instruction>';
  expect(await read('', instruction)).toEqual({ status: 'usable', signal: 'update' });
});
