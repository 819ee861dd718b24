import type { PartnerHealth } from '../../shared/delivery/circuit.ts';
import type { Attempt } from '../../shared/delivery/delivery.ts';
import { isOverdueReader, type PartnerReads } from '../../shared/delivery/reading-habit.ts';
import type { OperationsEndpoint } from '../../shared/partners/operations.ts';
import type { Partner } from '../../shared/partners/partner.ts';
import type { PartnerBacklog, Waiting } from '../../shared/store/backlog.ts';
import type { QueueCounts, QueueName } from '../../shared/stack/queue-counts.ts';
import type { ConsoleStack } from '../stack.ts';
import type { Activity } from './flow.ts';

/** Partners shown at a glance; each costs two small index queries a look. */
const partnersShown = 200;

/** A partner with how it is doing. */
export interface PartnerGlance {
  readonly partner: Partner;
  readonly health?: PartnerHealth;
  /** Of one that may fetch, and ever did. */
  readonly reads?: PartnerReads;
  readonly backlog: PartnerBacklog;
  /** Attempts of the last day, as far as they are followed; newest last. */
  readonly attempts: readonly Attempt[];
}

export interface Overview {
  readonly queues: Readonly<Record<QueueName, QueueCounts>>;
  readonly overdue: Waiting;
  readonly activity: Activity;
  readonly partners: readonly PartnerGlance[];
  readonly morePartners: number;
  /** Ids of publishers of whom nothing new came for longer than their profiles say. */
  readonly quietPublishers: readonly string[];
}

export async function loadOverview(
  stack: Pick<ConsoleStack, 'queues' | 'backlog' | 'partners' | 'health' | 'reads' | 'watches'>,
  activity: Activity,
  nowMs: number,
): Promise<Overview> {
  const [queues, overdue, partners, quietPublishers] = await Promise.all([
    stack.queues(),
    stack.backlog.overdue(nowMs),
    loadPartners(stack, activity),
    stack.watches.quietIds(),
  ]);
  return { queues, overdue, activity, quietPublishers, ...partners };
}

/** An endpoint of operational events, with how it is doing. */
export interface EndpointGlance {
  readonly endpoint: OperationsEndpoint;
  readonly health?: PartnerHealth;
  readonly backlog: PartnerBacklog;
}

/** Endpoints that ops teams and publishers registered, to be told what becomes of their work. */
export async function loadEndpoints(
  stack: Pick<ConsoleStack, 'backlog' | 'partners' | 'health'>,
): Promise<readonly EndpointGlance[]> {
  const [endpoints, health] = await Promise.all([stack.partners.endpoints(), stack.health.all()]);
  const shown = endpoints.filter(({ status }) => status !== 'removed').slice(0, partnersShown);
  const backlogs = await Promise.all(shown.map(({ id }) => stack.backlog.ofPartner(id)));
  return shown.map((endpoint, index) => ({
    endpoint,
    health: health.find(({ partnerId }) => partnerId === endpoint.id),
    backlog: backlogs[index] as PartnerBacklog,
  }));
}

/** Every partner, those in trouble first, with what waits for it. */
export async function loadPartners(
  stack: Pick<ConsoleStack, 'backlog' | 'partners' | 'health' | 'reads'>,
  activity: Activity,
): Promise<{ readonly partners: readonly PartnerGlance[]; readonly morePartners: number }> {
  const [all, health] = await Promise.all([stack.partners.all(), stack.health.all()]);
  const healthOf = new Map(health.map((one) => [one.partnerId, one]));
  const attempts = attemptsByPartner(activity);
  const sorted = all.toSorted(
    (a, b) => trouble(b, healthOf.get(b.id)) - trouble(a, healthOf.get(a.id)) || a.name.localeCompare(b.name),
  );
  const shown = sorted.slice(0, partnersShown);
  const [reads, backlogs] = await Promise.all([
    stack.reads.many(shown.filter(({ pull }) => pull).map(({ id }) => id)),
    Promise.all(shown.map(({ id }) => stack.backlog.ofPartner(id))),
  ]);
  return {
    partners: shown.map((partner, index) => ({
      partner,
      health: healthOf.get(partner.id),
      reads: reads.get(partner.id),
      backlog: backlogs[index] as PartnerBacklog,
      attempts: attempts.get(partner.id) ?? [],
    })),
    morePartners: sorted.length - shown.length,
  };
}

function attemptsByPartner(activity: Activity): ReadonlyMap<string, readonly Attempt[]> {
  const attempts = new Map<string, Attempt[]>();
  for (const delivery of activity.articles.flatMap(({ deliveries }) => deliveries)) {
    const list = attempts.get(delivery.partnerId) ?? [];
    list.push(...delivery.attempts);
    attempts.set(delivery.partnerId, list);
  }
  for (const list of attempts.values()) list.sort((a, b) => a.atMs - b.atMs);
  return attempts;
}

/** How much a partner needs someone to look: an open circuit first, then a pause, then failures; removed ones last. */
function trouble(partner: Partner, health: PartnerHealth | undefined): number {
  if (partner.status === 'removed') return -1;
  if (partner.status === 'paused') return 3;
  if (health?.circuit === 'open') return 4;
  if (health?.circuit === 'draining') return 2;
  return (health?.failuresInRow ?? 0) > 0 ? 1 : 0;
}

/** Something a person should look at, and where. */
export interface Concern {
  readonly tone: 'bad' | 'warn';
  readonly text: string;
  readonly href: string;
  readonly action: string;
}

/** Work overdue for longer than this means that the sweep does not run: it comes every minute. */
const sweepSilenceMs = 3 * 60_000;

/** What needs someone, the worst first; empty when nothing does. */
export function concernsOf(
  { queues, overdue, partners, quietPublishers }: Overview,
  nowMs: number,
): readonly Concern[] {
  const concerns: Concern[] = [];
  for (const [name, stage] of deadLetterStages) {
    const { waiting } = queues[name];
    if (waiting > 0)
      concerns.push({
        tone: 'bad',
        text: `${waiting} ${waiting === 1 ? 'message' : 'messages'} that ${stage} could not finish`,
        href: '/runbook#dead-letters',
        action: 'Runbook',
      });
  }
  if (overdue.sinceMs !== undefined && nowMs - overdue.sinceMs > sweepSilenceMs) {
    concerns.push({
      tone: 'bad',
      text: `due work has waited for ${Math.round((nowMs - overdue.sinceMs) / 60_000)} minutes: the sweep does not run`,
      href: '/runbook#sweep-silent',
      action: 'Runbook',
    });
  }
  for (const { partner, health, reads, backlog } of partners) {
    const href = `/partners/${partner.id}`;
    const parked = backlog.parked.count > 0 ? `, ${backlog.parked.count} parked` : '';
    if (partner.status === 'active' && health?.circuit === 'open')
      concerns.push({ tone: 'bad', text: `${partner.name}: circuit open${parked}`, href, action: 'Look' });
    if (partner.status === 'paused')
      concerns.push({ tone: 'warn', text: `${partner.name}: paused${parked}`, href, action: 'Resume' });
    if (partner.status === 'active' && partner.url === undefined && parked !== '' && isOverdueReader(reads, nowMs))
      concerns.push({
        tone: 'warn',
        text: `${partner.name}: ${reads ? 'has not fetched for longer than is usual with it' : 'has never fetched'}${parked}`,
        href,
        action: 'Look',
      });
    if (backlog.dead.count > 0)
      concerns.push({
        tone: 'warn',
        text: `${partner.name}: ${backlog.dead.count}${backlog.dead.isMore ? '+' : ''} dead letters`,
        href: `/dead-letters?partner=${partner.id}`,
        action: 'Replay',
      });
  }
  for (const publisherId of quietPublishers)
    concerns.push({
      tone: 'warn',
      text: `${publisherId}: nothing new came for longer than its profile says`,
      href: '/runbook#publisher-quiet',
      action: 'Runbook',
    });
  return concerns;
}

const deadLetterStages = [
  ['IngestDeadLetters', 'ingest'],
  ['FanoutDeadLetters', 'fan-out'],
  ['DeliverDeadLetters', 'deliver'],
  ['DeliverSlowDeadLetters', 'deliver, on the slow lane,'],
] as const satisfies readonly (readonly [QueueName, string])[];
