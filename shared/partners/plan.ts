/** What `byline apply` would do: the difference between the registry files and the registry as it stands. Pure; applying is the caller’s. */
import canonicalize from 'canonicalize';
import type { Publisher } from '../article/publisher.ts';
import type { Partner, PartnerProfile } from './partner.ts';
import { partnerAfter, profileOf } from './partner-after.ts';

/** What the files say; a kind of which there is no file is left alone. */
export interface WantedRegistry {
  readonly publishers?: readonly Publisher[];
  readonly partners?: readonly PartnerProfile[];
}

export interface StandingRegistry {
  readonly publishers: readonly Publisher[];
  readonly partners: readonly Partner[];
}

/** One field that would change; `from` or `to` is absent where the field is. */
export interface FieldChange {
  /** `filter.languages`. */
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
  /** What follows from it. */
  readonly note?: string;
}

interface Planned {
  readonly id: string;
  readonly name: string;
}

export type PlannedChange = Planned &
  (
    | { readonly kind: 'add'; readonly of: 'publisher'; readonly to: Publisher }
    | { readonly kind: 'add'; readonly of: 'partner'; readonly to: PartnerProfile }
    | {
        readonly kind: 'change';
        readonly of: 'publisher';
        readonly to: Publisher;
        readonly fields: readonly FieldChange[];
      }
    | {
        readonly kind: 'change';
        readonly of: 'partner';
        readonly to: PartnerProfile;
        readonly fields: readonly FieldChange[];
      }
    /** A publisher takes no uploads any more; a partner is sent nothing but retractions. */
    | { readonly kind: 'remove'; readonly of: 'publisher'; readonly standing: Publisher }
    | { readonly kind: 'remove'; readonly of: 'partner' }
    /** Registered and in no file: stays, unless pruning was asked for. */
    | { readonly kind: 'keep'; readonly of: 'publisher' | 'partner' }
  );

export interface PlanOptions {
  /** Whether what is registered and in no file is removed. */
  readonly prune: boolean;
  /** Whether new addresses have to answer the challenge before anything is sent to them. */
  readonly verify: boolean;
}

/** Changes in the order of the files, publishers first, then what the files do not name. Empty when nothing would change. */
export function planRegistry(
  wanted: WantedRegistry,
  standing: StandingRegistry,
  options: PlanOptions,
): PlannedChange[] {
  return [
    ...(wanted.publishers ? planPublishers(wanted.publishers, standing.publishers, options) : []),
    ...(wanted.partners ? planPartners(wanted.partners, standing.partners, options) : []),
  ];
}

function planPublishers(
  wanted: readonly Publisher[],
  standing: readonly Publisher[],
  { prune }: PlanOptions,
): readonly PlannedChange[] {
  const before = byId(standing);
  const changes = wanted.flatMap((to): PlannedChange[] => {
    const { id, name } = to;
    const from = before.get(id);
    if (!from) return [{ kind: 'add', of: 'publisher', id, name, to }];
    const fields = fieldChanges(from, to);
    return fields.length > 0 ? [{ kind: 'change', of: 'publisher', id, name, to, fields }] : [];
  });
  const named = byId(wanted);
  const rest = standing.filter(({ id, active }) => active && !named.has(id));
  return [
    ...changes,
    ...rest.map((one): PlannedChange => {
      const { id, name } = one;
      return prune
        ? { kind: 'remove', of: 'publisher', id, name, standing: one }
        : { kind: 'keep', of: 'publisher', id, name };
    }),
  ];
}

function planPartners(
  wanted: readonly PartnerProfile[],
  standing: readonly Partner[],
  { prune, verify }: PlanOptions,
): readonly PlannedChange[] {
  const before = byId(standing);
  const changes = wanted.flatMap((to): PlannedChange[] => {
    const { id, name } = to;
    const from = before.get(id);
    if (!from) return [{ kind: 'add', of: 'partner', id, name, to }];
    const fields = partnerChanges(from, to, verify);
    return fields.length > 0 ? [{ kind: 'change', of: 'partner', id, name, to, fields }] : [];
  });
  const named = byId(wanted);
  const rest = standing.filter(({ id, status }) => status !== 'removed' && !named.has(id));
  return [
    ...changes,
    ...rest.map(({ id, name }): PlannedChange => ({ kind: prune ? 'remove' : 'keep', of: 'partner', id, name })),
  ];
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function partnerChanges(from: Partner, to: PartnerProfile, verify: boolean): readonly FieldChange[] {
  const after = partnerAfter(from, to, verify, from.createdAtMs);
  const changes = fieldChanges(
    { ...profileOf(from), status: from.status },
    { ...profileOf(after), status: after.status },
  );
  if (from.unverified && !after.unverified)
    return [
      ...changes,
      { field: 'unverified', from: true, note: 'it is sent to without having answered the challenge' },
    ];
  // Said once, after the last of them.
  const lastChoosing = changes.findLast(({ field }) => field === 'territories' || field.startsWith('filter.'));
  return changes.map((change) => {
    if (change === lastChoosing)
      return { ...change, note: `for what comes from now on; for what went out: byline backfill ${from.id} --dry-run` };
    if (change.field === 'url' && after.unverified)
      return { ...change, note: 'nothing is sent there until it is verified' };
    if (change.field === 'signature')
      return { ...change, note: `from its next key on: byline partners rotate ${from.id}` };
    if (change.field === 'status' && from.pauseReason)
      return { ...change, note: `it was paused for ${from.pauseReason}` };
    return change;
  });
}

/** Fields that differ, those of nested groups (`filter`, `rules`) one by one, in the order of the profile. */
function fieldChanges(before: object, after: object): FieldChange[] {
  const [from, to] = [flattened(before), flattened(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((field) => canonicalize(from.get(field)) !== canonicalize(to.get(field)))
    .map((field) => ({ field, from: from.get(field), to: to.get(field) }));
}

function flattened(profile: object): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(profile) as [string, unknown][]) {
    if (value === undefined) continue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fields.set(name, value);
    else for (const [inner, one] of Object.entries(value)) if (one !== undefined) fields.set(`${name}.${inner}`, one);
  }
  return fields;
}
