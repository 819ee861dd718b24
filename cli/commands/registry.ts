import { Command } from 'commander';
import type { Filter } from '../../shared/partners/partner.ts';
import { changesAnything, planLines, planSummary } from '../../shared/partners/plan-lines.ts';
import {
  type PlannedChange,
  planRegistry,
  type StandingRegistry,
  type WantedRegistry,
} from '../../shared/partners/plan.ts';
import type { ConnectedStack } from '../../shared/stack/connect-stack.ts';
import { dynamoTable } from '../../shared/store/dynamo-table.ts';
import { partnerHealthStore } from '../../shared/store/partner-health.ts';
import { partnerSwitch } from '../../shared/store/partner-switch.ts';
import { publisherWatchStore } from '../../shared/store/publisher-watches.ts';
import { registryStores } from '../../shared/store/registry.ts';
import { printable } from '../output.ts';
import { applyChange, type ApplyDeps } from '../registry/apply-plan.ts';
import { verifyById } from '../registry/open-partner.ts';
import { readRegistryFiles } from '../registry/read-files.ts';
import { guardOf, openStack, type StackOptions, withStackOptions } from '../stack-options.ts';

interface RegistryOptions extends StackOptions {
  readonly prune: boolean;
  readonly verify: boolean;
}

const files = `
PATH is publishers.yaml, partners.yaml, or a folder that holds them; the folder you are in, by default. What they may hold is in
docs/partners.md and docs/publishers.md; editors complete it by the schemas in docs/schemas/. Nothing that is registered and in no file
is removed without --prune. A partner's status stays as it is unless its file names one.`;

/** `byline plan`: what `byline apply` would change. */
export function planCommand(): Command {
  return withRegistryOptions(new Command('plan').description('Show what byline apply would change in the registry.'))
    .option('--exit-code', 'end with 1 when something would change')
    .option('--offline', 'check the files only, as for a stack on AWS; no stack is asked')
    .addHelpText(
      'after',
      `${files}\n\nExit codes: 0 done, 1 something would change (with --exit-code), 2 wrong files or use.`,
    )
    .action(async (paths: readonly string[], options: RegistryOptions & { exitCode?: boolean; offline?: boolean }) => {
      if (options.offline) return showCounts(readRegistryFiles(filesOf(paths), 'public'), options.json);
      const { plan, stack } = await openRegistry(paths, options);
      stack.close();
      if (options.json) process.stdout.write(`${JSON.stringify(plan)}\n`);
      else showPlan(plan, process.stdout);
      if (options.exitCode && changesAnything(plan)) process.exitCode = 1;
    });
}

/** `byline apply`: makes the registry what the files say. */
export function applyCommand(): Command {
  return withRegistryOptions(
    new Command('apply').description('Make the registry of publishers and partners what the files say.'),
  )
    .addHelpText(
      'after',
      `${files}\n\nThe signing secret of a new partner is shown this once: hand it over on a safe way. Then byline partners verify ID. A partner
that has its secret, and moved to a new address, is challenged there at once.
With --json: {"plan": […], "secrets": [{"partnerId", "secret"}], "verify": [ids of partners that get nothing yet]}.

Exit codes: 0 done, 2 wrong files or use.`,
    )
    .action(async (paths: readonly string[], options: RegistryOptions) => {
      const { plan, deps, stack } = await openRegistry(paths, options);
      if (!options.json) showPlan(plan, process.stderr);
      await applyAll(plan, deps, stack, options.json);
      stack.close();
    });
}

function withRegistryOptions(command: Command): Command {
  return withStackOptions(command.argument('[path...]', 'registry files, or folders of them'))
    .option('--prune', 'also remove what is registered and in no file', false)
    .option('--no-verify', 'send to new addresses without the challenge');
}

async function openRegistry(paths: readonly string[], options: RegistryOptions) {
  const stack = await openStack(options);
  const { dynamodb, outputs } = stack;
  const guard = guardOf(stack);
  const table = dynamoTable(dynamodb, outputs.TableName);
  const deps: ApplyDeps = {
    ...registryStores(table, dynamoTable(dynamodb, outputs.KeysTableName)),
    health: partnerHealthStore(table),
    switch: partnerSwitch(table),
    watches: publisherWatchStore(table),
    ...guard,
    verify: options.verify,
    nowMs: Date.now(),
  };
  const wanted = readRegistryFiles(filesOf(paths), guard.policy, guard.own);
  const [publishers, partners] = await Promise.all([deps.publishers.all(), deps.partners.all()]);
  warnOfUnknownPublishers(wanted, { publishers, partners });
  return { plan: planRegistry(wanted, { publishers, partners }, options), deps, stack };
}

async function applyAll(
  plan: readonly PlannedChange[],
  deps: ApplyDeps,
  stack: ConnectedStack,
  json: boolean,
): Promise<void> {
  const secrets: { partnerId: string; secret: string }[] = [];
  const unverified: PlannedChange[] = [];
  for (const planned of plan) {
    const { secret, mustVerify } = await applyChange(deps, planned);
    if (mustVerify) unverified.push(planned);
    if (secret === undefined) continue;
    secrets.push({ partnerId: planned.id, secret });
    // At once: what comes after may fail, and the secret is not to be had again.
    if (!json) process.stdout.write(`${planned.id}  ${secret}\n`);
  }
  const verify: string[] = [];
  for (const planned of unverified) {
    const verified = hasMoved(planned) ? await verifyById(stack, planned.id) : undefined;
    if (verified && !json) process.stderr.write(`${verified.line}\n`);
    if (!verified?.isVerified) verify.push(planned.id);
  }
  if (json) {
    process.stdout.write(`${JSON.stringify({ plan, secrets, verify })}\n`);
    return;
  }
  if (secrets.length > 0)
    process.stderr.write('the secrets of new partners stand above, this once; hand them over on a safe way\n');
  for (const id of verify) process.stderr.write(`nothing is sent to ${id} yet: byline partners verify ${id}\n`);
  process.stderr.write(changesAnything(plan) ? 'applied\n' : '');
}

/** A partner that was there before has its secret, and can answer at once. */
function hasMoved(planned: PlannedChange): boolean {
  return planned.kind === 'change' && planned.fields.some(({ field }) => field === 'url');
}

function filesOf(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : ['.'];
}

function showCounts({ publishers = [], partners = [] }: WantedRegistry, json: boolean): void {
  const counts = { publishers: publishers.length, partners: partners.length };
  if (json) process.stdout.write(`${JSON.stringify(counts)}\n`);
  else process.stdout.write(`can be applied: publishers ${counts.publishers}, partners ${counts.partners}\n`);
}

function showPlan(plan: readonly PlannedChange[], to: NodeJS.WritableStream): void {
  for (const line of planLines(plan)) to.write(`${printable(line)}\n`);
  to.write(`${planSummary(plan)}\n`);
}

/** A publisher’s id that nobody has is most likely mistyped, and its filter would never match. */
function warnOfUnknownPublishers(wanted: WantedRegistry, standing: StandingRegistry): void {
  const known = new Set([...standing.publishers, ...(wanted.publishers ?? [])].map(({ id }) => id));
  for (const { id, filter } of wanted.partners ?? []) {
    for (const publisherId of publishersIn(filter))
      if (!known.has(publisherId))
        process.stderr.write(`${id}: its filter names the publisher ${publisherId}, which is not registered\n`);
  }
}

function publishersIn({ publishers = [], all = [], any = [], not }: Filter): readonly string[] {
  return [...publishers, ...[...all, ...any, ...(not ? [not] : [])].flatMap(publishersIn)];
}
