// What is written of a plugin is what is read of it, as usual or not; a row is as short as it can be.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeHeader, encodeHeader, type MeasuredPlugin } from "./index-header.ts";
import type { PluginEntry, ProviderEntry } from "./plugin-index.ts";

const usualEntry: PluginEntry = {
  id: "lantern",
  enabledByDefault: true,
  status: "active",
  code: false,
  providers: ["lantern"],
  foreignEnv: [],
};

const usualProvider: ProviderEntry = {
  id: "lantern",
  plugin: "lantern",
  name: "lantern",
  aliases: [],
  keyPrefix: "LANTERN",
  extraKeys: [],
  api: "openai-completions",
  modelApis: [],
  keyless: false,
  local: false,
  discovers: false,
  onRefresh: false,
  choices: ["lantern-api-key"],
  models: 0,
};

const list = fc.array(fc.string(), { maxLength: 2 });
const key = { requiredKeys: [] };
const entries = fc
  .record(
    {
      enabledByDefault: fc.boolean(),
      status: fc.constantFrom("active" as const, "unofficial" as const, "retired" as const),
      notice: fc.string(),
      successor: fc.string(),
      code: fc.boolean(),
      apis: fc.constant([{ id: "beacon", aliases: ["b"] }]),
      configCheck: fc.constantFrom("given" as const, "always" as const),
      foreignEnv: list,
      problem: fc.string(),
      fix: fc.string(),
      supersedes: fc.constant(true as const),
    },
    key,
  )
  .map((given): PluginEntry => ({ ...usualEntry, ...given }));
const providers = fc
  .record(
    {
      name: fc.string({ minLength: 1 }),
      aliases: list,
      keyPrefix: fc.string({ minLength: 1 }),
      extraKeys: list,
      api: fc.string({ minLength: 1 }),
      modelApis: list,
      keyless: fc.boolean(),
      profilesFrom: fc.string(),
      ambient: fc.record({ env: list, files: list }),
      local: fc.boolean(),
      choices: list,
      models: fc.nat(),
    },
    key,
  )
  .chain((given) =>
    fc
      .constantFrom([false, false], [true, false], [true, true])
      .map(([discovers = false, onRefresh = false]): ProviderEntry => {
        return { ...usualProvider, ...given, discovers, onRefresh };
      }),
  );

describe("a header", () => {
  it("says what it was made of", () => {
    const measured = fc
      .record({
        entry: entries,
        provider: providers,
        sizes: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
      })
      .map(({ entry, provider, sizes: [lines, text, block] }): MeasuredPlugin => {
        return {
          entry,
          details: lines,
          providers: [{ entry: provider, lines, list: text, block }],
        };
      });
    fc.assert(
      fc.property(measured, measured, (one, other) => {
        const { plugins, sizes } = decodeHeader(encodeHeader([one, other]));
        expect(plugins.map(({ entry }) => entry)).toEqual([one.entry, other.entry]);
        const [first, second] = plugins.flatMap((plugin) => plugin.providers);
        const before = one.providers[0];
        const after = other.providers[0];
        expect(first).toEqual({
          ...before?.entry,
          lines: [0, before?.lines],
          list: [0, before?.list],
          block: [0, before?.block],
        });
        expect(second).toEqual({
          ...after?.entry,
          lines: [before?.lines, after?.lines],
          list: [before?.list, after?.list],
          block: [before?.block, after?.block],
        });
        expect(sizes["details.ndjson"]).toBe(one.details + other.details);
      }),
    );
  });

  it("writes nothing of what is as usual", () => {
    const measured = { entry: usualProvider, lines: 1, list: 2, block: 3 };
    const text = encodeHeader([{ entry: usualEntry, details: 4, providers: [measured] }]);
    expect(JSON.parse(text).plugins).toEqual([["lantern", 4, [["lantern", 1, 2, 3]]]]);
  });

  it("of another format is refused", () => {
    expect(() => decodeHeader('{"format":5,"plugins":[]}')).toThrow("it has format 5");
  });
});
