import { expect, test } from 'vitest';
import { ninjs2 } from '../../../shared/outputs/ninjs-2.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('names are those of 2.1: lower case, and no relation of associations', async () => {
  const item = ninjs2.render(await outgoingExample()) as Record<string, readonly object[]>;
  expect(item).toMatchObject({
    pubstatus: 'usable',
    versioncreated: '2026-11-20T10:31:00Z',
    embargoed: '2026-11-20T08:00:00Z',
    usageterms: 'Publish with credit and link.\nNo changes.',
    rightsinfo: expect.anything(),
  });
  expect(item.bodies?.[0]).toHaveProperty('contenttype', 'text/html');
  expect(item.associations?.[0]).not.toHaveProperty('rel');
});

test('a retraction is canceled', async () => {
  expect(ninjs2.render(await outgoingExample({}, 'retraction'))).toMatchObject({ pubstatus: 'canceled' });
});
