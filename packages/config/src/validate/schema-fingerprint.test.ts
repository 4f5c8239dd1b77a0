// A stale fingerprint would let a config pass that today's schema refuses.
import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SCHEMA_FINGERPRINT } from "./schema-fingerprint.ts";

test("the fingerprint is that of the schema's sources", () => {
  const coreSchemas = join(import.meta.dirname, "../../../core/src/schema");
  const paths = readdirSync(coreSchemas)
    .filter((name) => name.endsWith("-schema.ts"))
    .sort()
    .map((name) => join(coreSchemas, name));
  paths.push(join(import.meta.dirname, "config-schema.ts"));
  const sources = paths.map((path) => readFileSync(path, "utf8").replaceAll("\r\n", "\n"));
  const fingerprint = hash("sha256", sources.join("\n")).slice(0, 16);
  expect(SCHEMA_FINGERPRINT, "put this value into schema-fingerprint.ts").toBe(fingerprint);
});
