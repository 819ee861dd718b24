import { expect, test } from 'vitest';
import { partnerCredentialStore } from '../../../shared/store/partner-credentials.ts';
import { signingKeyStore } from '../../../shared/store/signing-keys.ts';
import { useDynalite } from '../../support/dynalite-table.ts';

const newTable = useDynalite();

test('credentials are kept beside the signing keys, and apart from them', async () => {
  const table = await newTable();
  const [store, keys] = [partnerCredentialStore(table), signingKeyStore(table)];
  await keys.put({ partnerId: 'outlet', keys: [{ secret: 'whsec_x' }] });
  const credentials = {
    partnerId: 'outlet',
    headers: { authorization: 'Bearer x' },
    certificate: { cert: 'PEM', key: 'PEM' },
  };
  await store.put(credentials);
  expect(await store.get('outlet')).toEqual(credentials);
  expect(await keys.get('outlet')).toMatchObject({ keys: [{ secret: 'whsec_x' }] });
  await store.remove('outlet');
  expect(await store.get('outlet')).toBeUndefined();
  expect(await keys.get('outlet')).toBeDefined();
});
