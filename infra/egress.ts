import { CfnOutput } from 'aws-cdk-lib/core';
import {
  CfnEIP,
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  type ISecurityGroup,
  type IVpc,
  NatProvider,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { removalPolicy } from './removal.ts';

export interface EgressProps {
  readonly keepData: boolean;
  readonly logDays: number;
}

/**
 * A network for `deliver` alone, so that webhooks leave from fixed addresses that partners can allow-list: two zones, a NAT gateway with an address of its own in
 * each, no way in, no peering, nothing reached but HTTPS (and the table and the content bucket by gateway endpoints, which cost nothing). The
 * endpoint guard holds here as everywhere.
 */
export class Egress extends Construct {
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;

  constructor(scope: Construct, id: string, { keepData, logDays }: EgressProps) {
    super(scope, id);
    const addresses = [1, 2].map((zone) => new CfnEIP(this, `Address${zone}`, { domain: 'vpc' }));
    const vpc = new Vpc(this, 'Network', {
      maxAzs: addresses.length,
      natGateways: addresses.length,
      natGatewayProvider: NatProvider.gateway({
        eipAllocationIds: addresses.map(({ attrAllocationId }) => attrAllocationId),
      }),
      subnetConfiguration: [
        { name: 'nat', subnetType: SubnetType.PUBLIC, cidrMask: 28, mapPublicIpOnLaunch: false },
        { name: 'deliver', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
      ],
      restrictDefaultSecurityGroup: false,
      gatewayEndpoints: {
        Table: { service: GatewayVpcEndpointAwsService.DYNAMODB },
        Content: { service: GatewayVpcEndpointAwsService.S3 },
      },
      flowLogs: {
        Rejected: {
          destination: FlowLogDestination.toCloudWatchLogs(
            new LogGroup(this, 'FlowLog', {
              retention: logDays as RetentionDays,
              removalPolicy: removalPolicy(keepData),
            }),
          ),
        },
      },
    });
    this.securityGroup = new SecurityGroup(this, 'Outwards', {
      vpc,
      description: 'deliver: HTTPS outwards, nothing inwards',
      allowAllOutbound: false,
    });
    for (const port of [443, 8443])
      this.securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(port), 'webhooks and AWS');
    this.vpc = vpc;
    new CfnOutput(this, 'Addresses', {
      value: addresses.map(({ ref }) => ref).join(','),
      description: 'the addresses webhooks come from: for partners to allow-list',
    }).overrideLogicalId('EgressAddresses');
  }
}
