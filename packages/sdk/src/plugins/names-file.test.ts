import { expect, it } from "vitest";
import { namesFile } from "./names-file.ts";

const env = { KEY_FILE: "/keys/one.json", FOLDER: "/home/a/cloud/", EMPTY: " " };

it.each([
  ["~/.acme/key.json", "~/.acme/key.json"],
  ["**/acme/cli.js", "/usr/lib/node_modules/acme/cli.js"],
  ["$KEY_FILE", "/keys/one.json"],
  ["$FOLDER/key.json", "/home/a/cloud/key.json"],
])("%s names %s", (pattern, path) => {
  expect(namesFile(pattern, path, env)).toBe(true);
});

it.each([
  ["~/.acme/key.json", "~/.acme/other.json"],
  ["**/acme/cli.js", "/usr/lib/acme/../other/acme/cli.js"],
  ["**/acme/cli.js", "/usr/lib/not-acme/cli.js"],
  ["$KEY_FILE", "/keys/two.json"],
  ["$KEY_FILE", "$KEY_FILE"],
  ["$FOLDER/key.json", "/home/a/cloud/other.json"],
  ["$FOLDER", "/home/a/cloud/key.json"],
  ["$UNSET", "undefined"],
  ["$EMPTY", ""],
  ["$EMPTY/etc/passwd", "/etc/passwd"],
])("%s does not name %s", (pattern, path) => {
  expect(namesFile(pattern, path, env)).toBe(false);
});
