import { expect, test } from 'vitest';
import {
  bylinesOf,
  changedAt,
  handlersOf,
  headlineOf,
  signalOf,
  splitSubjects,
} from '../../../shared/outputs/output.ts';
import { outgoingExample } from '../../support/outgoing.ts';

test('a revision is new, an update, a correction or a retraction', async () => {
  const plain = await outgoingExample({ correction: undefined });
  expect(signalOf({ ...plain, revision: 1 })).toBe('new');
  expect(signalOf(plain)).toBe('update');
  expect(signalOf(await outgoingExample())).toBe('correction');
  expect(signalOf(await outgoingExample({}, 'retraction'))).toBe('retraction');
});

test('keywords are told from subjects', async () => {
  const { article } = await outgoingExample();
  expect(splitSubjects(article).keywords).toEqual(['ferry', 'night, late']);
  expect(splitSubjects(article).subjects.map(({ name }) => name)).toEqual(['transport', 'Harbour']);
});

test('what an article lacks is taken from where it can be', async () => {
  const { article, attribution: _, ...rest } = await outgoingExample();
  expect(bylinesOf({ article, ...rest })).toEqual(['Mara Quay, Ida von Bergen']);
  expect(changedAt({ article: { ...article, versionCreated: undefined }, ...rest })).toBe(rest.acceptedAt);
  expect(headlineOf({ headlines: [{ role: 'kicker', value: 'K' }] })).toBe('K');
});

test('the provider is no hand the article went through before it', async () => {
  expect(handlersOf(await outgoingExample()).map(({ name }) => name)).toEqual(['Pier Desk', 'Coast Wire']);
});
