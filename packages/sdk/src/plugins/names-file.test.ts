import { expect, it } from "vitest";
import { namesFile } from "./names-file.ts";

const env = { KEY_FILE: "/keys/one.json", FOLDER: "/home/a/cloud/", EMPTY: " " };

it.each([
  ["~/.acme/key.json", "~/.acme/key.json"],
  ["**/acme/cli.js", "/usr/lib/node_modules/acme/cli.js"],
  ["**/acme/cli.js", "C:\\Users\\a\\acme\\cli.js"],
  ["**/acme/bundle/*.js", "/usr/lib/acme/bundle/chunk-1.js"],
  ["**/acme/c*-*.js", "/usr/lib/acme/chunk-1.js"],
  ["$KEY_FILE", "/keys/one.json"],
  ["$FOLDER/key.json", "/home/a/cloud/key.json"],
])("%s names %s", (pattern, path) => {
  expect(namesFile(pattern, path, env)).toBe(true);
});

it.each([
  ["~/.acme/key.json", "~/.acme/other.json"],
  ["**/acme/cli.js", "/usr/lib/acme/../other/acme/cli.js"],
  ["**/acme/cli.js", "/usr/lib/not-acme/cli.js"],
  ["**/acme/bundle/*.js", "/usr/lib/acme/bundle/more/chunk-1.js"],
  ["**/acme/bundle/*.js", "/usr/lib/acme/bundle/chunk-1xjs"],
  ["**/acme/bundle/*.js", "/usr/lib/acme/bundle/../../key.js"],
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
