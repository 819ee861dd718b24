import type { EndpointPolicy } from '../contract/env.ts';
import {
  type OperationalEvent,
  operationalEvents,
  type OperationsEndpoint,
  operationsPrefix,
} from '../partners/operations.ts';
import { registryIdPattern } from '../partners/partner.ts';
import { checkEndpointUrl } from './endpoint-guard.ts';
import type { OwnDeployment } from './own-deployment.ts';
import type { Registry } from './register-partner.ts';

/** An endpoint of operational events as it may be asked for; `id` comes without the `@`. */
export interface WantedEndpoint {
  readonly id: string;
  readonly name?: string;
  readonly url: string;
  readonly events: readonly OperationalEvent[];
  /** Absent: an operator's endpoint, told of all publishers. */
  readonly publisherId?: string;
}

export type EndpointRegistration =
  /** `secret` is there for a new endpoint only, to be shown once. */
  | { readonly ok: true; readonly endpoint: OperationsEndpoint; readonly secret?: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Registers an endpoint of operational events or changes it, as `registerPartner` does a partner: the address is checked, a new one gets the secret given, an
 * old one keeps its own. One that was removed is active again.
 */
export async function registerEndpoint(
  registry: Registry,
  wanted: WantedEndpoint,
  context: {
    readonly policy: EndpointPolicy;
    readonly own?: OwnDeployment;
    readonly nowMs: number;
    readonly newSecret: () => string;
    readonly isPublisher: (publisherId: string) => Promise<boolean>;
  },
): Promise<EndpointRegistration> {
  const problems = endpointProblems(wanted, context.policy, context.own);
  const { publisherId, events, url } = wanted;
  if (publisherId !== undefined && !(await context.isPublisher(publisherId)))
    problems.push(`publisher "${publisherId}" is not registered`);
  if (problems.length > 0) return { ok: false, problems };
  const id = `${operationsPrefix}${wanted.id}`;
  const [before, keys] = await Promise.all([registry.partners.get(id), registry.signingKeys.get(id)]);
  const secret = keys ? undefined : context.newSecret();
  if (secret !== undefined) await registry.signingKeys.put({ partnerId: id, keys: [{ secret }] });
  const endpoint: OperationsEndpoint = {
    id,
    name: wanted.name ?? wanted.id,
    url,
    format: 'ninjs-3',
    events: [],
    filter: {},
    status: before?.status === 'paused' ? 'paused' : 'active',
    createdAtMs: before?.createdAtMs ?? context.nowMs,
    operations: { events, ...(publisherId === undefined ? {} : { publisherId }) },
  };
  await registry.partners.put(endpoint);
  return { ok: true, endpoint, ...(secret === undefined ? {} : { secret }) };
}

/** What is wrong with an endpoint, a sentence each; empty when nothing is. */
export function endpointProblems(
  { id, url, events }: WantedEndpoint,
  policy: EndpointPolicy,
  own?: OwnDeployment,
): string[] {
  const known = Object.keys(operationalEvents);
  const verdict = checkEndpointUrl(url, policy, own);
  return [
    ...(registryIdPattern.test(id) ? [] : [`"${id}" is no id: use a-z, 0-9 and "-", at most 63`]),
    ...(verdict.ok ? [] : [`${url}: ${verdict.message}`]),
    ...(events.length > 0 ? [] : [`name at least one event: ${known.join(', ')}`]),
    ...events
      .filter((event) => !known.includes(event))
      .map((event) => `event "${event}" is unknown: use ${known.join(', ')}`),
  ];
}
