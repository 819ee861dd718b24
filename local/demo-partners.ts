import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { articleEvents, type Filter } from '../shared/partners/partner.ts';
import type { PartnerStore } from '../shared/store/partners.ts';
import { ensureProofKey, type ProofKeyStores } from '../shared/webhooks/proof-keys.ts';
import type { SigningKeyStore } from '../shared/store/signing-keys.ts';
import type { DemoState } from './demo-state.ts';
import { type HeldWebhook, readJournal, type ReceiverConfig, type ReceiverReport } from './receiver.ts';

export interface DemoPartner {
  readonly id: string;
  readonly name: string;
  /** What it takes, in words. */
  readonly wants: string;
  readonly filter: Filter;
  /** Where it publishes: decides what is licensed for it. */
  readonly territories: readonly string[];
  readonly refusals: number;
}

const demoPartners: readonly DemoPartner[] = [
  {
    id: 'harbour-daily',
    name: 'Harbour Daily',
    wants: 'takes everything, and publishes in Britain and Ireland',
    filter: {},
    territories: ['GB', 'IE'],
    refusals: 0,
  },
  {
    id: 'deutsche-seite',
    name: 'Deutsche Seite',
    wants: 'takes German articles only',
    filter: { languages: ['de'] },
    territories: ['DE', 'AT', 'CH'],
    refusals: 0,
  },
  {
    id: 'late-edition',
    name: 'Late Edition',
    wants: 'takes everything that is licensed for America, but answers 503 twice before it does',
    filter: {},
    territories: ['US'],
    refusals: 2,
  },
];

/** A demo partner whose receiver runs. */
export interface RunningPartner extends DemoPartner {
  readonly url: string;
  /** The webhooks it holds, each verified before it was written down; also those of earlier runs on the same folder. */
  held(): readonly HeldWebhook[];
}

export interface RunningPartners {
  readonly partners: readonly RunningPartner[];
  stop(): Promise<void>;
}

/** Starts each partner's receiver in a process of its own, at the port it had before where that is free. */
export async function startDemoPartners(
  dir: string,
  state: DemoState,
  onReport: (partner: DemoPartner, report: ReceiverReport) => void,
): Promise<RunningPartners> {
  const journalDir = join(dir, 'receivers');
  mkdirSync(journalDir, { recursive: true });
  const processes: ChildProcess[] = [];
  const partners = await Promise.all(
    demoPartners.map(async (partner) => {
      const journalPath = join(journalDir, `${partner.id}.jsonl`);
      const { port, secret } = state.partner(partner.id);
      const child = fork(new URL('./receiver.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      processes.push(child);
      const config: ReceiverConfig = { port, secret, journalPath, refusals: partner.refusals };
      child.send(config);
      const [listening] = (await once(child, 'message')) as [ReceiverReport];
      if (listening.kind !== 'listening') throw new Error(`the receiver of ${partner.id} did not listen`);
      child.on('message', (report: ReceiverReport) => onReport(partner, report));
      state.rememberPort(partner.id, listening.port);
      const url = `http://127.0.0.1:${listening.port}/webhook`;
      return { ...partner, url, held: () => readJournal(journalPath) };
    }),
  );
  return {
    partners,
    async stop() {
      await Promise.all(
        processes.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const exited = once(child, 'exit');
          child.disconnect();
          await exited;
        }),
      );
    },
  };
}

/** Registers the running partners, at the addresses they have now. */
export async function registerDemoPartners(
  partners: readonly RunningPartner[],
  state: DemoState,
  stores: { readonly partners: PartnerStore; readonly signingKeys: SigningKeyStore } & ProofKeyStores,
  nowMs: number,
): Promise<void> {
  await ensureProofKey(stores, nowMs);
  for (const { id, name, url, filter, territories } of partners) {
    await stores.signingKeys.put({ partnerId: id, keys: [{ secret: state.partner(id).secret }] });
    await stores.partners.put({
      id,
      name,
      url,
      format: 'ninjs-3',
      events: articleEvents,
      filter,
      territories,
      status: 'active',
      createdAtMs: nowMs,
    });
  }
}
