// Who is asked, request after request, by what the requests before learned: with the real memory, a clock that
// stands still, and a vendor that is one function.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FailureKind, failureOf, ProviderError } from "@mayros/core";
import { type Candidate, openRequestMemory } from "@mayros/credentials";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Turn } from "./operation.ts";
import type { RunStep } from "./run-event.ts";
import { acmeModel } from "./test/acme-model.ts";
import { tryCandidates } from "./try-candidates.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let now: number;
let stateDir: string;

beforeEach(() => {
  now = 1_800_000_000_000;
  stateDir = mkdtempSync(join(tmpdir(), "mayros-try-"));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
});

const key = (name: string, kind: Candidate["source"]["kind"] = "env"): Candidate => ({
  credential: { type: "api-key", key: `secret-of-${name}` },
  source: { kind, name },
});

type Answers = Readonly<Record<string, readonly [FailureKind, number] | undefined>>;

/** One request; `answers`: how each credential fails, by its name. */
async function ask(candidates: readonly Candidate[], answers: Answers, model = "m") {
  const memory = openRequestMemory({ stateDir, now: () => now, warn: () => {} });
  const asked: string[] = [];
  const events: RunStep[] = [];
  const turns: Turn[] = [];
  const askOnce = async (turn: Turn) => {
    const { name } = turn.candidate.source;
    turns.push(turn);
    asked.push(name);
    const answer = answers[name];
    if (!answer) return undefined;
    const [kind, statusCode] = answer;
    const failure = failureOf(kind, statusCode);
    return new ProviderError(`${name} failed`, {
      failure,
      statusCode,
      provider: "acme",
      url: "https://acme.example/v1",
    });
  };
  const error = await tryCandidates(
    { resolved: acmeModel({ model }), askOnce, candidates },
    {
      operation: { prepare: async () => askOnce, begun: false },
      options: { onEvent: (event) => void events.push(event) },
      dependencies: {
        memory,
        now: () => now,
        listCandidates: async () => [...candidates],
        send: () => Promise.reject(new Error("nothing is sent")),
        loadCodec: () => Promise.reject(new Error("no codec is needed")),
      },
    },
  );
  memory.close();
  return { asked, error, events, turns };
}

const limited = ["rate_limit", 429] as const;
const [a, b, c] = [key("A"), key("B"), key("C")];

describe("a key that failed", () => {
  it("is left alone for that model while another is ready, and comes back in its place", async () => {
    expect((await ask([a, b], { A: limited })).asked).toEqual(["A", "B"]);
    const next = await ask([a, b], {});
    expect(next.asked).toEqual(["B"]);
    expect(next.events[0]).toEqual({
      type: "cooling",
      model: "acme/m",
      source: a.source,
      reason: "rate_limit",
      until: now + MINUTE,
    });
    expect((await ask([a, b], {}, "other")).asked).toEqual(["A"]);
    now += MINUTE;
    expect((await ask([a, b], {})).asked).toEqual(["A"]);
  });

  it("cools by a vendor's word for money, too, though nobody else is asked then", async () => {
    const first = await ask([a, b], { A: ["billing", 402] });
    expect(first.asked).toEqual(["A"]);
    expect(first.error).toMatchObject({ statusCode: 402 });
    now += 5 * HOUR - 1;
    expect((await ask([a, b], {})).asked).toEqual(["B"]);
    now += 1;
    expect((await ask([a, b], {})).asked).toEqual(["A"]);
  });

  it.each<[FailureKind, number]>([
    ["auth", 401],
    ["overloaded", 529],
    ["timeout", 504],
    ["network", 0],
    ["server", 500],
    ["not_found", 404],
    ["context_overflow", 400],
    ["format", 400],
    ["aborted", 0],
  ])("by %s is asked again at once", async (kind, status) => {
    const first = await ask([a, b], { A: [kind, status] });
    expect(first.asked).toEqual(["A"]);
    expect(first.events.map(({ type }) => type)).toEqual(["attempt", "failed"]);
    expect((await ask([a, b], {})).asked).toEqual(["A"]);
  });

  it("is asked at once after an answer, and climbs from the first step again", async () => {
    await ask([a], { A: limited });
    now += MINUTE;
    await ask([a], { A: limited });
    now += 5 * MINUTE;
    await ask([a], {});
    const { events } = await ask([a], { A: limited });
    expect(events.at(-1)).toMatchObject({ type: "cooldown", until: now + MINUTE });
  });
});

describe("when all cool", () => {
  beforeEach(async () => {
    // B is ready first, then A, then C.
    await ask([a], { A: limited });
    now += MINUTE;
    await ask([a], { A: limited });
    await ask([b], { B: limited });
    await ask([c], { C: ["billing", 429] });
  });

  it("the one that is ready soonest is asked, alone, and its error is the answer", async () => {
    const { asked, error, turns, events } = await ask([a, b, c], { B: limited });
    expect(asked).toEqual(["B"]);
    expect(error?.message).toBe("B failed");
    expect(events.map(({ type }) => type)).toEqual(["cooling", "cooling", "attempt", "failed"]);
    expect(turns).toMatchObject([{ number: 1, of: 1 }]);
    // Whatever is told of it must not show the keys that were passed over.
    expect(turns[0]?.candidates).toEqual([a, b, c]);
  });

  it("its failure does not stretch its window", async () => {
    now += MINUTE - 1;
    await ask([a, b, c], { B: limited });
    now += 1;
    expect((await ask([a, b, c], {})).asked).toEqual(["B"]);
  });

  it("its answer ends its cooldown and no other", async () => {
    await ask([a, b, c], {});
    const next = await ask([a, b, c], {});
    expect(next.asked).toEqual(["B"]);
    expect(next.events.filter(({ type }) => type === "cooling")).toHaveLength(2);
  });

  it("one that was given for this run is asked all the same, and so is a named profile", async () => {
    const live = key("B", "live");
    expect((await ask([live, a, c], { B: limited })).asked).toEqual(["B"]);
    const named = { ...key("P", "profile"), explicit: true };
    await ask([named], { P: limited });
    expect((await ask([named], { P: limited })).asked).toEqual(["P"]);
    // Its window is as it was, all the same.
    now += MINUTE;
    expect((await ask([key("P", "profile")], {})).events[0]?.type).toBe("attempt");
  });
});
