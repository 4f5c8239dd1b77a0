// A home folder whose config knows one provider, the bench's own model server, and the environment in
// which the command finds both.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Returns the whole environment of the processes that are measured. */
export function createBenchHome(home: string, port: number): Record<string, string> {
  mkdirSync(home);
  writeFileSync(
    join(home, "mayros.json"),
    `{ models: { providers: { bench: { baseUrl: "http://127.0.0.1:${port}/v1", models: [{ id: "m" }] } } } }\n`,
  );
  return { PATH: process.env.PATH ?? "", HOME: home, MAYROS_STATE_DIR: home };
}
