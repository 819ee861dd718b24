import { readSynthesizedStack } from '../local/template.ts';
import { synthesize } from '../local/synth.ts';

/** Alarms that the template makes, each paid for by the month. */
export async function alarmsIn(): Promise<number> {
  return countOf('AWS::CloudWatch::Alarm');
}

/** Dashboards that the template makes. */
export async function dashboardsIn(): Promise<number> {
  return countOf('AWS::CloudWatch::Dashboard');
}

/** Queues that a mapping polls, also when nothing is in them. */
export async function queuesWithMappingIn(): Promise<number> {
  return countOf('AWS::Lambda::EventSourceMapping');
}

async function countOf(type: string): Promise<number> {
  const { assemblyDir } = await synthesize();
  const { Resources } = readSynthesizedStack(assemblyDir).template;
  return Object.values(Resources).filter((resource) => resource.Type === type).length;
}
