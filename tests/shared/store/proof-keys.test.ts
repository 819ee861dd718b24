import { expect, test } from 'vitest';
import { proofKeyStore, publicProofKeyStore } from '../../../shared/store/proof-keys.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();

test('both halves of the proof keys are kept, each in its own table', async () => {
  const [table, keysTable] = [await newTable(), await newTable()];
  const [keys, publicKeys] = [proofKeyStore(keysTable), publicProofKeyStore(table)];
  expect([await keys.get(), await publicKeys.get()]).toEqual([[], []]);
  const half = { kty: 'OKP', crv: 'Ed25519', x: 'eA', kid: 'k1' } as const;
  await keys.put([{ key: { ...half, d: 'ZA' }, sinceMs: 7 }]);
  await publicKeys.put([half]);
  expect(await keys.get({ stale: true })).toEqual([{ key: { ...half, d: 'ZA' }, sinceMs: 7 }]);
  expect(await publicKeys.get()).toEqual([half]);
});
