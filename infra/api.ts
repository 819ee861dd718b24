import { CfnOutput, Duration } from 'aws-cdk-lib/core';
import {
  CfnApiMapping,
  CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { apiRateLimits, functionLimits } from '../shared/contract/limits.ts';
import { apiEnv, type Env } from '../shared/contract/env.ts';
import { listIndex, workIndex } from '../shared/contract/table.ts';
import type { StageConfig } from './config.ts';
import { allObjectsOf, authorizedInside, deadLettersElsewhere } from './acknowledgements.ts';
import {
  decryptItems,
  queryIndex,
  readItems,
  readObjects,
  readProofKeys,
  removeItems,
  writeItems,
  writeObjects,
} from './permissions.ts';
import { removalPolicy } from './removal.ts';
import { StageFunction, type StageProps } from './stage-function.ts';
import type { Store } from './store.ts';

export interface ApiProps extends StageProps, Pick<StageConfig, 'domain'> {
  readonly stage: string;
  readonly store: Store;
}

/** Every route there is; all else is refused by the gateway, before a function is started. */
const routes = ['/v1/partners/{partnerId}/articles', '/v1/.well-known/jwks.json', '/v1/health'];

/** What partners fetch: articles they are owed, and the public keys that proofs are checked with. */
export class Api extends Construct {
  /** Where it answers, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { stage, store, monitoring, keepData, logDays } = props;
    const stageFunction = new StageFunction(this, 'Stage', {
      ...props,
      ...functionLimits.api,
      name: 'api',
      description: 'Answers partners that fetch what they are owed, and shows the public keys',
      inputs: [],
      environment: {
        STAGE: stage,
        TABLE_NAME: store.table.tableName,
        KEYS_TABLE_NAME: store.keysTable.tableName,
        CONTENT_BUCKET: store.content.bucketName,
      } satisfies Env<typeof apiEnv>,
      permissions: [
        queryIndex(store.table, listIndex.name),
        queryIndex(store.table, workIndex.name),
        readItems(store.table),
        writeItems(store.table),
        // A pair that turned out to be owed nothing is taken back.
        removeItems(store.table),
        // It proves text and credit as deliver does; keys that sign webhooks are none of its business.
        readProofKeys(store.keysTable),
        decryptItems(store.encryptionKey),
        ...readObjects(store.content),
        writeObjects(store.content),
      ],
      failureImpact: 'Partners that fetch get an error instead of what they are owed; it is kept for them.',
    });
    allObjectsOf(stageFunction.role, store.content);
    deadLettersElsewhere(stageFunction.function, 'API Gateway calls it and tells whoever asked: nothing is lost.');

    const api = new HttpApi(this, 'Http', {
      apiName: `byline-${stage}`,
      description: 'Byline: what partners fetch',
      createDefaultStage: false,
    });
    const integration = new HttpLambdaIntegration('Function', stageFunction.function);
    for (const path of routes) {
      const [route] = api.addRoutes({ path, methods: [HttpMethod.GET], integration }) as [HttpRoute];
      authorizedInside(route);
    }
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: logDays as RetentionDays,
      removalPolicy: removalPolicy(keepData),
    });
    const defaultStage = new CfnStage(this, 'Default', {
      apiId: api.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: apiRateLimits.perSecond,
        throttlingBurstLimit: apiRateLimits.burst,
        detailedMetricsEnabled: false,
      },
      accessLogSettings: { destinationArn: accessLog.logGroupArn, format: accessLogFormat },
    });
    this.url = props.domain ? this.#named(props.domain, api, defaultStage) : api.apiEndpoint;
    monitoring.alarm({
      name: 'api-failing',
      impact: 'Partners that fetch get an error instead of what they are owed; it is kept for them.',
      runbook: 'function-errors',
      metric: api.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' }),
      above: 0,
      forMinutes: 5,
    });
  }

  /** Under a name of one's own, TLS 1.2 at least. The name itself is pointed here by whoever looks after it: output `ApiDomainTarget`. */
  #named({ name, certificateArn }: NonNullable<StageConfig['domain']>, api: HttpApi, defaultStage: CfnStage): string {
    const domain = new DomainName(this, 'Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    const mapping = new CfnApiMapping(this, 'Mapping', {
      apiId: api.apiId,
      domainName: domain.name,
      stage: '$default',
    });
    mapping.addDependency(defaultStage);
    new CfnOutput(this, 'Target', {
      value: domain.regionalDomainName,
      description: `what ${name} is to be a CNAME or an alias of`,
    }).overrideLogicalId('ApiDomainTarget');
    return `https://${name}`;
  }
}

/** One JSON line a request. Who asked and what came of it; never a header, and so no token. */
const accessLogFormat = JSON.stringify({
  event: 'request.answered',
  requestId: '$context.requestId',
  at: '$context.requestTime',
  address: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  durationMs: '$context.responseLatency',
  error: '$context.error.message',
});
