// Saves profiles in a process of its own; says on stdout what was committed. Arguments: the state
// directory, the first part of the profile ids, how many (0: without end, all under one id), and the
// umask in octal, or "as-is".
import { once } from "node:events";
import { openProfileStore } from "../src/index.ts";

const [stateDir = "", name = "", count = "1", umask = "as-is"] = process.argv.slice(2);
if (umask !== "as-is") process.umask(Number.parseInt(umask, 8));
const store = openProfileStore({
  stateDir,
  now: Date.now,
  warn: (message) => process.stderr.write(`${message}\n`),
});
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
for (let index = 1; count === "0" || index <= Number(count); index++) {
  const id = count === "0" ? name : `${name}-${index}`;
  // Several pages of one letter each, so that half a save would show.
  const key = String.fromCharCode(97 + (index % 26)).repeat(10_000);
  const { revision } = await store.save(id, "acme", { type: "api-key", key });
  process.stdout.write(`saved ${revision}\n`);
}
store.close();
