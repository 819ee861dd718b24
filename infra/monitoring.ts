import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { stackName } from '../shared/contract/stack.ts';
import { mailsMayBeLost } from './acknowledgements.ts';

/** The headings of docs/runbook.md. */
export type RunbookAnchor =
  | 'queue-age'
  | 'queue-in-flight'
  | 'dead-letters'
  | 'function-errors'
  | 'function-throttles'
  | 'function-slow'
  | 'sweep-silent'
  | 'table-throttles'
  | 'table-errors'
  | 'deliveries-lost'
  | 'retraction-unconfirmed'
  | 'embargo-late'
  | 'delivery-late'
  | 'partner-paused'
  | 'partner-failing'
  | 'deliveries-dead'
  | 'work-failed'
  | 'access-denied'
  | 'uploads-missed'
  | 'brake-closed'
  | 'canary-late'
  | 'publisher-quiet'
  | 'account-concurrency';

export interface PipelineAlarmProps {
  /** The alarm is called `byline-<stage>-<name>`. */
  readonly name: string;
  /** What it means to publishers or partners while it lasts, as a sentence. */
  readonly impact: string;
  /** The heading in docs/runbook.md that says what to do. */
  readonly runbook: RunbookAnchor;
  /** With its period and statistic set. */
  readonly metric: IMetric;
  /** Alarms while the metric is above this, or below it where `below` is given instead. */
  readonly above?: number;
  readonly below?: number;
  /** For how many periods of the metric in a row. */
  readonly forMinutes: number;
  /**
   * Whether no figures at all are as bad as wrong ones.
   * @default false
   */
  readonly missingIsBad?: boolean;
}

export interface MonitoringProps {
  readonly stage: string;
  /** Who gets a mail at each alarm. @default nobody */
  readonly alarmEmails?: readonly string[];
}

/** Where every alarm of the pipeline is made and reported: one topic, to which the people on call subscribe. */
export class Monitoring extends Construct {
  readonly topic: Topic;
  readonly #prefix: string;
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.#prefix = stackName(props.stage);
    this.topic = new Topic(this, 'Alarms', {
      displayName: `Byline alarms (${props.stage})`,
      enforceSSL: true,
    });
    for (const address of props.alarmEmails ?? []) this.topic.addSubscription(new EmailSubscription(address));
    mailsMayBeLost(this.topic);
    this.#action = new SnsAction(this.topic);
  }

  /** Makes one alarm that reports to the topic, both when it starts and when it is over. */
  alarm(props: PipelineAlarmProps): Alarm {
    const { name, impact, runbook, metric, above, below, forMinutes, missingIsBad = false } = props;
    if ((above === undefined) === (below === undefined)) {
      throw new Error(`alarm ${name} needs either "above" or "below", and not both`);
    }
    const alarm = new Alarm(this, name, {
      alarmName: `${this.#prefix}-${name}`,
      alarmDescription: `${impact} See docs/runbook.md#${runbook}`,
      metric,
      threshold: (above ?? below)!,
      comparisonOperator:
        above === undefined ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: forMinutes,
      treatMissingData: missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
    return alarm;
  }
}
