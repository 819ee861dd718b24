import { expect, test } from 'vitest';
import { signingKeyStore } from '../../../shared/store/signing-keys.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();

test('the secrets of a partner are kept in order, two while rotating', async () => {
  const store = signingKeyStore(await newTable());
  expect(await store.get('outlet')).toBeUndefined();
  await store.put({ partnerId: 'outlet', secrets: ['whsec_bmV3', 'whsec_b2xk'] });
  await store.put({ partnerId: 'other', secrets: ['whsec_b3RoZXI='] });
  expect(await store.get('outlet')).toEqual({ partnerId: 'outlet', secrets: ['whsec_bmV3', 'whsec_b2xk'] });
  await store.put({ partnerId: 'outlet', secrets: ['whsec_bmV3'] });
  expect(await store.get('outlet')).toEqual({ partnerId: 'outlet', secrets: ['whsec_bmV3'] });
});
