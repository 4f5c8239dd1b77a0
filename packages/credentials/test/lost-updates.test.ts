// No change is lost, whoever makes it when (T19): random changes through several connections against a model, and
// processes that refresh two logins while others save a third.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MayrosError, type OAuthCredential } from "@mayros/core";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  openProfileStore,
  openRefresher,
  type ProfileStore,
  type Refresher,
} from "../src/index.ts";
import { goAll, type RefreshRig, startRig } from "./refresh-rig.ts";
import { startChild } from "./start-child.ts";

const IDS = ["a", "b", "c"] as const;
const HOUR = 3_600_000;
const connection = fc.nat({ max: 2 });
const profile = fc.constantFrom(...IDS);

interface Model {
  readonly profiles: Map<string, { access: string; revision: number; dead: boolean }>;
  order: string[];
  made: number;
}
interface Real {
  readonly stores: readonly ProfileStore[];
  readonly refreshers: readonly Refresher[];
}
type Step = fc.AsyncCommand<Model, Real>;

const at = <T>(all: readonly T[], index: number): T => all[index] as T;
const oauth = (number: number): OAuthCredential => ({
  ...{ type: "oauth", access: `access-${number}`, refresh: `refresh-${number}` },
  expiresAt: Date.now() + HOUR,
});

/** What is stored is what the model says, as every connection sees it. */
async function expectSame(model: Model, { stores }: Real): Promise<void> {
  for (const store of stores) {
    const stored = (await store.readAll("acme")).map(({ id, credential, revision, dead }) => {
      const { access } = credential as OAuthCredential;
      return [id, { access, revision, dead: dead !== undefined }] as const;
    });
    expect(new Map(stored)).toEqual(model.profiles);
    expect(await store.order("acme")).toEqual(model.order);
  }
}

function step(name: string, run: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real);
      await expectSame(model, real);
    },
    toString: () => name,
  };
}

function saved(model: Model, id: string, number: number): void {
  const revision = (model.profiles.get(id)?.revision ?? 0) + 1;
  model.profiles.set(id, { access: `access-${number}`, revision, dead: false });
}

const steps = [
  fc.tuple(connection, profile).map(([by, id]) =>
    step(`save ${id} by ${by}`, async (model, { stores }) => {
      model.made += 1;
      await at(stores, by).save(id, "acme", oauth(model.made));
      saved(model, id, model.made);
    }),
  ),
  profile.map((id) =>
    step(`save ${id} by all at once`, async (model, { stores }) => {
      model.made += 1;
      await Promise.all(stores.map((store) => store.save(id, "acme", oauth(model.made))));
      for (const _ of stores) saved(model, id, model.made);
    }),
  ),
  fc.tuple(connection, profile).map(([by, id]) =>
    step(`remove ${id} by ${by}`, async (model, { stores }) => {
      expect(await at(stores, by).remove(id)).toBe(model.profiles.delete(id));
      model.order = model.order.filter((each) => each !== id);
    }),
  ),
  fc.tuple(connection, fc.subarray([...IDS])).map(([by, ids]) =>
    step(`order ${ids.join()} by ${by}`, async (model, { stores }) => {
      const known = ids.filter((id) => model.profiles.has(id));
      await at(stores, by).setOrder("acme", known);
      model.order = known;
    }),
  ),
  fc.tuple(connection, profile).map(([by, id]) =>
    step(`reserve ${id} by ${by} and die`, async (_, { stores }) => {
      const stored = await at(stores, by).read(id);
      if (stored) await at(stores, by).reserve(stored, "1 host");
    }),
  ),
  fc.tuple(connection, profile, fc.boolean()).map(([by, id, ended]) =>
    step(`refresh ${id} by all from ${by}: ${ended ? "ended" : "new"}`, async (model, real) => {
      const stored = await at(real.stores, by).read(id);
      const before = model.profiles.get(id);
      if (!stored || !before) return;
      let spent = 0;
      const spend = async (): Promise<OAuthCredential> => {
        spent += 1;
        if (ended) throw new MayrosError("MAYROS_LOGIN_NEEDED", "revoked");
        model.made += 1;
        return oauth(model.made);
      };
      const { revision: rejected } = stored;
      const all = real.refreshers.map((each) => each.fresh(stored, { spend, rejected }));
      await Promise.allSettled(all);
      if (before.dead) return expect(spent).toBe(0);
      expect(spent).toBe(1);
      if (ended) before.dead = true;
      else saved(model, id, model.made);
    }),
  ),
  fc.tuple(connection, profile).map(([by, id]) =>
    step(`${id} ended, by ${by}`, async (model, { stores }) => {
      const stored = await at(stores, by).read(id);
      const known = model.profiles.get(id);
      if (!stored || !known) return;
      expect(await at(stores, by).markDead(stored, "revoked")).toBe(true);
      known.dead = true;
    }),
  ),
];

test("random changes by three connections are those of the model", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 50 }), async (commands) => {
      const stateDir = mkdtempSync(join(tmpdir(), "mayros-model-"));
      const options = { stateDir, now: Date.now, warn: () => {} };
      const stores = [0, 1, 2].map(() => openProfileStore(options));
      const refreshers = stores.map((store) => openRefresher({ ...options, store }));
      try {
        const model: Model = { profiles: new Map(), order: [], made: 0 };
        await fc.asyncModelRun(() => ({ model, real: { stores, refreshers } }), commands);
      } finally {
        for (const store of stores) store.close();
        rmSync(stateDir, { recursive: true, force: true });
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

let rig: RefreshRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

test("two logins are refreshed while four processes save a third: every save counts", async () => {
  await rig.logIn();
  await rig.logIn({}, "acme:other");
  const writers = Array.from({ length: 4 }, () =>
    startChild("save-in-child.ts", [rig.stateDir, "third", "12"]),
  );
  const refreshing = [
    ...(await rig.startAll(3)),
    ...(await rig.startAll(3, {}, { id: "acme:other" })),
  ];
  await Promise.all(writers.map((child) => child.printed(1)));
  for (const child of writers) child.go();
  const outcomes = await goAll(refreshing);
  expect(outcomes.flatMap(({ code }) => code ?? [])).toEqual([]);
  const ends = await Promise.all(writers.map((child) => child.ended));
  expect(ends.map(({ stderr }) => stderr).join("")).toBe("");
  const thirds = Array.from({ length: 12 }, (_, index) => rig.stored(`third-${index + 1}`));
  expect((await Promise.all(thirds)).map((third) => third?.revision)).toEqual(thirds.map(() => 4));
  expect(rig.server.seen.toSorted()).toEqual(["refresh-1", "refresh-2"]);
}, 120_000);
