// Notes one failure of one key, when told to, in a process of its own; says on stdout whether a cooldown
// began with it. Arguments: the state folder, the model.
import { once } from "node:events";
import { failureOf } from "@mayros/core";
import { openRequestMemory } from "../src/index.ts";

const [stateDir = "", model = ""] = process.argv.slice(2);
const memory = openRequestMemory({
  stateDir,
  now: Date.now,
  warn: (text) => process.stdout.write(text),
});
const candidate = {
  credential: { type: "api-key", key: "the-one-key" },
  source: { kind: "env", name: "ACME_API_KEY" },
} as const;
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
const begun = await memory.failed(candidate, model, failureOf("rate_limit"));
process.stdout.write(begun ? "began\n" : "cools already\n");
memory.close();
