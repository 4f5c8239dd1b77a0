// What a person is told to do about a rate limit: for how long to wait, and whether another key would help.
import { failureOf } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import { describe, expect, it } from "vitest";
import { fromVendorError } from "./provider-failure.ts";
import { acmeModel } from "./test/acme-model.ts";

const NOW = 1_800_000_000_000;
const SECOND = 1_000;
const HOUR = 3_600_000;

const key = (name: string): Candidate => ({
  credential: { type: "api-key", key: `secret-of-${name}-0123456789` },
  source: { kind: "env", name },
});

interface Turns {
  readonly number: number;
  readonly of: number;
  readonly candidates: readonly Candidate[];
}

function limited({ number, of, candidates }: Turns, resetAt?: number) {
  const [candidate = key("none")] = candidates;
  return fromVendorError(
    {
      status: 429,
      headers: {},
      body: `no more for ${candidates.map(({ source }) => `secret-of-${source.name}-0123456789`).join()}`,
      receivedAt: NOW,
    },
    {
      resolved: acmeModel(),
      candidate,
      candidates,
      number,
      of,
      classify: ({ body }) => ({ ...failureOf("rate_limit", 429, resetAt), message: body }),
      encoded: { url: "https://acme.example/v1?key=secret-of-A-0123456789", body: {} },
    },
  );
}

describe("a rate limit", () => {
  it.each([
    [undefined, "wait"],
    [NOW - 1, "wait"],
    [NOW + 1, "wait 1 s"],
    [NOW + 119 * SECOND, "wait 119 s"],
    [NOW + 120 * SECOND, "wait 2 min"],
    [NOW + 2 * HOUR - 1, "wait 2 h"],
    [NOW + 20.5 * HOUR, "wait 21 h"],
  ])("until %s: %s, or more keys", (resetAt, wait) => {
    const { hint } = limited({ number: 1, of: 1, candidates: [key("A")] }, resetAt);
    expect(hint).toBe(`${wait}, or give more keys: ACME_API_KEYS=key1,key2`);
  });

  it("of all keys counts those that cool, and shows none of them", () => {
    const error = limited({ number: 1, of: 1, candidates: [key("A"), key("B"), key("C")] });
    expect(error.hint).toBe("all 3 keys are rate limited: wait, or name another model with -m");
    expect(JSON.stringify([error, error.message])).not.toContain("0123456789");
  });

  it("after which another key is ready says so", () => {
    const { hint } = limited({ number: 1, of: 2, candidates: [key("A"), key("B")] });
    expect(hint).toBe("ask again: the next key is tried");
  });
});
