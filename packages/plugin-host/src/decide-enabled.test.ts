import { expect, it } from "vitest";
import { decideEnabled, type PluginSwitches } from "./decide-enabled.ts";

const bundled = { id: "acme", origin: "bundled", enabledByDefault: true } as const;
const quiet = { ...bundled, enabledByDefault: false };
const fromPath = { ...bundled, origin: "path" } as const;

it.each<[string, typeof bundled | typeof quiet | typeof fromPath, PluginSwitches, boolean, RegExp]>(
  [
    ["bundled ones are on", bundled, {}, true, /default/],
    ["some bundled ones are off", quiet, {}, false, /off by default/],
    ["those of load paths are off", fromPath, {}, false, /until enabled/],
    ["an entry decides", quiet, { entries: { acme: { enabled: true } } }, true, /entries\.acme/],
    [
      "an entry decides",
      bundled,
      { entries: { acme: { enabled: false } } },
      false,
      /entries\.acme/,
    ],
    ["deny wins", bundled, { deny: ["acme"], entries: { acme: { enabled: true } } }, false, /deny/],
    ["allow is exclusive", bundled, { allow: ["other"] }, false, /allow/],
    ["an empty allow allows", bundled, { allow: [] }, true, /default/],
    ["one switch for all", bundled, { enabled: false, allow: ["acme"] }, false, /enabled is false/],
  ],
)("%s", (_rule, plugin, switches, enabled, reason) => {
  expect(decideEnabled(plugin, switches)).toEqual({
    enabled,
    reason: expect.stringMatching(reason),
  });
});
