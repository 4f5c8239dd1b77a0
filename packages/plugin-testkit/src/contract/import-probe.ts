// Run as a process of its own: imports one module and says on stdout what that did besides. What it must not do is
// watched, not prevented: whose module it is has to run it anyway.
import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { sep } from "node:path";

/** `[what happened, ...]`, as JSON on the last line of stdout. */
const [entry = "", folder = ""] = process.argv.slice(2);
const seen = new Set<string>();
const exit = process.exit.bind(process);

type Functions = Record<string, (...given: unknown[]) => unknown>;

function watch(owner: object, name: string, say: (given: unknown[]) => string | undefined): void {
  const functions = owner as Functions;
  const original = functions[name];
  if (original === undefined) return;
  functions[name] = function watched(this: unknown, ...given) {
    const said = say(given);
    if (said !== undefined) seen.add(said);
    return Reflect.apply(original, this, given);
  };
}

const writers = ["writeFile", "appendFile", "mkdir", "rm", "rename", "unlink", "copyFile"];
for (const name of writers) {
  const say = ([path]: unknown[]) => `it calls ${name} of node:fs for ${String(path)}`;
  for (const each of [name, `${name}Sync`]) watch(fs, each, say);
  watch(fs.promises, name, say);
}
watch(fs, "createWriteStream", ([path]) => `it writes ${String(path)}`);
for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) {
  watch(childProcess, name, ([program]) => `it starts ${String(program)}`);
}
watch(net.Socket.prototype, "connect", () => "it opens a connection");
watch(net.Server.prototype, "listen", () => "it listens on a port");
watch(globalThis, "fetch", () => "it calls fetch");
watch(process, "exit", () => "it ends the process");
watch(console, "log", () => "it prints");
watch(process.stdout, "write", () => "it prints");
watch(process.stderr, "write", () => "it prints");
watch(process, "on", ([event]) =>
  isOfPlugin() ? `it listens to ${String(event)} of process` : undefined,
);
process.env = new Proxy(process.env, {
  get(env, name) {
    if (typeof name === "string" && isOfPlugin()) seen.add(`it reads process.env.${name}`);
    return Reflect.get(env, name);
  },
});
syncBuiltinESMExports();

/** Called by a file of the plugin itself, not by a library that it has. */
function isOfPlugin(): boolean {
  const caller = (new Error().stack ?? "").split("\n").slice(3, 5).join("\n");
  const own = caller.includes(`${folder}${sep}`) || caller.includes(`${folder}/`);
  return own && !caller.includes(`${sep}node_modules${sep}`);
}

const names = new Set(Reflect.ownKeys(globalThis));
const before = process.getActiveResourcesInfo();

function tell(): void {
  fs.writeSync(1, `\n${JSON.stringify([...seen])}\n`);
}

/** Of what is open now, all that was not open before. */
function leftOpen(): string[] {
  const known = [...before];
  return process.getActiveResourcesInfo().filter((each) => {
    const place = known.indexOf(each);
    if (place >= 0) known.splice(place, 1);
    return place < 0;
  });
}

process.once("exit", tell);
await import(entry).catch((error: unknown) => {
  seen.add(`it can't be imported: ${String(error)}`);
});
// What reading the module itself needed is over then.
for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
for (const name of Reflect.ownKeys(globalThis)) {
  if (!names.has(name)) seen.add(`it sets globalThis.${String(name)}`);
}
const left = leftOpen().filter((each) => each !== "Immediate");
if (left.length > 0) seen.add(`it leaves open: ${left.join(", ")}`);
process.removeListener("exit", tell);
tell();
exit(0);
