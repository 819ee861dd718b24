/** Addresses of the deployment itself: a partner there would have Byline send to itself, without end. Those of others on AWS may be partners. */
export interface OwnDeployment {
  /** Where the queues are; absent where their addresses do not say. */
  readonly accountId?: string;
  /** What the names of the buckets begin with. */
  readonly bucketPrefix: string;
  /** Hosts with their ports, as `URL.host` has them: of the API, and of queues on an emulator. */
  readonly hosts: ReadonlySet<string>;
}

const sqsHost = /^(?:sqs[a-z0-9.-]*|(?:[a-z0-9-]+\.)?queue)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;
const s3Host = /^(?:(.+)\.)?s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?$/;

/** What is known of a deployment by its stack’s name and the addresses of its parts. */
export function ownDeployment(stackName: string, addresses: readonly string[]): OwnDeployment {
  // Emulators leave some addresses unresolved: no request could name those either.
  const urls = addresses
    .filter((address) => /^https?:/.test(address) && URL.canParse(address))
    .map((address) => new URL(address));
  const queues = urls.filter(({ hostname }) => sqsHost.test(hostname));
  const accountId = queues[0]?.pathname.split('/')[1];
  return {
    ...(accountId ? { accountId } : {}),
    bucketPrefix: `${stackName}-`,
    hosts: new Set(urls.filter((url) => !queues.includes(url)).map(({ host }) => host)),
  };
}

/** Whether an address is the deployment’s own: its API, a queue of its account, one of its buckets by any spelling of their addresses. */
export function isOwnAddress({ host, hostname, pathname }: URL, own: OwnDeployment): boolean {
  if (own.hosts.has(host)) return true;
  const name = hostname.replace(/\.$/, '');
  const [, first = ''] = pathname.split('/');
  if (sqsHost.test(name)) return own.accountId === undefined || first === own.accountId;
  const s3 = s3Host.exec(name);
  if (!s3) return false;
  return (s3[1] ?? decoded(first)).startsWith(own.bucketPrefix);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
