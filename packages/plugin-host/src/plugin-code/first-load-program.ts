// The program that imports a plugin's entry for the first time, in a process of its own: code that crashes, hangs, ends
// its process or eats memory does it there. A text, as that of the keyring is, so that it is at hand wherever Mayros was
// bundled into. It writes lines of JSON to file descriptor 3: one when it begins, one with what the entry exports.

/** ms for which the process lives on after the import, for what goes wrong right behind it. */
const AFTER = 150;

/** Runs with the URL of the entry as its argument. */
export const firstLoadProgram = `
const { writeSync } = process.getBuiltinModule("node:fs");
const say = (line) => writeSync(3, JSON.stringify(line) + "\\n");
const told = (error) => {
  try {
    // Of the permission model: its message names an option of Node.
    if (error && error.code === "ERR_ACCESS_DENIED") {
      const what = [error.permission, error.resource].filter(Boolean).join(" ");
      const named = what || error.syscall || "the network";
      return "it wants more than its own files while it is loaded (" + named + ")";
    }
    return String((error && error.message) || error);
  } catch {
    return "something that is no error";
  }
};
let imported = false;
const fail = (error) => {
  const where = imported ? "it failed right after it was loaded: " : "";
  say({ error: where + told(error) });
  process.reallyExit(1);
};
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
// What the permission model lets through: to end other processes, to have them listen for a debugger, and databases.
const refuse = (what) => () => {
  throw new Error("it wants to " + what + " while it is loaded");
};
for (const name of ["kill", "_kill", "_debugProcess", "_debugEnd"]) {
  process[name] = refuse("signal a process");
}
const sqlite = process.getBuiltinModule("node:sqlite");
if (sqlite) {
  sqlite.DatabaseSync = class DatabaseSync {
    constructor() {
      refuse("open a database")();
    }
  };
  sqlite.backup = refuse("copy a database");
  process.getBuiltinModule("node:module").syncBuiltinESMExports();
}
const names = (value) => (typeof value === "object" && value !== null ? Object.keys(value) : []);
const problemOf = (code) => {
  if (typeof code !== "object" || code === null) {
    return "has no default export of definePlugin({ ... })";
  }
  for (const field of ["auth", "providers", "codecs"]) {
    const value = code[field];
    if (value !== undefined && (typeof value !== "object" || value === null)) {
      return "exports " + field + " that is no object";
    }
  }
};
say({ begun: true });
try {
  const { default: code } = await import(process.argv[1]);
  imported = true;
  const problem = problemOf(code);
  const shape = problem ? undefined : {
    auth: names(code.auth),
    providers: names(code.providers),
    codecs: names(code.codecs),
  };
  setTimeout(() => {
    say(problem ? { problem } : { shape });
    process.reallyExit(0);
  }, ${AFTER});
} catch (error) {
  fail(error);
}
`;
