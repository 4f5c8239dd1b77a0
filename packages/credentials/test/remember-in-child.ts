// What requests remember where nothing can be written, in a process without privileges; prints it as JSON.
// Argument: the state folder, in which the key OLD cools.
import { failureOf, type MayrosError } from "@mayros/core";
import { type Candidate, openRequestMemory } from "../src/index.ts";

const warnings: string[] = [];
const stateDir = process.argv[2] ?? "";
const memory = openRequestMemory({ stateDir, now: Date.now, warn: (text) => warnings.push(text) });
const key = (name: string): Candidate => ({
  credential: { type: "api-key", key: `secret-of-${name}` },
  source: { kind: name === "USED" ? "profile" : "env", name },
});
const cooling = async (): Promise<string[]> =>
  (await memory.listCooldowns()).map(({ name }) => name).sort();
const before = await cooling();
memory.answered(key("USED"), "acme/m", { provider: "acme", sessionId: "s", choice: true });
await cooling();
const quiet = warnings.length === 0;
const reset = await memory.reset().catch((error: unknown) => (error as MayrosError).code);
for (const name of ["NEW", "NEWER"]) {
  await memory.failed(key(name), "acme/m", failureOf("rate_limit"));
}
memory.answered(key("NEW"), "acme/m", { provider: "acme", sessionId: undefined, choice: true });
const after = await cooling();
memory.close();
process.stdout.write(JSON.stringify({ before, quiet, reset, after, warnings }));
