import { isCanary } from './canary.ts';

/**
 * Names of the wide log lines, one a unit of work, and of the metrics that come out of them. A metric is written into the line it is counted from
 * (CloudWatch's embedded metric format): nothing is sent, and a dashboard's figure leads to the lines behind it.
 */
export const logEvents = {
  uploadIngested: 'upload.ingested',
  uploadRejected: 'upload.rejected',
  uploadIgnored: 'upload.ignored',
  articleFannedOut: 'article.fanned-out',
  articleSettled: 'article.settled',
  articleHeld: 'article.held',
  deliveryAttempted: 'delivery.attempted',
  deliveryParked: 'delivery.parked',
  deliverySkipped: 'delivery.skipped',
  articlesPulled: 'articles.pulled',
  requestFailed: 'request.failed',
  circuitOpened: 'partner.circuit-opened',
  circuitClosed: 'partner.circuit-closed',
  partnerPaused: 'partner.paused',
  brakeClosed: 'publisher.brake-closed',
  publisherQuiet: 'publisher.quiet',
  uploadsMissed: 'uploads.missed',
  sweepDone: 'sweep.done',
  recordFailed: 'record.failed',
  /** What the lines of one invocation of `deliver` counted together. */
  deliveriesCounted: 'deliveries.counted',
} as const;

export const metricNamespace = 'Byline';

/** Every metric, with its unit and what it counts. Each is kept by stage; those with `by` also by that field of the line. */
export const metrics = {
  ItemsAccepted: { unit: 'Count', about: 'articles accepted' },
  ItemsRejected: { unit: 'Count', about: 'articles rejected', by: 'reason' },
  ArticlesBraked: { unit: 'Count', about: 'new articles held by a publisher’s brake, for an operator' },
  IngestLag: { unit: 'Milliseconds', about: 'from the upload to its receipt' },
  FanOuts: { unit: 'Count', about: 'revisions handed to deliver' },
  EmbargoLateness: { unit: 'Milliseconds', about: 'from the end of an embargo to the fan-out of its article' },
  LostDeliveries: { unit: 'Count', about: 'deliveries that were owed and that nobody looked after: asked for again' },
  UnconfirmedRetractions: {
    unit: 'Count',
    about: 'copies whose partner has not confirmed, minutes after a retraction',
  },
  Attempts: { unit: 'Count', about: 'POSTs to partners', by: 'outcome' },
  AttemptDuration: { unit: 'Milliseconds', about: 'how long partners take to answer' },
  DeliveryLag: { unit: 'Milliseconds', about: 'from acceptance to the 2xx of a first attempt' },
  CanaryLateness: { unit: 'Milliseconds', about: 'from the upload of a canary article to its partner’s 2xx' },
  DeadDeliveries: { unit: 'Count', about: 'deliveries given up', by: 'reason' },
  CircuitOpenings: { unit: 'Count', about: 'partners left alone for a while' },
  PartnersPaused: { unit: 'Count', about: 'partners paused by their own failures' },
  PartnersFailing: { unit: 'Count', about: 'partners whose circuit is not closed, at each sweep' },
  LongestFailure: { unit: 'Milliseconds', about: 'for how long the partner that fails the longest has, at each sweep' },
  PublishersQuiet: {
    unit: 'Count',
    about: 'publishers of whom nothing new came for as long as their profile says, at each sweep',
  },
  Sweeps: { unit: 'Count', about: 'sweeps that ended' },
  SweepsCutShort: { unit: 'Count', about: 'sweeps that left something due to the next' },
  UploadsMissed: { unit: 'Count', about: 'uploads whose event was lost: announced again' },
  RecordsFailed: { unit: 'Count', about: 'pieces of work that failed by a fault of ours: tried again' },
  AccessDenied: { unit: 'Count', about: 'of these, those that AWS refused: a key, a table, a bucket' },
} as const satisfies Record<string, MetricSpec>;

interface MetricSpec {
  readonly unit: 'Count' | 'Milliseconds';
  readonly about: string;
  readonly by?: string;
}

export type MetricName = keyof typeof metrics;

/** What one line counts. */
export type Measures = Partial<Record<MetricName, number>>;

type Fields = Readonly<Record<string, unknown>>;

/** The measures of a line, by its event; empty for lines that count nothing. Pure. */
export function measuresOf(event: string, fields: Fields): Measures {
  const number = (name: string): number => (typeof fields[name] === 'number' ? fields[name] : 0);
  switch (event) {
    case logEvents.uploadIngested:
    case logEvents.uploadRejected: {
      const accepted = number('accepted');
      const rejected = number('items') - accepted;
      return present({
        ItemsAccepted: accepted || undefined,
        ItemsRejected: fields.removed === true ? undefined : rejected || undefined,
        IngestLag: fields.sinceUploadMs as number | undefined,
      });
    }
    case logEvents.articleFannedOut:
      return present({ FanOuts: 1, EmbargoLateness: fields.lateMs as number | undefined });
    case logEvents.articleSettled:
      return { LostDeliveries: number('asked'), UnconfirmedRetractions: number('unconfirmed') };
    case logEvents.deliveryAttempted:
      return present({
        Attempts: 1,
        AttemptDuration: fields.durationMs as number | undefined,
        DeliveryLag: fields.outcome === 'delivered' && fields.attempt === 1 ? (fields.sinceMs as number) : undefined,
        CanaryLateness:
          fields.outcome === 'delivered' && isCanary(String(fields.articleId)) ? (fields.sinceMs as number) : undefined,
        DeadDeliveries: fields.outcome === 'dead' ? 1 : undefined,
      });
    case logEvents.circuitOpened:
      return { CircuitOpenings: 1 };
    case logEvents.partnerPaused:
      return { PartnersPaused: 1 };
    case logEvents.brakeClosed:
      return { ArticlesBraked: number('held') };
    case logEvents.uploadsMissed:
      return { UploadsMissed: number('announced') };
    case logEvents.sweepDone:
      return {
        Sweeps: 1,
        SweepsCutShort: fields.isWhole === false ? 1 : 0,
        PartnersFailing: number('partnersFailing'),
        LongestFailure: number('longestFailureMs'),
        PublishersQuiet: number('publishersQuiet'),
      };
    case logEvents.recordFailed:
      return present({ RecordsFailed: 1, AccessDenied: isRefusal(fields.error) ? 1 : undefined });
    default:
      return {};
  }
}

/** By the name of the error alone: what AWS calls the refusal of a table, a bucket, a queue or a key. */
function isRefusal(error: unknown): boolean {
  return (
    typeof error === 'string' && /^(?:AccessDenied|KMS.*(?:Disabled|Denied|State|NotFound)|Unrecognized)/.test(error)
  );
}

function present(measures: Readonly<Partial<Record<MetricName, number | undefined>>>): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([, value]) => value !== undefined)) as Measures;
}
