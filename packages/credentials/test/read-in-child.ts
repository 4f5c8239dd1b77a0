// Reads, then tries to write, as another user where the parent says so; prints both outcomes as JSON.
import { MayrosError } from "@mayros/core";
import { openProfileStore } from "../src/index.ts";

const store = openProfileStore({
  stateDir: process.argv[2] ?? "",
  now: Date.now,
  warn: () => {},
});
const outcome = async (action: Promise<unknown>): Promise<unknown> =>
  action.catch((error: unknown) =>
    MayrosError.isInstance(error)
      ? { code: error.code, message: error.message }
      : { unexpected: String(error) },
  );
const read = await outcome(store.list().then((profiles) => profiles.map(({ id }) => id)));
const write = await outcome(store.save("new", "acme", { type: "api-key", key: "k" }));
process.stdout.write(JSON.stringify({ read, write }));
