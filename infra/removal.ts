import { RemovalPolicy } from 'aws-cdk-lib/core';

/** What becomes of a stateful resource with its stack. */
export function removalPolicy(keepData: boolean): RemovalPolicy {
  return keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
