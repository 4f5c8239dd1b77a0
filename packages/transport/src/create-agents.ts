// Makes the keep-alive agents, each when the first request needs it: loading TLS alone costs 20 ms.
// node:http is taken by getBuiltinModule, because `import` also runs its lazy getters, which load TLS
// and undici: 52 ms against 8.
import type { Agent, AgentOptions, ClientRequest, RequestOptions } from "node:http";
import type { LookupFunction } from "node:net";
import { type Environment, MayrosError } from "@mayros/core";
import { guardLookup } from "./guard-lookup.ts";
import { familyOf, hostOf, isLoopbackHost } from "./host-rules.ts";

/** How to send to one host. */
export interface Wire {
  readonly agent: Agent;
  readonly request: (options: RequestOptions) => ClientRequest;
}

export interface Agents {
  /** With `fresh`, a connection that was never used before. */
  wireFor(url: URL, fresh: boolean): Wire;
  destroy(): void;
}

/** An idle connection is closed after this many ms; servers often do so sooner. */
const IDLE_CONNECTION = 30_000;

export function createAgents(env: Environment, lookup: LookupFunction | undefined): Agents {
  const wires = new Map<string, Wire>();
  return {
    wireFor(url, fresh) {
      const proxied = mayUseProxy(url);
      const key = `${url.protocol} ${proxied} ${fresh}`;
      const known = wires.get(key);
      if (known) return known;
      const { Agent, request } = process.getBuiltinModule(
        url.protocol === "https:" ? "node:https" : "node:http",
      );
      const options: AgentOptions & { proxyEnv: Environment; rejectUnauthorized: boolean } = {
        keepAlive: !fresh,
        timeout: IDLE_CONNECTION,
        lookup: guardLookup(lookup ?? systemLookup, url.protocol),
        // Node >= 22.21 and >= 24.5; older ones ignore it and connect directly.
        proxyEnv: proxied ? proxyVariables(env) : {},
        // Whatever NODE_TLS_REJECT_UNAUTHORIZED says; NODE_EXTRA_CA_CERTS is the way.
        rejectUnauthorized: true,
      };
      const wire = { agent: createAgent(Agent, options), request };
      wires.set(key, wire);
      return wire;
    },
    destroy() {
      for (const { agent } of wires.values()) agent.destroy();
      wires.clear();
    },
  };
}

/** Loads node:dns only for a host that is a name. */
const systemLookup: LookupFunction = (hostname, options, callback) =>
  process.getBuiltinModule("node:dns").lookup(hostname, options, callback);

/**
 * Through a proxy the target's name cannot be resolved here, so plain http, which is allowed to local
 * addresses only, uses one for literal addresses alone.
 */
function mayUseProxy(url: URL): boolean {
  const host = hostOf(url);
  if (isLoopbackHost(host)) return false;
  return url.protocol === "https:" || familyOf(host) !== undefined;
}

function proxyVariables(env: Environment): Environment {
  const { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY, no_proxy, NO_PROXY } = env;
  return { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY, no_proxy, NO_PROXY };
}

function createAgent(
  Constructor: new (options: AgentOptions) => Agent,
  options: AgentOptions,
): Agent {
  try {
    return new Constructor(options);
  } catch {
    // Node's own message quotes the whole value, password included.
    throw new MayrosError("MAYROS_USAGE", "the proxy in the environment is not a valid URL", {
      hint: "correct HTTPS_PROXY and HTTP_PROXY",
    });
  }
}
