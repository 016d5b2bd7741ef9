import 'fake-indexeddb/auto';
import { registerMatter } from '@heliu/contract/matter';
import { recordVisit } from '@heliu/contract/patrol';
import { getSession } from '@heliu/contract/people';
import type { EndpointSpec } from '@heliu/contract/endpoint';
import { expect, onTestFinished, test } from 'vitest';
import type { Send } from '../kernel/api/call.ts';
import { ProblemError } from '../kernel/api/problem-error.ts';
import { Outbox } from '../kernel/offline/outbox.ts';
import { Vault } from '../kernel/offline/vault.ts';

const officer = 7;
const gone = ProblemError.ofClient('client.unreachable');

/** Takes each commandId once, whatever becomes of its answer. */
function serverOf() {
  const taken: { id: string; endpoint: string; body: Record<string, unknown> }[] = [];
  const state = { reachable: false, loseNext: false, refuse: '' };
  const send = ((endpoint: EndpointSpec, input: { body?: Record<string, unknown> }) => {
    if (!state.reachable) return Promise.reject(gone);
    if (endpoint.id === getSession.id) return Promise.resolve({ account: { id: officer } });
    if (endpoint.id === state.refuse) {
      return Promise.reject(new ProblemError({ type: 'x', title: 'x', status: 422, code: 'x' }));
    }
    const body = input.body ?? {};
    const id = String(body['commandId']);
    if (!taken.some((one) => one.id === id)) taken.push({ id, endpoint: endpoint.id, body });
    if (state.loseNext) {
      state.loseNext = false;
      return Promise.reject(gone);
    }
    return Promise.resolve(
      endpoint.id === recordVisit.id ? { visitId: 'v' } : { matterId: 'm', code: 'c', version: 1 },
    );
  }) as unknown as Send;
  return { taken, state, send };
}

let names = 0;
let now = 1_000_000;
async function open(send: Send, name = `patrol ${(names += 1)}`) {
  const outbox = new Outbox({
    vault: await Vault.open(name),
    send,
    now: () => now,
    endpoints: [registerMatter, recordVisit],
    alone: (work) => work(),
  });
  onTestFinished(() => outbox.stop());
  await outbox.use(officer);
  return { outbox, name };
}

/** A finding and the visit that names it, as the pages put them there. */
async function makeRound(outbox: Outbox, place: string): Promise<{ report: string; visit: string }> {
  const queue = `patrol p ${place}`;
  const about = { title: place, act: 'register' };
  const report = await outbox.add({ endpoint: registerMatter.id, body: { title: place }, queue, about });
  const findings = [{ item: 'lane', reportId: report }];
  const visit = await outbox.add({
    endpoint: recordVisit.id,
    body: { plan: 'p', place, findings },
    queue,
    about: { title: place, act: 'recordVisit' },
  });
  return { report, visit };
}

const settle = async (outbox: Outbox): Promise<void> => {
  for (let round = 0; round < 8; round += 1) {
    await outbox.run();
    now += 3_000;
  }
};

test('rounds made without a network survive the browser and arrive once each, the finding before its visit', async () => {
  const server = serverOf();
  const before = await open(server.send);
  const made = [await makeRound(before.outbox, 'a'), await makeRound(before.outbox, 'b')];
  expect(server.taken).toEqual([]);
  const { outbox } = await open(server.send, before.name);
  Object.assign(server.state, { reachable: true, loseNext: true });
  await settle(outbox);
  // The answer to the first was lost: it was sent again, and the server knew it.
  expect(server.taken.map(({ id }) => id).toSorted()).toEqual(
    made.flatMap(({ report, visit }) => [report, visit]).toSorted(),
  );
  for (const { report, visit } of made) {
    const ids = server.taken.map(({ id }) => id);
    expect(ids.indexOf(report)).toBeLessThan(ids.indexOf(visit));
    const body = server.taken.find(({ id }) => id === visit)?.body;
    expect(body).toMatchObject({ commandId: visit, findings: [{ item: 'lane', reportId: report }] });
  }
  expect(outbox.view().items.every(({ state }) => state === 'sent')).toBe(true);
});

test('a refused finding holds its own visit and no other place, until a person gives it up', async () => {
  const server = serverOf();
  const { outbox } = await open(server.send);
  const first = await makeRound(outbox, 'a');
  Object.assign(server.state, { reachable: true, refuse: registerMatter.id });
  await settle(outbox);
  const alone = await outbox.add({
    endpoint: recordVisit.id,
    body: { plan: 'p', place: 'b', findings: [] },
    queue: 'patrol p b',
    about: { title: 'b', act: 'recordVisit' },
  });
  await settle(outbox);
  expect(server.taken.map(({ id }) => id)).toEqual([alone]);
  await outbox.discard(first.report);
  await settle(outbox);
  expect(server.taken.map(({ id }) => id)).toEqual([alone, first.visit]);
});
