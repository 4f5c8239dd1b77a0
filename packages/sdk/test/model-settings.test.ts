// What the commands of `mayros models` do to a config: default and image model, fallbacks, aliases, the
// allowlist, and what `status` says of it all.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openMayros } from "./open-mayros.ts";

const key = { ZAI_API_KEY: "key-0123456789" };

describe("default and image model", () => {
  it("writes the image model beside its fallbacks, from an alias too", async () => {
    const { mayros, text } = openMayros(`{
  // eyes
  agents: { defaults: { imageModel: { fallbacks: ["zai/glm-4.7"] } } },
  models: { aliases: { Eyes: "anthropic/claude-opus-4-6" } },
}`);
    expect(await mayros.models.setImage("eyes")).toMatchObject({
      model: "anthropic/claude-opus-4-6",
      previous: undefined,
      changed: true,
      known: true,
    });
    expect(text()).toContain("// eyes");
    expect(await mayros.config.get("agents.defaults.imageModel")).toEqual({
      fallbacks: ["zai/glm-4.7"],
      primary: "anthropic/claude-opus-4-6",
    });
  });

  it("refuses what is not allowed and says how to allow it", async () => {
    const { mayros, text } = openMayros({ agents: { defaults: { modelPolicy: { allow: [] } } } });
    const before = text();
    const hint = "mayros models allow add zai/glm-4.7";
    const refused = { code: "MAYROS_MODEL_NOT_ALLOWED", hint };
    await expect(mayros.models.setDefault("z.ai/glm-4.7")).rejects.toMatchObject(refused);
    await expect(mayros.models.setImage("zai/glm-4.7")).rejects.toMatchObject(refused);
    await expect(mayros.models.fallbacks.add("zai/glm-4.7")).rejects.toMatchObject(refused);
    await expect(mayros.models.aliases.add("a", "zai/glm-4.7")).rejects.toMatchObject(refused);
    expect(text()).toBe(before);
  });

  it("refuses an unknown provider and lets an unknown model pass", async () => {
    const { mayros } = openMayros({});
    const unknown = { code: "MAYROS_PROVIDER_UNKNOWN", exitCode: 2 };
    await expect(mayros.models.fallbacks.add("nobody/x")).rejects.toMatchObject(unknown);
    await expect(mayros.models.allow.add("nobody/*")).rejects.toMatchObject(unknown);
    expect(await mayros.models.setDefault("zai/new-one")).toMatchObject({ known: false });
    expect(await mayros.models.aliases.add("n", "zai/new-two")).toMatchObject({
      unknown: ["zai/new-two"],
    });
  });
});

describe("fallbacks", () => {
  it("appends to the list, turns a short form into a long one, and keeps comments", async () => {
    const { mayros, text } = openMayros(
      `{ agents: { defaults: { model: "z.ai/glm-4.7" /* daily */ } } }`,
    );
    const { fallbacks } = mayros.models;
    expect(await fallbacks.add("groq/a")).toMatchObject({ changed: true, fallbacks: ["groq/a"] });
    await fallbacks.add("Z-AI/glm-4.6");
    expect(text()).toBe(
      `{ agents: { defaults: { model: { primary: "z.ai/glm-4.7", fallbacks: ["groq/a", "zai/glm-4.6"] } /* daily */ } } }`,
    );
    for (const there of ["groq/a", "z.ai/glm-4.6", "zai/glm-4.7"]) {
      expect(await fallbacks.add(there)).toMatchObject({ changed: false });
    }
  });

  it("removes one by any of its spellings, item by item", async () => {
    const { mayros, text } = openMayros(`{
  agents: { defaults: { model: { primary: "zai/a", fallbacks: [
    "z.ai/b", // second
    "fast", // third
    "groq/c", // fourth
  ] } } },
  models: { aliases: { fast: "groq/d" } },
}`);
    await mayros.models.fallbacks.remove("zai/b");
    await mayros.models.fallbacks.remove("groq/d");
    expect(text()).not.toMatch(/second|third|z\.ai/);
    expect(text()).toContain('"groq/c", // fourth');
    await expect(mayros.models.fallbacks.remove("groq/x")).rejects.toMatchObject({
      exitCode: 2,
      message: '"groq/x" is not among the fallbacks; did you mean "groq/c"?',
    });
    expect(await mayros.models.fallbacks.clear()).toMatchObject({ removed: ["groq/c"] });
    expect(await mayros.models.fallbacks.clear()).toMatchObject({ changed: false, removed: [] });
    expect(await mayros.models.fallbacks.list()).toEqual({ primary: "zai/a", fallbacks: [] });
  });

  it("removes what is written as a reference", async () => {
    const { mayros, text } = openMayros(
      `{ agents: { defaults: { model: { primary: "zai/a", fallbacks: ["zai/b", "\${ONE}", "zai/c"] } } } }`,
      { ONE: "groq/one" },
    );
    const { fallbacks } = await mayros.models.fallbacks.remove("groq/one");
    expect(fallbacks).toEqual(["zai/b", "zai/c"]);
    expect(text()).toContain('fallbacks: ["zai/b", "zai/c"]');
  });

  it("has a list of its own for images", async () => {
    const { mayros } = openMayros({});
    await mayros.models.imageFallbacks.add("zai/glm-4.7");
    expect(await mayros.models.imageFallbacks.list()).toEqual({
      primary: undefined,
      fallbacks: ["zai/glm-4.7"],
    });
    expect(await mayros.models.fallbacks.list()).toMatchObject({ fallbacks: [] });
  });

  it("loses nothing when several add at once", async () => {
    const opened = openMayros({});
    const refs = Array.from({ length: 8 }, (_, index) => `groq/m${index}`);
    await Promise.all(refs.map((ref) => opened.again().models.fallbacks.add(ref)));
    const { fallbacks } = await opened.mayros.models.fallbacks.list();
    expect(fallbacks.toSorted()).toEqual(refs);
  });

  it("writes the list here when it stands in an included file, which stays as it is", async () => {
    const opened = openMayros(`{ $include: "base.json5" }`);
    const base = opened.write(
      "base.json5",
      `{ agents: { defaults: { model: { primary: "zai/a", fallbacks: ["zai/b"] } } } }`,
    );
    const { fallbacks } = opened.mayros.models;
    await fallbacks.add("zai/c");
    expect(await fallbacks.list()).toEqual({ primary: "zai/a", fallbacks: ["zai/b", "zai/c"] });
    await fallbacks.clear();
    expect(await fallbacks.list()).toEqual({ primary: "zai/a", fallbacks: [] });
    expect(readFileSync(base, "utf8")).toContain('fallbacks: ["zai/b"]');
  });
});

describe("aliases", () => {
  it("adds a name without turning an allowlist on, with fallbacks, and replaces it", async () => {
    const { mayros } = openMayros({});
    const { aliases } = mayros.models;
    expect(await aliases.add("fast", "z.ai/glm-4.7")).toMatchObject({ model: "zai/glm-4.7" });
    expect(await aliases.add("fast", "zai/glm-4.7")).toMatchObject({ changed: false });
    const added = await aliases.add("FAST", "groq/x", ["fast", "zai/glm-4.6", "groq/x"]);
    expect(added).toMatchObject({
      previous: "zai/glm-4.7",
      fallbacks: ["zai/glm-4.7", "zai/glm-4.6"],
    });
    expect(await mayros.config.get("models.aliases")).toEqual({
      fast: { model: "groq/x", fallbacks: ["zai/glm-4.7", "zai/glm-4.6"] },
    });
    expect((await mayros.models.allow.list()).allowed).toBeUndefined();
    expect((await mayros.models.resolve("Fast")).ref).toEqual({ provider: "groq", model: "x" });
  });

  it.each(["a/b", "two words", "", "ü", "$x"])("refuses the name %j", async (name) => {
    const { mayros } = openMayros({});
    await expect(mayros.models.aliases.add(name, "zai/a")).rejects.toMatchObject({
      code: "MAYROS_USAGE",
    });
  });

  it("removes aliases of the map and keeps its entries; what is added wins over them", async () => {
    const { mayros, text } = openMayros(`{ agents: { defaults: { models: {
      "zai/a": { alias: "One", params: { x: 1 } }, // keep
      "zai/b": { alias: "Two" },
    } } } }`);
    await mayros.models.aliases.remove("one");
    await mayros.models.aliases.add("two", "zai/a");
    expect(text()).toContain('"zai/a": { params: { x: 1 } }, // keep');
    expect(await mayros.models.aliases.list()).toEqual([
      { name: "two", model: "zai/a", fallbacks: [] },
    ]);
    await mayros.models.aliases.remove("Two");
    expect(await mayros.models.aliases.list()).toEqual([]);
    expect(await mayros.config.get("agents.defaults.models['zai/b']")).toEqual({});
    await mayros.models.aliases.add("two", "zai/b");
    await expect(mayros.models.aliases.remove("tow")).rejects.toMatchObject({
      exitCode: 2,
      message: 'no alias is called "tow"; did you mean "two"?',
    });
  });

  it.each([
    [{ model: "Fast" }, "mayros models set zai/a"],
    [{ imageModel: { primary: "fast" } }, "mayros models set-image zai/a"],
    [{ model: { fallbacks: ["fast"] } }, "mayros models fallbacks remove fast"],
    [{ imageModel: { fallbacks: ["fast"] } }, "mayros models image-fallbacks remove fast"],
    [{ modelPolicy: { allow: ["fast"] } }, "mayros models allow remove fast"],
  ])("keeps a name that is in use: %j", async (defaults, hint) => {
    const { mayros } = openMayros({ agents: { defaults }, models: { aliases: { fast: "zai/a" } } });
    await expect(mayros.models.aliases.remove("fast")).rejects.toMatchObject({
      code: "MAYROS_USAGE",
      hint,
    });
  });

  it("keeps a name that another alias falls back to, and says how to change that", async () => {
    const best = { model: "groq/b", fallbacks: ["Fast", "zai/c"] };
    const { mayros } = openMayros({ models: { aliases: { fast: "zai/a", best } } });
    const hint = "mayros models aliases add best groq/b --fallback zai/a --fallback zai/c";
    await expect(mayros.models.aliases.remove("fast")).rejects.toMatchObject({ hint });
    await mayros.models.aliases.add("best", "groq/b", ["zai/a", "zai/c"]);
    await expect(mayros.models.aliases.remove("fast")).resolves.toMatchObject({ name: "fast" });
  });

  it("removes a name of the map that is written as a reference", async () => {
    const { mayros } = openMayros(
      `{ agents: { defaults: { models: { "zai/a": { alias: "\${NAME}" } } } } }`,
      { NAME: "daily" },
    );
    await mayros.models.aliases.remove("Daily");
    expect(await mayros.models.aliases.list()).toEqual([]);
  });

  it("says when the name stands in an included file", async () => {
    const opened = openMayros(`{ $include: "base.json5" }`);
    opened.write("base.json5", `{ models: { aliases: { fast: "zai/a" } } }`);
    await expect(opened.mayros.models.aliases.remove("fast")).rejects.toMatchObject({
      code: "MAYROS_CONFIG_PATH_INVALID",
      message: expect.stringContaining("base.json5:1:"),
    });
  });
});

describe("the allowlist", () => {
  it("is turned on by the first entry alone, which says what it shuts out", async () => {
    const { mayros } = openMayros({
      agents: { defaults: { model: { primary: "zai/a", fallbacks: ["groq/x"] } } },
      models: { aliases: { fast: "groq/x", slow: "zai/b" } },
    });
    expect(await mayros.models.allow.list()).toMatchObject({ allowed: undefined });
    expect(await mayros.models.allow.add("slow")).toMatchObject({
      entry: "zai/b",
      changed: true,
      turnedOn: true,
      allowed: ["zai/b"],
      shutOut: ["groq/x"],
    });
    expect(await mayros.models.allow.add("Groq/*")).toMatchObject({ entry: "groq/*", shutOut: [] });
    const again = await mayros.models.allow.add("groq/x");
    expect(again).toMatchObject({ changed: false, allowedBy: "groq/*" });
  });

  it("carries the keys of a map over, so that nothing is lost", async () => {
    const { mayros } = openMayros({
      agents: { defaults: { models: { "z.ai/a": { alias: "A" }, "groq/*": {} } } },
    });
    const change = await mayros.models.allow.add("anthropic/claude-opus-4-6");
    expect(change).toMatchObject({ turnedOn: false, carried: ["z.ai/a", "groq/*"] });
    for (const ref of ["A", "zai/a", "groq/any", "anthropic/claude-opus-4-6"]) {
      await mayros.models.resolve(ref);
    }
    expect(change.allowed).toEqual(["z.ai/a", "groq/*", "anthropic/claude-opus-4-6"]);
  });

  it("removes from a map by writing a policy without the entry, and keeps alias and params", async () => {
    const { mayros } = openMayros({
      agents: { defaults: { models: { "zai/a": { alias: "A" }, "zai/b": {} } } },
    });
    expect(await mayros.models.allow.remove("z.ai/a")).toMatchObject({
      carried: ["zai/b"],
      allowed: ["zai/b"],
      shutOut: ["zai/a"],
    });
    expect(await mayros.config.get("agents.defaults.models['zai/a']")).toEqual({ alias: "A" });
    await expect(mayros.models.resolve("zai/a")).rejects.toMatchObject({
      code: "MAYROS_MODEL_NOT_ALLOWED",
    });
  });

  it("removes an entry that is written as a reference", async () => {
    const { mayros } = openMayros(
      `{ agents: { defaults: { modelPolicy: { allow: ["zai/*", "\${ONE}"] } } } }`,
      { ONE: "groq/one" },
    );
    const { allowed } = await mayros.models.allow.remove("groq/one");
    expect(allowed).toEqual(["zai/*"]);
  });

  it("allows the default alone once the last entry is gone", async () => {
    const { mayros } = openMayros({
      agents: { defaults: { model: "zai/a", modelPolicy: { allow: ["zai/b"] } } },
    });
    expect(await mayros.models.allow.remove("zai/b")).toMatchObject({ allowed: [] });
    await mayros.models.resolve("zai/a");
    await expect(mayros.models.resolve("zai/b")).rejects.toMatchObject({ exitCode: 2 });
  });

  it("refuses to remove what is not there, and names what lets it through", async () => {
    const { mayros } = openMayros({ agents: { defaults: { modelPolicy: { allow: ["zai/*"] } } } });
    await expect(mayros.models.allow.remove("zai/a")).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("zai/* is, and allows it"),
    });
    const { mayros: open } = openMayros({});
    await expect(open.models.allow.remove("zai/a")).rejects.toMatchObject({
      message: "there is no allowlist: every model is allowed",
    });
  });
});

describe("status", () => {
  it("names where credentials would come from, and no secret", async () => {
    const { mayros } = openMayros(
      {
        agents: {
          defaults: {
            model: { primary: "z.ai/glm-4.7", fallbacks: ["groq/x", "local/m"] },
            imageModel: "anthropic/claude-opus-4-6",
          },
        },
        models: {
          aliases: { fast: { model: "groq/x", fallbacks: ["zai/glm-4.6"] } },
          providers: { local: { baseUrl: "http://localhost:1/v1" } },
        },
      },
      { ...key, MAYROS_LIVE_ZAI_KEY: "live-0123456789" },
    );
    await mayros.auth.pasteApiKey({ provider: "zai", key: "pasted-0123456789" });
    const status = await mayros.models.status();
    expect(status).toMatchObject({
      defaultModel: "z.ai/glm-4.7",
      resolvedDefault: "zai/glm-4.7",
      fallbacks: ["groq/x", "local/m"],
      imageModel: "anthropic/claude-opus-4-6",
      aliases: { fast: "groq/x" },
      aliasFallbacks: { fast: ["zai/glm-4.6"] },
      allowed: null,
      auth: { missingProvidersInUse: ["groq", "anthropic"] },
      problems: [],
    });
    const zai = status.auth.providers.find(({ provider }) => provider === "zai");
    expect(zai).toMatchObject({ usedBy: ["default", "alias:fast"], ready: true });
    expect(zai?.sources).toEqual([
      { kind: "live", name: "MAYROS_LIVE_ZAI_KEY" },
      { kind: "profile", name: "zai:default" },
      { kind: "env", name: "ZAI_API_KEY" },
    ]);
    expect(JSON.stringify(status)).not.toMatch(/0123456789/);
  });

  it("says what can't be used, and why", async () => {
    const { mayros } = openMayros({
      agents: { defaults: { model: { primary: "nobody/x", fallbacks: ["typo"] } } },
      models: { aliases: { broken: "zai" } },
    });
    expect((await mayros.models.status()).problems).toMatchObject([
      { use: "default", written: "nobody/x", code: "MAYROS_PROVIDER_UNKNOWN" },
      { use: "fallback#1", written: "typo", code: "MAYROS_REF_INVALID" },
      { use: "alias:broken", written: "zai", code: "MAYROS_REF_INVALID" },
    ]);
  });
});
