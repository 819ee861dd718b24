import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { operationalEvents, type OperationalEvent } from '../../shared/partners/operations.ts';
import { partnerSwitch } from '../../shared/store/partner-switch.ts';
import { countSchedule, writeSummary } from '../support/fault-summary.ts';
import { convergenceViolations, safetyViolations } from '../support/invariants.ts';
import { runsOf, timeout } from '../support/schedule-count.ts';
import { faults } from '../support/schedules.ts';
import { Simulation } from '../support/simulation.ts';

afterAll(writeSummary);

const events = Object.keys(operationalEvents) as OperationalEvent[];
const day = 86_400_000;

test(
  'invariant 1: every operational event is told, once under one id, whatever ends or comes twice',
  { timeout },
  async () => {
    const property = fc.asyncProperty(faults, fc.nat(), async (during, seed) => {
      const world = new Simulation(seed, during);
      await world.addEndpoint(events);
      await world.addPartner({ id: 'north' });
      await world.addPartner({ id: 'gone' });
      world.behaviour.set('gone', 'gone');
      await world.upload('publishers/demo/ferry.json', JSON.stringify({ id: 'ferry', text: 'Night ferry' }));
      await world.upload('publishers/demo/broken.json', 'no story');
      await world.run(world.nowMs + 10 * 60_000);
      world.faults = { crash: 0, duplicate: 0 };
      await world.run(world.nowMs + day);
      world.behaviour.set('gone', 'ok');
      await partnerSwitch(world.table).resume('gone', world.nowMs);
      await world.run(world.nowMs + day);

      const told = new Map(
        world.posts.filter(({ type }) => !type.startsWith('article.')).map((post) => [post.messageId, post.type]),
      );
      expect([...told.values()].toSorted()).toEqual([
        'partner.paused',
        'partner.recovered',
        'upload.accepted',
        'upload.rejected',
      ]);
      const violations = [...safetyViolations(world), ...convergenceViolations(world, ['ferry'], ['north', 'gone'])];
      countSchedule(world, violations);
      expect(violations).toEqual([]);
    });
    await fc.assert(property, runsOf(0.02) as Parameters<typeof fc.assert>[1]);
  },
);

test(
  'invariant 1: a delivery that is given up is told of, as are those given up again after a replay',
  { timeout },
  async () => {
    const property = fc.asyncProperty(fc.nat(), async (seed) => {
      const world = new Simulation(seed, { crash: 0, duplicate: 0 });
      await world.addEndpoint(['delivery.failed']);
      // What can never be sent is a dead letter at once.
      await world.addPartner({ id: 'tiny', maxBodyBytes: 10 });
      await world.upload('publishers/demo/ferry.json', JSON.stringify({ id: 'ferry', text: 'Night ferry' }));
      await world.run(world.nowMs + day);
      await world.replayAll('tiny');
      await world.run(world.nowMs + day);
      const told = world.posts.filter(({ type }) => type === 'delivery.failed').map(({ messageId }) => messageId);
      expect(new Set(told).size).toBe(2);
      countSchedule(world, []);
    });
    await fc.assert(property, runsOf(0.005) as Parameters<typeof fc.assert>[1]);
  },
);
