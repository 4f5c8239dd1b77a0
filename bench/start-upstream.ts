// Starts the model server in a process of its own: the bench waits synchronously for the commands that
// it measures, and could not answer them.
import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Upstream {
  readonly port: number;
  readonly stop: () => void;
}

/** Rejects when the server ends without naming its port. */
export function startUpstream(): Promise<Upstream> {
  const server = spawn(process.execPath, [join(import.meta.dirname, "model-server.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let printed = "";
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const port = /^(\d+)\n/.exec(printed)?.[1];
      if (port !== undefined) resolve({ port: Number(port), stop: () => server.kill() });
    });
    server.on("error", reject);
    server.on("close", (code, signal) =>
      reject(new Error(`the model server ended before it had a port: ${signal ?? code}`)),
    );
  });
}
