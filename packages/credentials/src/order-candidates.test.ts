import type { Credential, MayrosError } from "@mayros/core";
import { describe, expect, test } from "vitest";
import { credentialId } from "./cooldowns/credential-id.ts";
import { type EnvKey, listEnvKeys } from "./list-env-keys.ts";
import { type CandidateInput, orderCandidates } from "./order-candidates.ts";
import type { Profile } from "./profile.ts";
import { readPending } from "./references/pending-secret.ts";

const NOW = 1_000_000;

function profile(id: string, credential: Credential, provider = "acme"): Profile {
  return { id, provider, credential, revision: 1, createdAt: 1, updatedAt: 1 };
}
const key = (text: string): Credential => ({ type: "api-key", key: text });
const token = (text: string, expiresAt?: number): Credential => ({
  type: "token",
  token: text,
  ...(expiresAt === undefined ? {} : { expiresAt }),
});
const oauth = (access: string): Credential => ({ type: "oauth", access, refresh: "r" });

/** As the environment has it. */
const envKey = (name: string, value: string): EnvKey => {
  const [key] = listEnvKeys({ prefix: "ACME", env: { [name]: value } });
  if (!key) throw new Error(`${name} is no variable of a key`);
  return key;
};

const empty: CandidateInput = {
  provider: "acme",
  profiles: [],
  envKeys: [],
  readSecret: async ({ id }) => `read ${id}`,
  now: NOW,
};
const names = (input: Partial<CandidateInput>) =>
  orderCandidates({ ...empty, ...input }).candidates.map(
    ({ source }) => `${source.kind}:${source.name}`,
  );

function errorOf(input: Partial<CandidateInput>): MayrosError {
  try {
    orderCandidates({ ...empty, ...input });
  } catch (error) {
    return error as MayrosError;
  }
  throw new Error("nothing was thrown");
}

describe("orderCandidates", () => {
  test("within a kind the profile that was used longest ago, and those that never were before it", () => {
    const profiles = ["p1", "p2", "p3"].map((id) => profile(id, key(id)));
    const lastUsed = new Map(Object.entries({ p1: 20, p3: 10 }));
    expect(names({ profiles, lastUsed })).toEqual(["profile:p2", "profile:p3", "profile:p1"]);
    const mixed = [...profiles, profile("p4", oauth("c"))];
    const used = new Map([...lastUsed, ["p4", 30] as const]);
    expect(names({ profiles: mixed, lastUsed: used })[0]).toBe("profile:p4");
  });

  test("a session's own profile before all others, but not before an order that somebody gave", () => {
    const profiles = [profile("p1", oauth("a")), profile("p2", key("b")), profile("p3", key("c"))];
    expect(names({ profiles, sticky: "p3" })).toEqual(["profile:p3", "profile:p1", "profile:p2"]);
    expect(names({ profiles, sticky: "p3", order: ["p2", "p3"] })).toEqual([
      "profile:p2",
      "profile:p3",
    ]);
    expect(names({ profiles, sticky: "gone" })[0]).toBe("profile:p1");
  });

  test("live keys, profiles by type, env keys, config", () => {
    const found = names({
      profiles: [profile("p1", key("a")), profile("p2", token("b")), profile("p3", oauth("c"))],
      envKeys: [envKey("ACME_API_KEY", "d"), envKey("MAYROS_LIVE_ACME_KEY", "e")],
      configKey: { key: "f", place: "models.providers.acme.apiKey" },
    });
    expect(found).toEqual([
      "live:MAYROS_LIVE_ACME_KEY",
      "profile:p3",
      "profile:p2",
      "profile:p1",
      "env:ACME_API_KEY",
      "config:models.providers.acme.apiKey",
    ]);
  });

  test("profiles of one type keep their order; those of other providers stay out", () => {
    const profiles = ["z", "a", "m"].map((id) => profile(id, key(id)));
    expect(names({ profiles: [...profiles, profile("x", key("x"), "zeta")] })).toEqual([
      "profile:z",
      "profile:a",
      "profile:m",
    ]);
  });

  test("profiles of a provider that shares its own are used, and may be named", () => {
    const profiles = [profile("x", key("x"), "zeta"), profile("y", key("y"), "other")];
    expect(names({ profiles, profilesFrom: "zeta" })).toEqual(["profile:x"]);
    expect(names({ profiles, profilesFrom: "zeta", profileId: "x" })).toEqual(["profile:x"]);
  });

  test("a given order is the whole list, unless nothing of it exists", () => {
    const profiles = ["a", "b", "c"].map((id) => profile(id, key(id)));
    expect(names({ profiles, order: ["c", "gone", "a"] })).toEqual(["profile:c", "profile:a"]);
    expect(names({ profiles, order: ["gone"] })).toEqual(["profile:a", "profile:b", "profile:c"]);
  });

  test("equal secrets are tried once, where they come first", () => {
    const found = names({
      profiles: [profile("p1", key("same")), profile("p2", oauth("other"))],
      envKeys: [envKey("ACME_API_KEY", "same")],
      configKey: { key: "other", place: "models.providers.acme.apiKey" },
    });
    expect(found).toEqual(["profile:p2", "profile:p1"]);
  });

  test("expired credentials are dropped where nothing can renew them", () => {
    const profiles = [
      profile("old", token("a", NOW)),
      profile("good", token("b", NOW + 1)),
      profile("dead", { type: "oauth", access: "c", expiresAt: 1 }),
      profile("renewable", { type: "oauth", access: "d", refresh: "r", expiresAt: 1 }),
    ];
    expect(names({ profiles })).toEqual(["profile:renewable", "profile:good"]);
  });

  test.each(["one\ntwo", "sk-1…9", "sk-1\u200b9"])(
    "%j can't be sent, and is passed over",
    (bad) => {
      const envKeys = [envKey("ACME_API_KEY", bad), envKey("ACME_API_KEY_1", "good")];
      expect(orderCandidates({ ...empty, envKeys })).toMatchObject({
        candidates: [{ source: { name: "ACME_API_KEY_1" } }],
        passedOver: [
          {
            source: { kind: "env", name: "ACME_API_KEY" },
            reason: "holds a line break or another character that no key can have",
          },
        ],
      });
      const profiles = [profile("acme:b", key(bad))];
      expect(orderCandidates({ ...empty, profiles }).candidates).toEqual([]);
      const named = errorOf({ profiles, profileId: "acme:b" });
      expect(named).toMatchObject({
        code: "MAYROS_LOGIN_NEEDED",
        message: "profile acme:b holds a line break or another character that no key can have",
        hint: "mayros models auth paste-api-key --provider acme --profile-id acme:b",
      });
    },
  );

  test("without any, an empty list, or one attempt without a credential", () => {
    expect(names({})).toEqual([]);
    expect(orderCandidates({ ...empty, allowNone: true }).candidates).toEqual([
      { credential: undefined, source: { kind: "none", name: "no key" } },
    ]);
    expect(names({ allowNone: true, profiles: [profile("p", key("a"))] })).toEqual(["profile:p"]);
    // Of a login that ended the person is told.
    const ended = profile("p", { type: "token", token: "t", expiresAt: 1 });
    const left = orderCandidates({ ...empty, allowNone: true, profiles: [ended], now: 2 });
    expect(left).toMatchObject({ candidates: [], passedOver: [{ source: { name: "p" } }] });
  });

  test("an explicit profile is alone, even beside live keys", () => {
    const found = names({
      profileId: "p2",
      profiles: [profile("p1", key("a")), profile("p2", key("b"))],
      envKeys: [envKey("MAYROS_LIVE_ACME_KEY", "e")],
    });
    expect(found).toEqual(["profile:p2"]);
  });

  test("an explicit profile that cannot be used says why", () => {
    expect(errorOf({ profileId: "nope" })).toMatchObject({
      code: "MAYROS_PROFILE_UNKNOWN",
      message: 'there is no profile "nope"',
    });
    expect(
      errorOf({ profileId: "p", profiles: [profile("p", key("secret-key"), "zeta")] }),
    ).toMatchObject({
      code: "MAYROS_PROFILE_UNKNOWN",
      message: "profile p belongs to zeta, not to acme",
    });
    expect(errorOf({ profileId: "p", profiles: [profile("p", token("t", NOW))] })).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: "profile p has expired",
    });
  });
});

describe("logins that are of no use", () => {
  const dead = { reason: "the refresh token was revoked", at: 1 };
  const [ended, expired, good] = [
    { ...profile("acme:ended", oauth("a")), dead },
    profile("acme:expired", token("b", NOW)),
    profile("acme:good", token("c", NOW + 1)),
  ] as const;

  test("are passed over, with the reason and the command that mends them", () => {
    const found = orderCandidates({ ...empty, profiles: [ended, expired, good] });
    expect(found.candidates).toMatchObject([{ source: { name: "acme:good" }, profile: good }]);
    expect(found.passedOver).toEqual([
      {
        source: { kind: "profile", name: "acme:ended" },
        reason: "needs a new login: the refresh token was revoked",
        fix: "mayros models auth login --provider acme --profile-id acme:ended",
      },
      {
        source: { kind: "profile", name: "acme:expired" },
        reason: "has expired",
        fix: "mayros models auth paste-token --provider acme --profile-id acme:expired",
      },
    ]);
  });

  test("are refused when they are named", () => {
    expect(errorOf({ profiles: [ended], profileId: "acme:ended" })).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: "profile acme:ended needs a new login: the refresh token was revoked",
      hint: "mayros models auth login --provider acme --profile-id acme:ended",
    });
  });
});

test("what the machine itself has comes after every key, and before asking without one", () => {
  const envKeys = [envKey("ACME_API_KEY", "a")];
  const configKey = { key: "b", place: "config" };
  const ambient = "~/.acme/credentials.json";
  expect(names({ envKeys, configKey, ambient, allowNone: true })).toEqual([
    "env:ACME_API_KEY",
    "config:config",
    "ambient:~/.acme/credentials.json",
  ]);
  expect(orderCandidates({ ...empty, ambient, allowNone: true }).candidates).toEqual([
    { credential: undefined, source: { kind: "ambient", name: ambient } },
  ]);
});

describe("references", () => {
  const reference = { source: "env", id: "ACME" } as const;

  test("are read when asked for, and not before", async () => {
    let asked = 0;
    const readSecret = async () => {
      asked += 1;
      return "from afar";
    };
    const profiles = [
      { ...profile("p1", { type: "token", token: "", expiresAt: NOW + 1 }), reference },
      { ...profile("p2", key("")), reference: { source: "env", id: "OTHER" } as const },
    ];
    const { candidates } = orderCandidates({ ...empty, profiles, readSecret });
    expect(candidates.map(({ credential }) => credential)).toEqual([undefined, undefined]);
    expect(asked).toBe(0);
    const read = await Promise.all(candidates.map((candidate) => readPending(candidate)));
    expect(read.map(({ credential }) => credential)).toEqual([
      { type: "token", token: "from afar", expiresAt: NOW + 1 },
      key("from afar"),
    ]);
  });

  test("two that name the same place are one", () => {
    const configKey = { reference, place: "models.providers.acme.apiKey" };
    const profiles = [{ ...profile("p1", key("")), reference }];
    expect(names({ profiles, configKey })).toEqual(["profile:p1"]);
    expect(names({ configKey })).toEqual(["config:models.providers.acme.apiKey"]);
  });

  test("what no header can carry fails, and is not shown", async () => {
    const readSecret = async () => "two\nlines";
    const configKey = { reference, place: "config" };
    const [candidate] = orderCandidates({ ...empty, configKey, readSecret }).candidates;
    await expect(candidate && readPending(candidate)).rejects.toMatchObject({
      code: "MAYROS_SECRET_UNAVAILABLE",
      message: expect.not.stringContaining("lines"),
    });
  });

  test("a cooldown is remembered before and after it was read", async () => {
    const configKey = { reference, place: "config" };
    const [candidate] = orderCandidates({ ...empty, configKey }).candidates;
    if (!candidate) throw new Error("there is none");
    expect(credentialId(candidate)).toMatch(/^reference:[0-9a-f]{16}$/);
    expect(credentialId(await readPending(candidate))).toBe(credentialId(candidate));
  });
});
