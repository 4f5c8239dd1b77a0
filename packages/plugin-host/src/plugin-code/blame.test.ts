// Whose fault it is, by frames as Node 22 to 26 write them.
import { expect, it } from "vitest";
import { blame } from "./blame.ts";

const acme = { id: "acme", own: "/home/me/acme", libraries: ["/home/me/node_modules"] };
const inner = { id: "inner", own: "/home/me/acme/vendor/inner", libraries: [] };
const neutral = ["/opt/mayros/dist"];

const blamed = (frames: string[], running?: typeof acme, main = "/home/me/serve.mjs") =>
  blame(["Error: at /home/me/acme/x.js:1:1", ...frames].join("\n"), {
    ...{ owners: [acme, inner], running, neutral, main },
  })?.id;

it.each<[string, string[], string | undefined]>([
  ["a module", ["    at login (file:///home/me/acme/index.js:3:9)"], "acme"],
  ["what require loads", ["    at Object.login (/home/me/acme/index.cjs:3:9)"], "acme"],
  ["a frame without a function", ["    at file:///home/me/acme/index.js:3:9"], "acme"],
  ["an async frame", ["    at async login (file:///home/me/acme/index.js:3:9)"], "acme"],
  [
    "code that it compiled",
    ["    at eval (eval at login (file:///home/me/acme/index.js:3:9), <anonymous>:1:1)"],
    "acme",
  ],
  ["a plugin inside of another", ["    at x (/home/me/acme/vendor/inner/x.js:1:1)"], "inner"],
  ["the program", ["    at file:///home/me/serve.mjs:3:9"], undefined],
  ["a folder with a name that only begins so", ["    at x (/home/me/acme-2/x.js:1:1)"], undefined],
  [
    "the program that a plugin called",
    ["    at prompt (file:///home/me/serve.mjs:3:9)", "    at login (/home/me/acme/index.js:3:9)"],
    undefined,
  ],
  [
    "a plugin that the program called",
    ["    at login (/home/me/acme/index.js:3:9)", "    at file:///home/me/serve.mjs:3:9"],
    "acme",
  ],
  [
    "a plugin that called a shared package, Node and Mayros",
    [
      "    at new MayrosError (file:///x/node_modules/@mayros/core/dist/index.js:1:1)",
      "    at send (/opt/mayros/dist/transport.js:1:1)",
      "    at Array.forEach (<anonymous>)",
      "    at node:internal/process/task_queues:95:5",
      "    at ask (/home/me/node_modules/vendor/index.js:1:1)",
      "    at login (/home/me/acme/index.js:3:9)",
    ],
    "acme",
  ],
  ["Node alone", ["    at listOnTimeout (node:internal/timers:605:17)"], undefined],
  ["nobody", [], undefined],
])("finds whose it is: %s", (_what, frames, id) => {
  expect(blamed(frames)).toBe(id);
});

it("goes by whose work is going on where no frame is anybody's", () => {
  expect(blamed([], acme)).toBe("acme");
  expect(blamed(["    at listOnTimeout (node:internal/timers:605:17)"], acme)).toBe("acme");
  expect(blamed(["    at send (/opt/mayros/dist/run.js:1:1)"], acme)).toBe("acme");
  expect(blamed(["    at file:///somewhere/else.mjs:3:9"], acme)).toBeUndefined();
});

it("blames no plugin for the program, also where that lies in the plugin's folder", () => {
  const main = "/home/me/acme/try.mjs";
  expect(blamed(["    at file:///home/me/acme/try.mjs:3:9"], acme, main)).toBeUndefined();
  expect(blamed(["    at file:///home/me/acme/index.js:3:9"], acme, main)).toBe("acme");
});

it("reads URLs of folders with spaces", () => {
  const spaced = { id: "spaced", own: "/home/my files/acme", libraries: [] };
  const suspects = { owners: [spaced], running: undefined, neutral, main: undefined };
  expect(blame("Error\n    at file:///home/my%20files/acme/x.js:1:1", suspects)).toBe(spaced);
  expect(blame("Error\n    at x (/home/my files/acme/x.js:1:1)", suspects)).toBe(spaced);
});
