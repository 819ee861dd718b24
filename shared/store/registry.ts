import { type PartnerStore, partnerStore } from './partners.ts';
import { type ProofKeyStore, proofKeyStore, type PublicProofKeyStore, publicProofKeyStore } from './proof-keys.ts';
import { type PublisherStore, publisherStore } from './publishers.ts';
import { type SigningKeyStore, signingKeyStore } from './signing-keys.ts';
import type { Table } from './table.ts';

/** Everything that registering publishers and partners reads and writes. */
export interface RegistryStores {
  readonly publishers: PublisherStore;
  readonly partners: PartnerStore;
  readonly signingKeys: SigningKeyStore;
  readonly proofKeys: ProofKeyStore;
  readonly publicKeys: PublicProofKeyStore;
}

export function registryStores(table: Table, keysTable: Table): RegistryStores {
  return {
    publishers: publisherStore(table),
    partners: partnerStore(table),
    signingKeys: signingKeyStore(keysTable),
    proofKeys: proofKeyStore(keysTable),
    publicKeys: publicProofKeyStore(table),
  };
}
