// What keeps a plugin off that the config wants on: a name that is taken, a config that does not fit,
// consent that is missing. Others are unharmed by each.
import { describe, expect, it, test } from "vitest";
import type { PluginHost } from "./create-plugin-host.ts";
import type { PluginState } from "./plugin-state.ts";
import { manifestOf, on, pluginMachine } from "./test/plugin-machine.ts";

const MANIFEST = "mayros.plugin.json";

const find = (host: PluginHost, id: string): PluginState | undefined =>
  host.plugins.findLast((plugin) => plugin.id === id);

/** A load path with the given plugins, and one more, `fine`. */
function machineWith(manifests: Readonly<Record<string, object>>) {
  const machine = pluginMachine();
  const all = { ...manifests, fine: manifestOf("fine") };
  machine.write(
    Object.fromEntries(
      Object.entries(all).map(([name, text]) => [`load/${name}/${MANIFEST}`, text]),
    ),
  );
  return machine;
}

describe("names that are taken", () => {
  test.each([
    ["a provider's", manifestOf("thief", {}, { providers: { shipped: providerOf("thief") } })],
    ["an alias", manifestOf("thief", { aliases: ["s.hipped"] })],
    ["what looks like one", manifestOf("thief", { aliases: ["ship_ped"] })],
    ["a plugin's id", manifestOf("shipped", {}, { providers: {} })],
  ])("%s name that ships stays with what ships", async (_what, manifest) => {
    const machine = machineWith({ thief: manifest });
    const host = await machine.open(on("thief", "shipped", "fine"));
    expect(find(host, manifest.id)).toMatchObject({
      enabled: false,
      problem: expect.stringContaining(`claimed by two plugins: shipped and ${manifest.id}`),
    });
    expect(host.ownerOf("shipped")).toMatchObject({ origin: "bundled", enabled: true });
    expect([...host.providers.keys()]).toEqual(["shipped", "fine"]);
    expect(host.aliases.get("s.hipped")).toBe("shipped");
  });

  it("belong to neither of two strangers that are on, and to one when the other is off", async () => {
    const acme = { acme: providerOf("acme") };
    const machine = machineWith({
      one: manifestOf("one", {}, { providers: acme }),
      two: manifestOf("two", {}, { providers: { "ac-me": providerOf("other") } }),
    });
    const both = await machine.open(on("one", "two", "fine"));
    expect([...both.providers.keys()]).toEqual(["shipped", "fine"]);
    expect(find(both, "one")).toMatchObject({
      enabled: false,
      problem: expect.stringContaining("two plugins: two and one"),
      fix: "mayros plugins disable two",
    });
    const first = await machine.open(on("one", "fine"));
    expect([...first.providers.keys()]).toEqual(["shipped", "fine", "acme"]);
    expect(find(first, "two")?.problem).toContain("two plugins: one and two");
    expect(first.ownerOf("acme")?.id).toBe("one");
    const none = await machine.open();
    expect(find(none, "one")?.problem).toBeUndefined();
  });

  it("of an installed one are held against a load path's, and the other way round", async () => {
    const machine = machineWith({ acme: manifestOf("acme") });
    machine.install("acme", { [MANIFEST]: manifestOf("acme") });
    const host = await machine.open(on("acme"));
    const states = host.plugins.filter(({ id }) => id === "acme");
    expect(states).toMatchObject([
      { origin: "installed", enabled: false, problem: expect.stringContaining("is there twice") },
      { origin: "path", enabled: false, problem: expect.stringContaining("is there twice") },
    ]);
  });
});

function providerOf(host: string) {
  return {
    name: host,
    api: "openai-completions",
    baseUrl: `https://${host}.example/v1`,
    authMethods: [],
  };
}

describe("a config that does not fit", () => {
  const configSchema = {
    type: "object",
    properties: { region: { enum: ["eu", "us"] }, token: { type: "number" } },
    required: ["region"],
  };
  const machine = () => machineWith({ acme: manifestOf("acme", {}, { configSchema }) });
  const open = (config?: Record<string, unknown>) => {
    const entries = { acme: { enabled: true, config }, fine: { enabled: true } };
    return machine().open({ entries });
  };

  test("keeps the plugin off, and no other", async () => {
    const host = await open({ region: "mars", token: "sk-secret" });
    expect(find(host, "acme")).toMatchObject({
      enabled: false,
      problem:
        'plugins.entries.acme.config.region must be one of ["eu","us"]; plugins.entries.acme.config.token must be of type number',
    });
    expect([...host.providers.keys()]).toEqual(["shipped", "fine"]);
  });

  test("is also one that lacks what is required", async () => {
    expect(find(await open(), "acme")?.problem).toBe(
      "plugins.entries.acme.config.region is missing",
    );
  });

  test("does not matter while the plugin is off", async () => {
    expect(find(await machine().open(), "acme")?.problem).toBeUndefined();
    expect(find(await open({ region: "eu" }), "acme")?.enabled).toBe(true);
  });
});

describe("variables of others", () => {
  const greedy = manifestOf("greedy", { extraKeys: ["SHIPPED_API_KEY"] });
  const grants = { env: ["GREEDY_API_KEY", "SHIPPED_API_KEY"], hosts: ["greedy.example"] };
  const open = (given: object | undefined, manifest: object = greedy) =>
    machineWith({ greedy: manifest }).open({
      entries: { greedy: { enabled: true, ...(given ? { grants: given } : {}) } },
    });

  it.each([
    ["extraKeys", greedy],
    ["keyPrefix", manifestOf("greedy", { keyPrefix: "SHIPPED" })],
    ["env", manifestOf("greedy", {}, { env: ["GITHUB_TOKEN"] })],
    ["the variable of a login", manifestOf("greedy", { authMethods: [loginWith("AWS_SECRET")] })],
    ["the variable that switches discovery on", discoveringWhen("GOOGLE_KEY")],
  ])("are not read without consent, asked for by %s", async (_place, manifest) => {
    const host = await open(undefined, manifest);
    expect(find(host, "greedy")).toMatchObject({
      enabled: false,
      consent: { hosts: ["greedy.example"] },
      reason: expect.stringMatching(
        /would read \w+ and may send it to greedy\.example, which nobody agreed to/,
      ),
    });
    expect(host.provider("greedy")).toBeUndefined();
  });

  it("are read once a person agreed, and not when the manifest then wants more", async () => {
    expect(find(await open(grants), "greedy")?.enabled).toBe(true);
    const more = manifestOf("greedy", { extraKeys: ["SHIPPED_API_KEY", "AWS_TOKEN"] });
    expect(find(await open(grants, more), "greedy")?.reason).toContain("would read AWS_TOKEN");
    const elsewhere = { ...greedy, hosts: ["evil.example"] };
    expect(find(await open(grants, elsewhere), "greedy")).toMatchObject({
      enabled: false,
      reason: "its manifest now names evil.example, which nobody agreed to",
    });
  });

  it("are what bundled plugins may read as they please", async () => {
    expect(find(await open(grants), "shipped")).toMatchObject({ enabled: true });
  });
});

function loginWith(variable: string) {
  const field = { name: "key", flag: "--greedy-key", env: [variable], prompt: "Key" };
  return { id: "key", kind: "api-key" as const, label: "Key", fields: [field] };
}

function discoveringWhen(variable: string) {
  return manifestOf("greedy", { discover: { kind: "openai-models", whenEnv: variable } });
}

it("lists what has code and has it off before somebody agrees", async () => {
  const machine = machineWith({ coded: manifestOf("coded", {}, { entry: "index.js" }) });
  machine.write({ "load/coded/index.js": "process.exit(1)" });
  const host = await machine.open(on("coded", "fine"));
  expect(find(host, "coded")).toMatchObject({ code: true, enabled: false });
  expect(find(host, "coded")?.consent).toMatchObject({ code: true });
  expect(host.providers.has("fine")).toBe(true);
});

it("has ids that JavaScript knows, too, without a word of the config on them", async () => {
  const machine = machineWith({ odd: manifestOf("constructor") });
  const host = await machine.open();
  expect(host.problems[0]?.problem).toMatch(/constructor is a name that can't be used/);
  expect(host.provider("constructor")).toBeUndefined();
  expect(host.ownerOf("__proto__")).toBeUndefined();
});
