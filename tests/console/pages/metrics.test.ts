import { expect, test } from 'vitest';
import { metricGroups } from '../../../console/pages/metrics.ts';
import { metrics } from '../../../shared/contract/metrics.ts';

test('the page has every metric, each once', () => {
  expect(Object.values(metricGroups).flat().toSorted()).toEqual(Object.keys(metrics).toSorted());
});
