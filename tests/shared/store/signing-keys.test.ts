import { expect, test } from 'vitest';
import { signingKeyStore } from '../../../shared/store/signing-keys.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();

test('the keys of a partner are kept in order, with the time they end', async () => {
  const store = signingKeyStore(await newTable());
  expect(await store.get('outlet')).toBeUndefined();
  await store.put({ partnerId: 'outlet', keys: [{ secret: 'whsec_bmV3' }, { secret: 'whsec_b2xk', expiresAtMs: 9 }] });
  await store.put({ partnerId: 'other', keys: [{ secret: 'whsec_b3RoZXI=' }] });
  expect(await store.get('outlet')).toEqual({
    partnerId: 'outlet',
    keys: [{ secret: 'whsec_bmV3' }, { secret: 'whsec_b2xk', expiresAtMs: 9 }],
  });
  await store.put({ partnerId: 'outlet', keys: [{ secret: 'whsec_bmV3' }] });
  expect(await store.get('outlet')).toEqual({ partnerId: 'outlet', keys: [{ secret: 'whsec_bmV3' }] });
});
