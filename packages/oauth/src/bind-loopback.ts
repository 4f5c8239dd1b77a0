// Takes a port on the loopback addresses that a redirect URI names: on both where it says `localhost`, since the
// browser chooses. Only here does this package listen.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface BoundPort {
  readonly port: number;
  readonly servers: readonly Server[];
}

/** Why a port can't be had: somebody else has it, the system keeps it, or there is no loopback at all. */
export type PortProblem = "busy" | "reserved" | "missing";

/** `hostname` is that of the redirect URI; port 0 is any free one. `prepare` is called before a server listens. */
export async function bindLoopback(
  hostname: string,
  port: number,
  prepare: (server: Server) => void,
): Promise<BoundPort | PortProblem> {
  const addresses = addressesOf(hostname);
  // A port that is free on one address may be taken on the other: then another one.
  for (let tries = port === 0 ? 20 : 1; ; tries -= 1) {
    const bound = await bindAll(addresses, port, prepare);
    if (bound !== "busy" || tries <= 1) return bound;
  }
}

function addressesOf(hostname: string): string[] {
  if (hostname === "localhost") return ["127.0.0.1", "::1"];
  return [hostname.replace(/^\[(.*)\]$/, "$1")];
}

async function bindAll(
  addresses: readonly string[],
  wanted: number,
  prepare: (server: Server) => void,
): Promise<BoundPort | PortProblem> {
  const servers: Server[] = [];
  let port = wanted;
  for (const address of addresses) {
    const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
    prepare(server);
    const problem = problemOf(await listen(server, address, port));
    // Where IPv6 is off, or IPv4, the other one does.
    if (problem === "missing") continue;
    if (problem !== undefined) {
      for (const each of servers) each.close();
      return problem;
    }
    servers.push(server);
    port = (server.address() as AddressInfo).port;
  }
  return servers.length === 0 ? "missing" : { port, servers };
}

/** The code of what went wrong. */
function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "UNKNOWN"));
    server.listen({ host, port, exclusive: true }, () => resolve(undefined));
  });
}

function problemOf(code: string | undefined): PortProblem | undefined {
  if (code === undefined) return undefined;
  if (code === "EADDRINUSE") return "busy";
  return code === "EACCES" || code === "EPERM" ? "reserved" : "missing";
}
