// Names that reach into JavaScript's own objects (T53): refused in every file and every command that takes names,
// whatever their depth and however they are spelled, and nothing of JavaScript is another afterwards.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { openMayros } from "./open-mayros.ts";

const MARK = "reachedIntoPrototype";

afterEach(() => {
  // Of an object, of a function, of a list: whatever a merge would have walked into.
  for (const value of [{}, () => {}, [], "", Object.create(Object.prototype) as object]) {
    expect(Reflect.get(Object(value), MARK)).toBeUndefined();
  }
});

const forbidden = fc.constantFrom("__proto__", "constructor", "prototype");

/** In JSON: as it is, or with one of its letters as an escape. */
const inJson = forbidden.chain((name) =>
  fc.nat({ max: name.length }).map((at) => JSON.stringify(name).replace(...escapeOf(name, at))),
);

function escapeOf(name: string, at: number): [string, string] {
  const letter = name[at];
  if (letter === undefined) return ["", ""];
  const code = letter.charCodeAt(0).toString(16).padStart(4, "0");
  return [`"${name}"`, `"${name.slice(0, at)}\\u${code}${name.slice(at + 1)}"`];
}

/** Further spellings of JSON5. */
const inJson5 = fc.oneof(
  inJson,
  forbidden,
  forbidden.map((name) => `'${name}'`),
  forbidden.map((name) => `\\u${name.charCodeAt(0).toString(16).padStart(4, "0")}${name.slice(1)}`),
);

/** An object with the name at some depth, in objects and lists. */
const nested = (name: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(name, fc.array(fc.constantFrom('{"a":', "["), { maxLength: 12 }))
    .map(([key, around]) => {
      const inner = `{${key}:{"${MARK}":true}}`;
      const closing = around.map((open) => (open === "[" ? "]" : "}")).reverse();
      return [...around, inner, ...closing].join("");
    });

const runs = { numRuns: 60 };

it("are refused in a config, and what is written into it stays out", async () => {
  const { mayros, write } = openMayros({});
  await fc.assert(
    fc.asyncProperty(nested(inJson5), async (text) => {
      write("mayros.json", `{ models: { providers: { acme: { headers: ${text} } } } }`);
      const { issues } = await mayros.config.validate();
      expect(JSON.stringify(issues), text).toMatch(/__proto__|constructor|prototype/);
      await expect(mayros.models.list({ all: true }), text).rejects.toMatchObject({
        code: "MAYROS_CONFIG_INVALID",
      });
    }),
    runs,
  );
});

it("are refused as a path and in a value that is set", async () => {
  const { mayros, text } = openMayros({});
  const before = text();
  const paths = fc
    .tuple(fc.array(fc.constantFrom("models", "providers", "x"), { maxLength: 4 }), forbidden)
    .chain(([outer, name]) =>
      fc.constantFrom(
        [...outer, name].join("."),
        `${[...outer, name].join(".")}.${MARK}`,
        `${outer.join(".") || "models"}["${name}"]`,
        `${outer.join(".") || "models"}['${name}'].${MARK}`,
      ),
    );
  await fc.assert(
    fc.asyncProperty(paths, async (path) => {
      for (const work of [
        () => mayros.config.set(path, true),
        () => mayros.config.unset(path),
        () => mayros.config.get(path),
      ]) {
        await expect(work(), path).rejects.toMatchObject({ code: "MAYROS_CONFIG_PATH_INVALID" });
      }
    }),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(nested(inJson), async (value) => {
      const setting = mayros.config
        .parseValue("gateway", value)
        .then((parsed) => mayros.config.set("gateway", parsed));
      await expect(setting, value).rejects.toMatchObject({
        code: expect.stringMatching(/^MAYROS_CONFIG_/),
        message: expect.stringMatching(/__proto__|constructor|prototype/),
      });
    }),
    runs,
  );
  expect(text()).toBe(before);
});

const manifest = {
  ...{ id: "acme", apiVersion: 1, name: "Acme", description: "A vendor", sources: [] },
  hosts: ["acme.example"],
  providers: {
    acme: {
      ...{ name: "Acme", api: "openai-completions", baseUrl: "https://acme.example/v1" },
      authMethods: [{ id: "key", kind: "api-key", choice: "acme-api-key", label: "Acme key" }],
      modelsFile: "models.json",
    },
  },
};

function openWithPlugin() {
  const opened = openMayros({ plugins: { load: { paths: ["./acme"] } } });
  const folder = opened.mayros.locations.stateDir;
  const place = (name: string, text: string): void => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
  };
  return { ...opened, place };
}

/** `value` with one more member of the outermost object. */
const withMember = (value: object, member: string): string =>
  `${JSON.stringify(value).slice(0, -1)},"more":${member}}`;

it("are refused in a manifest, a models file and the record of what is installed", async () => {
  const { again, place } = openWithPlugin();
  const good = {
    "acme/mayros.plugin.json": JSON.stringify(manifest),
    "acme/models.json": '{"models":[{"id":"one"}]}',
    "plugins/installed.json": '{"format":1,"plugins":{}}',
  };
  for (const [name, text] of Object.entries(good)) place(name, text);
  expect(await again().plugins.problems()).toEqual([]);
  for (const [name, text] of Object.entries(good)) {
    await fc.assert(
      fc.asyncProperty(nested(inJson), async (member) => {
        place(name, withMember(JSON.parse(text) as object, member));
        const problems = JSON.stringify(await again().plugins.problems());
        expect(problems, member).toMatch(/(?:__proto__|constructor|prototype) is a name that/);
      }),
      { numRuns: 15 },
    );
    place(name, text);
  }
});

it("are refused in logins that are imported, of which none is stored", async () => {
  const { mayros, write } = openMayros({});
  const profiles = { "openai:default": { provider: "openai", type: "api_key", key: "sk-test" } };
  await fc.assert(
    fc.asyncProperty(nested(inJson), fc.boolean(), async (member, deep) => {
      const text = deep
        ? `{"version":1,"profiles":${withMember(profiles, member)}}`
        : withMember({ version: 1, profiles }, member);
      const path = write("auth-profiles.json", text);
      await expect(mayros.auth.importProfiles({ path }), text).rejects.toMatchObject({
        code: "MAYROS_CREDENTIAL_INVALID",
      });
      expect(readFileSync(path, "utf8")).toBe(text);
    }),
    runs,
  );
  expect(await mayros.auth.list()).toEqual([]);
});

it("are no names of aliases", async () => {
  const { mayros } = openMayros({});
  for (const name of ["__proto__", "constructor", "prototype"]) {
    const adding = mayros.models.aliases.add(name, "openai/gpt-5");
    await expect(adding, name).rejects.toMatchObject({ code: expect.stringMatching(/^MAYROS_/) });
  }
});

it("are no plugin, provider, alias or profile of anybody", async () => {
  const { mayros } = openMayros({});
  for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
    const works: (() => Promise<unknown>)[] = [
      () => mayros.plugins.info(name),
      () => mayros.plugins.enable(name),
      () => mayros.plugins.disable(name),
      () => mayros.models.resolve(`${name}/m`),
      () => mayros.models.resolve(name),
      () => mayros.models.setDefault(name),
      () => mayros.auth.logout(name),
      () => mayros.auth.order.get(name),
    ];
    for (const work of works) {
      await expect(work(), name).rejects.toMatchObject({
        code: expect.stringMatching(/^MAYROS_/),
      });
    }
  }
});
