// Notes failures of a key in a process of its own, without end. Arguments: the state folder, the model.
import { failureOf } from "@mayros/core";
import { openRequestMemory } from "../src/index.ts";

const [stateDir = "", model = ""] = process.argv.slice(2);
const memory = openRequestMemory({ stateDir, now: Date.now, warn: () => {} });
for (let index = 0; ; index += 1) {
  const credential = { type: "api-key", key: `key-${index}` } as const;
  const candidate = { credential, source: { kind: "env", name: `KEY_${index}` } } as const;
  await memory.failed(candidate, model, failureOf("rate_limit"));
  process.stdout.write(`failed ${index}\n`);
}
