import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EnvKey, listEnvKeys, prefixesWithKeys } from "./list-env-keys.ts";

/** Name, key, and whether it was given for this run. */
const found = (env: Record<string, string>, extraKeys: string[] = []) =>
  listEnvKeys({ prefix: "ACME", extraKeys, env }).map(({ name, key, place }) => [
    name,
    key,
    place.kind,
  ]);
const namesOf = (env: Record<string, string>, extraKeys: string[] = []) =>
  listEnvKeys({ prefix: "ACME", extraKeys, env }).map(({ name }) => name);

describe("listEnvKeys", () => {
  test("every source, in the order of the specification", () => {
    const env = {
      OTHER_KEY: "k-other",
      ACME_API_KEY_10: "k-10",
      ACME_API_KEY_b: "k-b",
      ACME_API_KEY_2: "k-2",
      ACME_API_KEY_A: "k-a",
      ACME_API_KEY: "k-main",
      ACME_API_KEYS: "k-l1, k-l2;k-l3\tk-l4\nk-l5",
      MAYROS_LIVE_ACME_KEYS: "k-v2;k-v3",
      MAYROS_LIVE_ACME_KEY: "k-v1",
      ACMES_API_KEY: "k-not-mine",
    };
    expect(found(env, ["OTHER_KEY"])).toEqual([
      ["MAYROS_LIVE_ACME_KEY", "k-v1", "live"],
      ["MAYROS_LIVE_ACME_KEYS[1]", "k-v2", "live"],
      ["MAYROS_LIVE_ACME_KEYS[2]", "k-v3", "live"],
      ["ACME_API_KEYS[1]", "k-l1", "env"],
      ["ACME_API_KEYS[2]", "k-l2", "env"],
      ["ACME_API_KEYS[3]", "k-l3", "env"],
      ["ACME_API_KEYS[4]", "k-l4", "env"],
      ["ACME_API_KEYS[5]", "k-l5", "env"],
      ["ACME_API_KEY", "k-main", "env"],
      ["ACME_API_KEY_2", "k-2", "env"],
      ["ACME_API_KEY_10", "k-10", "env"],
      ["ACME_API_KEY_A", "k-a", "env"],
      ["ACME_API_KEY_b", "k-b", "env"],
      ["OTHER_KEY", "k-other", "env"],
    ]);
  });

  test("the first of equal values stays", () => {
    expect(namesOf({ ACME_API_KEY: "same", ACME_API_KEY_1: "same", X: "same" }, ["X"])).toEqual([
      "ACME_API_KEY",
    ]);
  });

  test("values are trimmed, empty ones skipped", () => {
    const env = { ACME_API_KEY: "  k \n", ACME_API_KEY_1: "  ", ACME_API_KEYS: " ,; ,", X: "" };
    expect(found(env, ["X", "MISSING"])).toEqual([["ACME_API_KEY", "k", "env"]]);
  });

  test("extra keys derive neither a list nor numbers", () => {
    expect(namesOf({ X_KEYS: "a,b", X_KEY_1: "c", X_KEY: "d" }, ["X_KEY"])).toEqual(["X_KEY"]);
  });

  test("prefixes found in one walk are those that have a key", () => {
    const part = fc.constantFrom(
      "ACME",
      "ZETA",
      "_API_KEY",
      "_KEY",
      "S",
      "_1",
      "_",
      "MAYROS_LIVE_",
    );
    const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
    const value = fc.constantFrom("k", "a,b", " ", ",;", "");
    fc.assert(
      fc.property(fc.dictionary(name, value), (env) => {
        const prefixes = prefixesWithKeys(env);
        for (const prefix of ["ACME", "ZETA", "ACME_API_KEY", "ACMEZETA"]) {
          expect(prefixes.has(prefix)).toBe(listEnvKeys({ prefix, env }).length > 0);
        }
      }),
    );
  });

  test("whatever the environment holds: no duplicates, nothing empty, live first, order of the environment irrelevant", () => {
    const name = fc.constantFrom(
      "MAYROS_LIVE_ACME_KEY",
      "MAYROS_LIVE_ACME_KEYS",
      "ACME_API_KEYS",
      "ACME_API_KEY",
      "ACME_API_KEY_1",
      "ACME_API_KEY_01",
      "ACME_API_KEY_2",
      "ACME_API_KEY_X",
      "OTHER_KEY",
    );
    const value = fc.string({ unit: fc.constantFrom("a", "b", ",", ";", " "), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key }),
        (entries) => {
          const list = (pairs: [string, string][]) =>
            listEnvKeys({
              prefix: "ACME",
              extraKeys: ["OTHER_KEY"],
              env: Object.fromEntries(pairs),
            });
          const found = list(entries);
          const keys = found.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys.every((key) => key !== "" && key.trim() === key)).toBe(true);
          const isLive = ({ place }: EnvKey) => place.kind === "live";
          const firstStored = found.findIndex((key) => !isLive(key));
          expect(found.slice(firstStored < 0 ? found.length : firstStored)).toEqual(
            found.filter((key) => !isLive(key)),
          );
          expect(list(entries.toReversed())).toEqual(found);
        },
      ),
      { numRuns: 300 },
    );
  });
});
