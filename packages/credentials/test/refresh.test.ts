// The refresh protocol in one process, against a server with one-use tokens: what ends a login, what passes, and whose
// word holds (T20, T21, T22, T29).
import { MayrosError, type OAuthCredential } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProfileStore, type Profile, type SpendRefreshToken } from "../src/index.ts";
import { ID, type RefreshRig, startRig } from "./refresh-rig.ts";
import { spendAt } from "./spend-at.ts";

let rig: RefreshRig;
let spend: SpendRefreshToken;
beforeEach(async () => {
  rig = await startRig();
  spend = spendAt(rig.server.url, () => rig.now());
});
afterEach(() => rig.stop());

const HOUR = 3_600_000;
const accessOf = ({ credential }: Profile): string | undefined =>
  credential.type === "oauth" ? credential.access : undefined;
const fresh = (profile: Profile, rejected?: number): Promise<Profile> =>
  rig.refresher.fresh(profile, { spend, rejected });
/** Good for 20 seconds more, of an hour: due, and usable. */
async function logInWithLittleLeft(): Promise<Profile> {
  const profile = await rig.logIn({ expiresAt: rig.now() + HOUR });
  rig.ahead = HOUR - 20_000;
  return profile;
}

describe("a profile", () => {
  test("with a good token comes back as it is, and nothing is asked", async () => {
    const profile = await rig.logIn({ expiresAt: rig.now() + HOUR });
    expect(await fresh(profile)).toBe(profile);
    expect(rig.server.seen).toEqual([]);
  });

  test("that can't be refreshed comes back as it is", async () => {
    await rig.store.save("acme:key", "acme", { type: "api-key", key: "sk" });
    const key = (await rig.stored("acme:key")) as Profile;
    expect(await fresh(key, key.revision)).toBe(key);
    const { refresh: _, ...credential } = (await rig.logIn()).credential as OAuthCredential;
    const bare = { ...key, credential };
    expect(await fresh(bare, bare.revision)).toBe(bare);
  });

  test("with an expired token gets a new one, which is stored before it is handed out", async () => {
    const profile = await rig.logIn({ email: "me@example.com", extras: { project: "p" } });
    const got = await fresh(profile);
    expect(got).toEqual(await rig.stored());
    expect(got).toMatchObject({
      revision: 2,
      refreshedAt: expect.any(Number),
      credential: { access: "access-refresh-2", refresh: "refresh-2", extras: { project: "p" } },
    });
  });

  test("that another process refreshed meanwhile is adopted", async () => {
    const profile = await rig.logIn();
    const first = await fresh(profile);
    expect(await rig.openRefresher().fresh(profile, { spend })).toEqual(first);
    expect(rig.server.seen).toHaveLength(1);
  });
});

describe("a token that a server refused", () => {
  test("is refreshed whatever its time says: once for all who had it", async () => {
    const profile = await rig.logIn({ expiresAt: rig.now() + HOUR });
    const all = await Promise.all(Array.from({ length: 100 }, () => fresh(profile, 1)));
    expect(new Set(all.map(accessOf))).toEqual(new Set(["access-refresh-2"]));
    expect(accessOf(await fresh(profile, 1))).toBe("access-refresh-2");
    expect(rig.server.refreshes()).toBe(1);
    expect(accessOf(await fresh((await rig.stored()) as Profile, 2))).toBe("access-refresh-3");
  });

  test("is not what a refresh gave that began for less", async () => {
    const profile = await rig.logIn();
    const other = rig.openRefresher();
    await other.fresh(profile, { spend });
    // Both ask at once: the first adopts what is stored, which the second was refused with.
    const [first, second] = await Promise.all([fresh(profile), fresh(profile, 2)]);
    expect([accessOf(first), accessOf(second)]).toEqual(["access-refresh-2", "access-refresh-3"]);
  });
});

describe("who has gone", () => {
  test("does not take the others along, and not the token", async () => {
    const profile = await rig.logIn();
    rig.server.switches.latency = 100;
    const stopped = new AbortController();
    const first = rig.refresher.fresh(profile, { spend, signal: stopped.signal });
    const second = rig.refresher.fresh(profile, { spend, signal: new AbortController().signal });
    stopped.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    expect(accessOf(await second)).toBe("access-refresh-2");
  });

  test("leaves a token that is being spent: it is saved, after the store was closed, too", async () => {
    const profile = await rig.logIn();
    rig.server.switches.pause = 100;
    const stopped = new AbortController();
    const only = rig.refresher.fresh(profile, { spend, signal: stopped.signal });
    while (rig.server.refreshes() === 0) await new Promise((turn) => setTimeout(turn, 5));
    rig.store.close();
    stopped.abort(new Error("enough"));
    await expect(only).rejects.toThrow("enough");
    await rig.refresher.settled();
    const { stateDir, now } = rig;
    const store = openProfileStore({ stateDir, now, warn: () => {} });
    expect(accessOf((await store.read(ID)) as Profile)).toBe("access-refresh-2");
    store.close();
  });

  test("does not take along who comes at that very moment", async () => {
    const profile = await rig.logIn();
    for (let turns = 0; turns < 30; turns += 1) {
      const { revision } = (await rig.stored()) as Profile;
      const options = { spend, rejected: revision };
      const stopped = new AbortController();
      const first = rig.refresher.fresh(profile, { ...options, signal: stopped.signal });
      stopped.abort(new Error("enough"));
      const gone = expect(first).rejects.toThrow("enough");
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      expect((await rig.refresher.fresh(profile, options)).revision).toBe(revision + 1);
      await gone;
    }
  });

  test("before a token is spent: none is", async () => {
    const profile = await rig.logIn();
    const stopped = new AbortController();
    const only = rig.refresher.fresh(profile, { spend, signal: stopped.signal });
    stopped.abort(new Error("enough"));
    await expect(only).rejects.toThrow("enough");
    await rig.refresher.settled();
    expect(rig.server.seen).toEqual([]);
    await expect(rig.refresher.fresh(profile, { spend, signal: stopped.signal })).rejects.toThrow(
      "enough",
    );
  });
});

describe("a login that ended (T21)", () => {
  test("is said so with the command, keeps its tokens, and is asked once", async () => {
    const profile = await rig.logIn();
    const other = await rig.logIn({}, "acme:other");
    rig.server.revoke("refresh-1");
    const expected = {
      code: "MAYROS_LOGIN_NEEDED",
      message: expect.stringContaining(`the login of ${ID} ended: the server said`),
      hint: `mayros models auth login --provider acme --profile-id ${ID}`,
    };
    await expect(fresh(profile)).rejects.toMatchObject(expected);
    await expect(fresh(profile)).rejects.toMatchObject(expected);
    await expect(rig.openRefresher().fresh(profile, { spend })).rejects.toMatchObject(expected);
    expect(rig.server.seen).toEqual(["refresh-1"]);
    const { dead, ...stored } = (await rig.stored()) as Profile;
    expect(stored).toEqual(profile);
    expect(dead?.reason).toContain("invalid_grant");
    expect((await fresh(other)).revision).toBe(2);
  });

  test("is asked again after it was logged in anew", async () => {
    const profile = await rig.logIn();
    rig.server.revoke("refresh-1");
    await expect(fresh(profile)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    const anew = await rig.logIn();
    expect((await fresh(anew)).revision).toBe(3);
  });

  test("while its token is still good goes on until that ends", async () => {
    const profile = await logInWithLittleLeft();
    rig.server.revoke("refresh-1");
    expect(accessOf(await fresh(profile))).toBe("old-access");
    expect(accessOf(await fresh(profile))).toBe("old-access");
    expect(rig.server.seen).toHaveLength(1);
    rig.ahead += 20_000;
    await expect(fresh(profile)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    expect(rig.server.seen).toHaveLength(1);
  });

  test("was refreshed by a program that knows no locks: what that saved is adopted", async () => {
    const profile = await rig.logIn();
    const credential: OAuthCredential = {
      ...{ type: "oauth", access: "theirs", refresh: "theirs", expiresAt: rig.now() + HOUR },
    };
    const got = await rig.refresher.fresh(profile, {
      async spend() {
        await rig.store.saveRefreshed(profile, credential);
        throw new MayrosError("MAYROS_LOGIN_NEEDED", "invalid_grant");
      },
    });
    expect(got).toMatchObject({ revision: 2, credential });
    expect((await rig.stored())?.dead).toBeUndefined();
  });
});

describe("a failure that passes (T22)", () => {
  test("changes nothing; the old token goes on while it is good, and is not tried at each request", async () => {
    const profile = await logInWithLittleLeft();
    rig.server.switches.answer = "html";
    expect(await fresh(profile)).toEqual(profile);
    const tries = rig.server.seen.length;
    expect(await fresh(profile)).toEqual(profile);
    expect(rig.server.seen).toHaveLength(tries);
    expect(await rig.stored()).toEqual(profile);
    expect(await rig.store.holder(ID)).toBeUndefined();
    expect(rig.warnings).toEqual([]);
  });

  test("is the error where the old token has expired, and the next try works", async () => {
    const profile = await rig.logIn();
    rig.server.switches.answer = "html";
    await expect(fresh(profile)).rejects.toMatchObject({ code: "MAYROS_LOGIN_UNAVAILABLE" });
    expect(await rig.stored()).toEqual(profile);
    rig.server.switches.answer = "tokens";
    expect((await fresh(profile)).revision).toBe(2);
  });

  test("where no connection was made the token is sent once", async () => {
    const profile = await rig.logIn();
    let tries = 0;
    const refused = async (): Promise<never> => {
      tries += 1;
      const details = { sent: false };
      throw new MayrosError("MAYROS_LOGIN_UNAVAILABLE", "no such host", { details });
    };
    await expect(rig.refresher.fresh(profile, { spend: refused })).rejects.toThrow("no such host");
    expect(tries).toBe(1);
  });

  test("where no answer came the same token is sent once more", async () => {
    const profile = await rig.logIn();
    Object.assign(rig.server.switches, { answer: "drop", times: 1, grace: true });
    expect((await fresh(profile)).revision).toBe(2);
    expect(rig.server.seen).toEqual(["refresh-1", "refresh-1"]);
  });

  test("where the answer was lost and the token with it, a person has to log in", async () => {
    const profile = await rig.logIn();
    Object.assign(rig.server.switches, { answer: "drop", times: 1 });
    await expect(fresh(profile)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    await expect(fresh(profile)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    expect(rig.server.seen).toHaveLength(2);
  });

  test("an answer without a token that can be sent is no answer", async () => {
    const profile = await rig.logIn();
    const odd = async (): Promise<OAuthCredential> => ({ type: "oauth", access: "two\nlines" });
    await expect(rig.refresher.fresh(profile, { spend: odd })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_UNAVAILABLE",
    });
    expect(await rig.stored()).toEqual(profile);
  });
});

describe("what a person did meanwhile holds (T20)", () => {
  const whileSpending = (profile: Profile, act: () => Promise<unknown>): Promise<Profile> =>
    rig.refresher.fresh(profile, {
      async spend(credential) {
        const answer = await spend(credential);
        await act();
        return answer;
      },
    });

  test("logged out: stays so, and it is said", async () => {
    const profile = await rig.logIn();
    await expect(whileSpending(profile, () => rig.store.remove(ID))).rejects.toMatchObject({
      code: "MAYROS_PROFILE_UNKNOWN",
    });
    expect(await rig.stored()).toBeUndefined();
    expect(rig.warnings).toEqual([expect.stringMatching(/was removed while its token/)]);
  });

  test("logged in anew: that is handed out", async () => {
    const profile = await rig.logIn();
    const expiresAt = rig.now() + HOUR;
    const got = await whileSpending(profile, () => rig.logIn({ access: "anew", expiresAt }));
    expect(accessOf(got)).toBe("anew");
    expect(accessOf((await rig.stored()) as Profile)).toBe("anew");
  });

  test("logged out and in again, which counts from 1: that is handed out", async () => {
    const profile = await rig.logIn();
    const expiresAt = rig.now() + HOUR;
    const got = await whileSpending(profile, async () => {
      await rig.store.remove(ID);
      await rig.logIn({ access: "anew", expiresAt });
    });
    expect(accessOf(got)).toBe("anew");
  });

  test("a key in its place is handed out", async () => {
    const profile = await rig.logIn();
    const key = { type: "api-key", key: "sk" } as const;
    const got = await whileSpending(profile, () => rig.store.save(ID, "acme", key));
    expect(got.credential).toEqual(key);
  });

  test("before the token was spent: it is not", async () => {
    const profile = await rig.logIn();
    await rig.store.remove(ID);
    await expect(fresh(profile)).rejects.toMatchObject({ code: "MAYROS_PROFILE_UNKNOWN" });
    expect(rig.server.seen).toEqual([]);
  });
});

test("an answer for another account is not stored, and said", async () => {
  const profile = await rig.logIn({ accountId: "mine" });
  rig.server.switches.accountId = "theirs";
  await expect(fresh(profile)).rejects.toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
    message: expect.stringContaining("another account (theirs, not mine)"),
  });
  const { dead, ...stored } = (await rig.stored()) as Profile;
  expect(stored).toEqual(profile);
  expect(dead).toBeDefined();
});

describe("clocks (T29)", () => {
  test.each([-24 * HOUR, 24 * HOUR])(
    "a jump of %i ms: one refresh at most, and no loop",
    async (jump) => {
      const profile = await rig.logIn({ expiresAt: rig.now() + HOUR });
      rig.ahead = jump;
      for (let round = 0; round < 5; round += 1) await fresh((await rig.stored()) ?? profile);
      expect(rig.server.seen.length).toBeLessThanOrEqual(1);
    },
  );

  test("a jump while the token is spent", async () => {
    const profile = await rig.logIn();
    const got = await rig.refresher.fresh(profile, {
      async spend(credential) {
        rig.ahead = 24 * HOUR;
        return spend(credential);
      },
    });
    expect(got.revision).toBe(2);
    expect((await fresh(got)).revision).toBe(2);
    rig.ahead = 0;
    expect((await fresh(got)).revision).toBe(2);
    // The vendor says that it has expired, whatever this clock says.
    expect((await fresh(got, 2)).revision).toBe(3);
  });

  test("tokens that have always expired already: no loop", async () => {
    rig.server.switches.expiresIn = -3600;
    let profile = await rig.logIn();
    for (let round = 0; round < 5; round += 1) profile = await fresh(profile);
    expect(rig.server.refreshes()).toBe(1);
  });
});
