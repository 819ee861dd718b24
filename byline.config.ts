import { defineConfig } from './infra/config.ts';

/**
 * Deployments of this checkout, by stage: `npx cdk deploy -c stage=prod`. What is left out has a default; docs/deploy.md tells what there is, and
 * an editor completes it.
 */
export default defineConfig({
  stages: {
    dev: {},
    prod: {
      keepData: true,
      // alarmEmails: ['ops@example.org'],
      // publishers: { 'harbour-gazette': { principals: ['arn:aws:iam::111122223333:root'], externalId: 'harbour-1' } },
    },
  },
});
