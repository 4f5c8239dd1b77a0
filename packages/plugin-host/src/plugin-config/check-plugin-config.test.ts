import { expect, it } from "vitest";
import { checkPluginConfig } from "./check-plugin-config.ts";
import { schemaProblem } from "./schema-problem.ts";

const schema = {
  type: "object",
  properties: {
    region: { enum: ["eu", "us"] },
    retries: { type: "integer", minimum: 1 },
    token: { type: "string", pattern: "^t-", minLength: 8 },
    proxy: { $ref: "#/$defs/proxy" },
    hookUrl: {
      type: "string",
      pattern: "^(https://|http://(localhost|127\\.[0-9.]+|\\[::1\\])([:/]|$))",
    },
    "a/b": { const: 3 },
  },
  required: ["region"],
  additionalProperties: false,
  $defs: { proxy: { type: "object", properties: { port: { type: "number" } } } },
};

it("looks at addresses, too", () => {
  const own = { type: "object", properties: { tokenUrl: { type: "string" } } };
  expect(checkPluginConfig(own, { tokenUrl: "https://" })).toEqual(["config.tokenUrl is no URL"]);
  expect(checkPluginConfig(own, { tokenUrl: 5 })).toEqual([
    "config.tokenUrl must be of type string",
  ]);
});

it.each<[unknown, string[]]>([
  [{ region: "eu", retries: 2, proxy: { port: 1 } }, []],
  [{}, ["config.region is missing"]],
  [{ region: "mars" }, ['config.region must be one of ["eu","us"]']],
  [{ region: "eu", retries: "2" }, ["config.retries must be of type integer"]],
  [{ region: "eu", retries: 0 }, ["config.retries does not fit minimum 1"]],
  [
    { region: "eu", reigon: "us" },
    ["config.reigon is nothing that the plugin knows; did you mean region?"],
  ],
  [{ region: "eu", nonsense: 1 }, ["config.nonsense is nothing that the plugin knows"]],
  [{ region: "eu", proxy: { port: "80" } }, ["config.proxy.port must be of type number"]],
  [
    { region: "eu", hookUrl: "http://a.example" },
    ["config.hookUrl must be an https URL, or an http one to this machine"],
  ],
  [{ region: "eu", "a/b": 4 }, ["config.a/b must be 3"]],
  [[], ["config must be of type object"]],
])("%j", (config, expected) => {
  expect(checkPluginConfig(schema, config)).toEqual(expected);
});

it("never says what stands in the config", () => {
  const secret = "sk-0123456789";
  const text = checkPluginConfig(schema, { region: secret, token: secret, proxy: secret }).join();
  expect(text).toContain('config.token must be like "^t-"');
  expect(text).not.toContain(secret);
});

it("gives up on a pattern that would take years", () => {
  const slow = { properties: { name: { pattern: "^(a+)+$" } } };
  const wrong = checkPluginConfig(slow, { name: `${"a".repeat(60)}!` });
  expect(wrong).toEqual(["config can't be checked: the plugin's configSchema takes over 1 s"]);
});

it("leaves the schema as it is", () => {
  const before = structuredClone(schema);
  checkPluginConfig(schema, {});
  expect(schema).toEqual(before);
});

const chain = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => {
    const next = { $ref: `#/$defs/s${index + 1}` };
    return [`s${index}`, { allOf: [next, next] }];
  }),
);

it.each<[object, RegExp | undefined]>([
  [schema, undefined],
  [{ properties: { $ref: { type: "string" } } }, undefined],
  [{ $ref: "#/$defs/a", $defs: { a: { items: { $ref: "#/$defs/a" } } } }, /refers to itself/],
  [{ $ref: "#" }, /places in itself/],
  [{ $ref: "https://acme.example/schema.json" }, /places in itself/],
  [{ $ref: "#/$defs/gone" }, /not in it/],
  [{ $ref: "#/$defs/s0", $defs: { ...chain, s40: {} } }, /too large/],
  [{ $recursiveRef: "#" }, /can't use/],
])("refuses schemas that are traps: %#", (given, problem) => {
  const found = schemaProblem(given as Record<string, unknown>);
  if (problem) expect(found).toMatch(problem);
  else expect(found).toBeUndefined();
});
