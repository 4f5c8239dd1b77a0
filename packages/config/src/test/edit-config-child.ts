// Run as a process of its own: edits a config when its input ends, and prints what came of it.
import { once } from "node:events";
import { MayrosError } from "@mayros/core";
import { editConfig, type Locations } from "../index.ts";

interface Task {
  locations: Locations;
  edits: { path: string[]; value: unknown }[];
  /** Go on editing, with a counter as the value, until killed. */
  forever?: boolean;
}

const { locations, edits, forever = false }: Task = JSON.parse(process.argv[2] ?? "{}");
process.stdout.write("ready\n");
process.stdin.resume();
await once(process.stdin, "end");
try {
  for (let count = 0; forever; count++) {
    const counted = edits.map(({ path, value }) => ({ path, value: `${count}${String(value)}` }));
    await editConfig(locations, process.env, counted);
  }
  const { changed } = await editConfig(locations, process.env, edits);
  process.stdout.write(JSON.stringify({ changed }));
} catch (error) {
  if (!MayrosError.isInstance(error)) throw error;
  const { code, message, hint } = error;
  process.stdout.write(JSON.stringify({ code, message, hint }));
}
