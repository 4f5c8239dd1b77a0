// Loads node:sqlite when it is first needed. Node 22 calls it experimental and says so on stderr,
// which costs 6 ms and tells the user nothing; every other warning passes.

export function loadSqlite(): typeof import("node:sqlite") {
  const emitWarning: typeof process.emitWarning = Reflect.get(process, "emitWarning");
  const filtered = (warning: string | Error, ...rest: unknown[]): void => {
    if (rest[0] === "ExperimentalWarning" && String(warning).includes("SQLite")) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  // Synchronous on purpose: nobody else's code runs while the filter is in place.
  process.emitWarning = filtered;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
