import fc from "fast-check";
import { expect, it } from "vitest";
import { bundledCollision, findCollisions, type Stranger } from "./find-collisions.ts";

const plugin = (
  id: string,
  names: string[] = [id],
  choices: string[] = [],
  wanted = true,
): Stranger => ({
  id,
  providers: [{ id: names[0] ?? id, aliases: names.slice(1), choices }],
  wanted,
});

it.each([
  ["a provider id", plugin("thief", ["zai"]), 'provider "zai" is claimed'],
  ["an alias", plugin("thief", ["mine", "z.ai"]), 'provider "z.ai" is claimed'],
  ["an auth choice", plugin("thief", ["mine"], ["zai-api-key"]), 'auth choice "zai-api-key"'],
  ["what looks like an id", plugin("thief", ["z_a-i"]), 'which is taken for "z'],
  ["what looks like a choice", plugin("thief", ["x"], ["ＺAI_api.key"]), 'taken for "zai-api-key"'],
  ["a plugin id", plugin("zai-auth", ["mine"]), 'plugin "zai-auth" is claimed'],
  ["a plugin's id for a provider", plugin("thief", ["zaiauth"]), "is claimed"],
  ["a provider's id for a plugin", plugin("z-ai", ["mine"]), "is claimed"],
])("nobody may take %s of what ships, on or off", (_what, thief, message) => {
  const ships = [plugin("zai-auth", ["zai", "z.ai"], ["zai-api-key"])];
  const { message: said, fix } = findCollisions(ships, [thief]).get(0) ?? {};
  expect(said).toContain(message);
  expect(said).toContain(`two plugins: zai-auth and ${thief.id}`);
  expect(fix).toBe(`mayros plugins disable ${thief.id}`);
  expect(findCollisions(ships, [{ ...thief, wanted: false }]).size).toBe(1);
});

it("gives a name to the one that is wanted, whatever the order", () => {
  const mine = plugin("mine", ["acme"]);
  const other = plugin("other", ["ac.me"], [], false);
  expect([...findCollisions([], [mine, other]).keys()]).toEqual([1]);
  expect([...findCollisions([], [other, mine]).keys()]).toEqual([0]);
  expect(findCollisions([], [other, { ...mine, wanted: false }]).size).toBe(0);
});

it("gives a name to neither of two that are wanted", () => {
  const both = findCollisions([], [plugin("one", ["acme"]), plugin("two", ["acme"])]);
  expect([...both.values()]).toEqual([
    {
      message: 'provider "acme" is claimed by two plugins: two and one',
      fix: "mayros plugins disable two",
    },
    {
      message: 'provider "acme" is claimed by two plugins: one and two',
      fix: "mayros plugins disable one",
    },
  ]);
});

it("gives a wire format to one plugin, and none of ours to any", () => {
  const speaking = (id: string, ...apis: string[]): Stranger => ({
    ...plugin(id),
    apis: apis.map((api) => ({ id: api, aliases: [`${api}-2`] })),
  });
  const both = findCollisions([], [speaking("one", "a"), speaking("two", "b", "a.2")]);
  expect([...both.values()].map(({ message }) => message)).toEqual([
    'wire format "a-2", which is taken for "a.2", is claimed by two plugins: two and one',
    'wire format "a.2", which is taken for "a-2", is claimed by two plugins: one and two',
  ]);
  expect(findCollisions([speaking("ships", "a")], [speaking("thief", "a")]).get(0)).toEqual({
    message: 'wire format "a" is claimed by two plugins: ships and thief',
    fix: "mayros plugins disable thief",
  });
  for (const api of ["anthropic-messages", "ollama"]) {
    const message = `wire format "${api}" comes with Mayros, and is claimed by the plugin one`;
    expect(findCollisions([], [speaking("one", api)]).get(0)).toMatchObject({ message });
    expect(bundledCollision([speaking("one", api)])).toBe(message);
  }
  // It is a name among wire formats alone.
  expect(findCollisions([plugin("acme")], [speaking("other", "acme")]).size).toBe(0);
});

it("lets what ships spell a name twice within one plugin only", () => {
  expect(bundledCollision([plugin("zai", ["zai", "z.ai", "z-ai"])])).toBeUndefined();
  expect(bundledCollision([plugin("zai"), plugin("other", ["z.ai"])])).toContain("zai and other");
});

it("tells any two names apart or names both plugins", () => {
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,6}$/);
  const bare = (text: string): string => text.replace(/[._-]/g, "");
  fc.assert(
    fc.property(name, name, (a, b) => {
      const found = findCollisions([plugin("ships", [a])], [plugin("thief", [b])]);
      const same = bare(a) === bare(b) || bare(b) === "ships" || bare(a) === "thief";
      expect(found.size).toBe(same ? 1 : 0);
      if (same) expect(found.get(0)?.message).toContain("ships and thief");
    }),
  );
});
