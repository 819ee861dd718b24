/** The canary: an article of nobody, sent end to end every few minutes to one partner that asked for it. */

/** The reserved publisher of canary articles. */
export const canaryPublisherId = 'byline-canary';

/** One object: each article is a correction of the one before. */
export const canaryKey = `publishers/${canaryPublisherId}/canary.json`;

/** Every so many minutes, and once more when a container begins. */
export const canaryEveryMinutes = 5;

/** What stands for a partner where there is no canary: no id. */
export const noCanary = '-';

/** Whether an article, by its id, is the canary's. */
export function isCanary(articleId: string): boolean {
  return articleId.startsWith(`${canaryPublisherId}-`);
}
