import {
  Dashboard,
  GraphWidget,
  type IMetric,
  PeriodOverride,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { stackName } from '../shared/contract/stack.ts';
import { pipelineMetric } from './pipeline-alarms.ts';
import type { PipelineQueues } from './syndication.ts';

export interface PipelineDashboardProps {
  readonly stage: string;
  readonly queues: PipelineQueues;
}

const full = 24;
const half = 12;

/** One page for the people on call: is news flowing, what waits, who is in trouble. The console has the articles and partners behind it. */
export class PipelineDashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, queues }: PipelineDashboardProps) {
    super(scope, id);
    const metric = (
      ...args: Parameters<typeof pipelineMetric> extends [string, ...infer Rest] ? Rest : never
    ): IMetric => pipelineMetric(stage, ...args);
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: stackName(stage),
      periodOverride: PeriodOverride.AUTO,
    });
    dashboard.addWidgets(
      new TextWidget({
        width: full,
        height: 2,
        markdown: `# Byline ${stage}\nNews flows from left to right. Each alarm has a heading in docs/runbook.md; \`byline console --stack ${stackName(stage)}\` shows the articles and partners behind the figures.`,
      }),
    );
    dashboard.addWidgets(
      new SingleValueWidget({
        title: 'The last hour',
        width: full,
        height: 4,
        metrics: [
          metric('ItemsAccepted', 'Sum', 60),
          metric('ItemsRejected', 'Sum', 60),
          metric('Attempts', 'Sum', 60),
          metric('DeadDeliveries', 'Sum', 60),
          metric('PartnersFailing', 'Maximum', 60),
          metric('LostDeliveries', 'Sum', 60),
        ],
      }),
    );
    const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
      new GraphWidget({ title, left, right, width: half, height: 6 });
    dashboard.addWidgets(
      graph('Articles in', [metric('ItemsAccepted'), metric('ItemsRejected')], [metric('IngestLag', 'p90')]),
      graph('Webhooks out', [metric('Attempts'), metric('DeadDeliveries')], [metric('DeliveryLag', 'p90')]),
    );
    const all = Object.values(queues);
    dashboard.addWidgets(
      graph(
        'Oldest message waiting (s)',
        all.map(({ queue }) => queue.metricApproximateAgeOfOldestMessage()),
      ),
      graph(
        'Dead letters of the queues',
        all.map(({ deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible()),
      ),
    );
    dashboard.addWidgets(
      graph(
        'Partners',
        [metric('PartnersFailing', 'Maximum'), metric('CircuitOpenings')],
        [metric('AttemptDuration', 'p99')],
      ),
      graph(
        'Promises',
        [metric('LostDeliveries'), metric('UnconfirmedRetractions'), metric('RecordsFailed')],
        [metric('EmbargoLateness', 'Maximum')],
      ),
    );
  }
}
