// What a person is told to do next: for how long to wait, whether another key would help, what is wrong with the config.
import { type Failure, failureOf } from "@mayros/core";
import type { Candidate, Profile } from "@mayros/credentials";
import { describe, expect, it } from "vitest";
import { failureHint, type HowItFailed } from "./failure-hint.ts";
import type { Turn } from "./operation.ts";
import { fromVendorError } from "./provider-failure.ts";
import { acmeModel } from "./test/acme-model.ts";

const NOW = 1_800_000_000_000;
const SECOND = 1_000;
const HOUR = 3_600_000;

const key = (name: string): Candidate => ({
  credential: { type: "api-key", key: `secret-of-${name}-0123456789` },
  source: { kind: "env", name },
});

const profile = (name: string, provider = "acme", more: Partial<Profile> = {}): Candidate => {
  const credential = { type: "api-key", key: "secret-of-a-profile-0123456789" } as const;
  const times = { createdAt: 0, updatedAt: 0 };
  const stored = { id: name, provider, credential, revision: 1, ...times, ...more };
  return {
    credential: stored.credential,
    source: { kind: "profile", name },
    profile: stored,
  };
};

function hint(
  failure: Failure,
  {
    candidate = key("A"),
    resolved = acmeModel(),
    ...how
  }: Partial<Pick<Turn, "candidate" | "resolved"> & HowItFailed> = {},
): string | undefined {
  const turn = { resolved, candidate, candidates: [candidate], number: 1, of: 1 };
  return failureHint({ failure, now: NOW, ...how }, turn);
}

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
    [NOW - 1, "wait 5 s"],
    [NOW + 6 * SECOND - 1, "wait 6 s"],
    [NOW + 119 * SECOND, "wait 119 s"],
    [NOW + 120 * SECOND, "wait 2 min"],
    [NOW + HOUR - 1, "wait 60 min"],
    [NOW + 480 * HOUR, "wait 60 min"],
    [NOW + 1e20, "wait 60 min"],
  ])("until %s: %s, or more keys", (resetAt, wait) => {
    const { hint } = limited({ number: 1, of: 1, candidates: [key("A")] }, resetAt);
    expect(hint).toBe(`${wait}, or give more keys: ACME_API_KEYS=key1,key2`);
  });

  it("of all keys counts those that cool, and shows none of them", () => {
    const error = limited({ number: 1, of: 1, candidates: [key("A"), key("B"), key("C")] });
    expect(error.hint).toBe("all 3 keys are rate limited: wait, or name another model with -m");
    expect(JSON.stringify([error, error.message])).not.toContain("0123456789");
  });

  it("of a quota of the day is waited for no longer than it cools: a day", () => {
    const failure = { ...failureOf("rate_limit", 429, NOW + 480 * HOUR), daily: true };
    expect(hint(failure)).toMatch(/^wait 24 h, /);
  });

  it("of a profile that was named asks for no keys, which would not be asked", () => {
    const candidate = { ...profile("acme:b"), explicit: true };
    expect(hint(failureOf("rate_limit", 429), { candidate })).toBe(
      "wait, or name no profile: other keys may be asked then",
    );
  });

  it("after which another key is ready says so", () => {
    const { hint } = limited({ number: 1, of: 2, candidates: [key("A"), key("B")] });
    expect(hint).toBe("ask again: the next key is tried");
  });
});

describe("a key that was refused", () => {
  const paste = "mayros models auth paste-api-key --provider acme";

  it.each<[Candidate, string]>([
    [key("ACME_API_KEY"), paste],
    [profile("acme:default"), paste],
    [profile("acme:b"), `${paste} --profile-id acme:b`],
    [profile("it's mine"), `${paste} --profile-id 'it'\\''s mine'`],
    [
      { ...key("MAYROS_LIVE_ACME_KEY"), source: { kind: "live", name: "MAYROS_LIVE_ACME_KEY" } },
      "correct MAYROS_LIVE_ACME_KEY",
    ],
  ])("$source.name", (candidate, expected) => {
    expect(hint(failureOf("auth", 401), { candidate })).toBe(expected);
  });

  it("is stored for the provider whose profiles it shares", () => {
    expect(hint(failureOf("auth", 401), { candidate: profile("zeta:b", "zeta") })).toBe(
      "mayros models auth paste-api-key --provider zeta --profile-id zeta:b",
    );
  });

  it("is a login, or a token", () => {
    const login = { credential: { type: "oauth", access: "a" } } as const;
    expect(hint(failureOf("auth", 401), { candidate: profile("acme:me@x", "acme", login) })).toBe(
      "mayros models auth login --provider acme --profile-id acme:me@x",
    );
    const token = { credential: { type: "token", token: "t" } } as const;
    expect(hint(failureOf("auth", 401), { candidate: profile("acme:manual", "acme", token) })).toBe(
      "mayros models auth paste-token --provider acme --profile-id acme:manual",
    );
  });
});

describe("a network failure", () => {
  const local = acmeModel({ baseUrl: "http://127.0.0.1:1/v1" });
  const baseUrl = /or correct models\.providers\.acme\.baseUrl in the file/;
  const network = failureOf("network");

  it("tells to start a server of this machine only where none answered", () => {
    expect(hint(network, { resolved: local, phase: "connecting" })).toMatch(
      /^start the server, or correct /,
    );
    expect(hint(network, { resolved: local, phase: "waiting" })).toMatch(/^try again, or correct /);
    expect(hint(network, { resolved: local, phase: "waiting" })).toMatch(baseUrl);
    expect(hint(network, { resolved: local, phase: "answering" })).toBe(
      "try again, or name another model with -m",
    );
    expect(hint(network, { phase: "connecting" })).toBe("check the connection and try again");
  });

  it("doubts the wire format where nothing of a whole stream was understood", () => {
    const ended = { resolved: local, phase: "answering" } as const;
    expect(hint(network, { ...ended, begun: false })).toMatch(
      /^try again; if it always ends so, correct models\.providers\.acme\.api in the file/,
    );
    expect(hint(network, { ...ended, begun: true })).toBe(
      "try again, or name another model with -m",
    );
  });
});

it.each([
  [
    "waiting",
    "try again, name another model with -m, or wait longer: models.providers.acme.timeoutSeconds",
  ],
  ["answering", "try again, or name another model with -m"],
  ["connecting", "check the connection and try again"],
] as const)(
  "a time-out while %s names the setting only where that is its time",
  (phase, expected) => {
    expect(hint(failureOf("timeout"), { phase })).toBe(expected);
  },
);
