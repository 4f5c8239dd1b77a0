// Who is asked while some cool.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate, CandidateSource } from "../candidate.ts";
import { chooseReady } from "./choose-ready.ts";
import type { Cooldown } from "./cooldown.ts";

const NOW = 1_000_000;
const kinds: CandidateSource["kind"][] = ["live", "profile", "env", "config"];

const request = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    /** ms from now; past ones are over. */
    until: fc.option(fc.integer({ min: -1_000, max: 1_000 }), { nil: undefined }),
    explicit: fc.boolean(),
  }),
  { maxLength: 8 },
);

function choose(wanted: typeof request extends fc.Arbitrary<infer Each> ? Each : never) {
  const cooldowns = new Map<Candidate, Cooldown>();
  const candidates = wanted.map(({ kind, until, explicit }, index): Candidate => {
    const candidate: Candidate = {
      credential: { type: "api-key", key: `key-${index}` },
      source: { kind, name: `NAME_${index}` },
      explicit,
    };
    if (until !== undefined) {
      const cooldown = { reason: "rate_limit", failures: 1, lastFailureAt: NOW } as const;
      cooldowns.set(candidate, { ...cooldown, until: NOW + until });
    }
    return candidate;
  });
  const isAsked = ({ explicit, source }: Candidate) => explicit || source.kind === "live";
  const cools = (candidate: Candidate) =>
    !isAsked(candidate) && (cooldowns.get(candidate)?.until ?? 0) > NOW;
  const chosen = chooseReady(candidates, (candidate) => cooldowns.get(candidate), NOW);
  return { candidates, chosen, cools, cooldowns };
}

describe("chooseReady", () => {
  it("asks all that are ready, in their order, and those that somebody named", () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const { candidates, chosen, cools } = choose(wanted);
        const ready = candidates.filter((candidate) => !cools(candidate));
        if (ready.length > 0) expect(chosen.asked).toEqual(ready);
        const passed = chosen.cooling.map(({ candidate }) => candidate);
        expect(new Set([...chosen.asked, ...passed])).toEqual(new Set(candidates));
        expect(chosen.asked.length + passed.length).toBe(candidates.length);
      }),
    );
  });

  it("asks the one that is ready soonest, alone, when all cool", () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const { candidates, chosen, cools, cooldowns } = choose(wanted);
        if (candidates.length === 0 || !candidates.every(cools)) return;
        expect(chosen.asked).toHaveLength(1);
        const until = (candidate: Candidate | undefined) =>
          candidate && cooldowns.get(candidate)?.until;
        const soonest = Math.min(...candidates.map((each) => until(each) ?? Number.NaN));
        expect(until(chosen.asked[0])).toBe(soonest);
      }),
    );
  });
});
