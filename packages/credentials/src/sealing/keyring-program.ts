// The program that speaks with the keyring, in a process of its own: calls of the library do not return while D-Bus
// hangs or a keyring waits for its password, and a process can be ended. It takes its work from stdin, so that no
// secret stands in a command line, and prints a line once the keyring is there and one with the outcome.

/** Runs with the path of the library as its argument. */
export const keyringProgram = `
const { readFileSync } = require("node:fs");
const say = (line) => process.stdout.write(JSON.stringify(line) + "\\n");
try {
  const { Entry } = require(process.argv[1]);
  const { service, read, write } = JSON.parse(readFileSync(0, "utf8"));
  // Without the choice the library falls back to the kernel's keyring, which forgets everything at the next start.
  const entry = (name) => new Entry(service, name, { linux: { store: "secret-service" } });
  entry("ready");
  say({ ready: true });
  for (const [name, value] of Object.entries(write ?? {})) entry(name).setPassword(value);
  const names = [...(read ?? []), ...Object.keys(write ?? {})];
  say({ values: names.map((name) => entry(name).getPassword() ?? null) });
} catch (error) {
  say({ error: String(error && error.message || error) });
}
`;

export interface KeyringRequest {
  readonly service: string;
  readonly read?: readonly string[];
  readonly write?: Readonly<Record<string, string>>;
}
