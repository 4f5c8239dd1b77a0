// Ports that can't be had: T6, and S3, S5 with it. Each way has a person who pastes, or ends with MAYROS_PORT_BUSY.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type AuthorizationServer,
  loginStage,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserLogin } from "../src/index.ts";
import { isListening } from "./raw-request.ts";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const others: Server[] = [];
let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(async () => {
  for (const other of others.splice(0)) other.close();
  await server.stop();
});

/** Another program that listens, on the same port of each address. */
async function occupy(...addresses: string[]): Promise<number> {
  let port = 0;
  for (const address of addresses) {
    const other = createServer().listen(port, address);
    await once(other, "listening");
    others.push(other);
    port = (other.address() as AddressInfo).port;
  }
  return port;
}

const hasIpv6 = await occupy("::1").then(
  () => true,
  () => false,
);

describe.each([
  ["127.0.0.1", ["127.0.0.1"]],
  ["::1", ["::1"]],
  ["both", ["127.0.0.1", "::1"]],
])("localhost with a port that is in use on %s", (_name, addresses) => {
  it.skipIf(!hasIpv6 && addresses.includes("::1"))("asks for the address at once", async () => {
    const port = await occupy(...addresses);
    const redirectUri = `http://localhost:${port}/auth/callback`;
    let ours = true;
    const stage = loginStage({
      oauth: { ...server.oauth, redirectUri },
      answer: async () => {
        ours = !addresses.includes("127.0.0.1") && (await isListening(port));
        const page = await fetch(stage.prompts[0]?.url ?? "", { redirect: "manual" });
        return page.headers.get("location") ?? "";
      },
    });
    const tokens = await browserLogin(stage.context);
    expect(server.knows(tokens.accessToken)).toBe(true);
    expect(stage.notes).toEqual([expect.stringContaining(`localhost:${port}`)]);
    expect(stage.notes[0]).toContain("in use by another program");
    expect(stage.prompts[0]).not.toHaveProperty("redirectPort");
    // The half that was free is left alone: a browser must not find us on one address and a stranger on the other.
    expect(ours).toBe(false);
    const exchange = server.journal().find(({ path }) => path === "/token");
    expect(exchange?.parameters.redirect_uri).toBe(redirectUri);
  });
});

it("ends with MAYROS_PORT_BUSY where nobody can paste", async () => {
  const port = await occupy("127.0.0.1");
  const stage = loginStage({
    oauth: { ...server.oauth, redirectUri: `http://127.0.0.1:${port}/callback` },
    answer: () => Promise.reject(new Error("no terminal")),
  });
  await expect(browserLogin(stage.context)).rejects.toMatchObject({
    code: "MAYROS_PORT_BUSY",
    exitCode: 7,
    message: expect.stringContaining(String(port)),
  });
});

it("gives up on somebody who pastes nothing but nonsense", async () => {
  const port = await occupy("127.0.0.1");
  const stage = loginStage({
    oauth: { ...server.oauth, redirectUri: `http://127.0.0.1:${port}/callback` },
    answer: () => "yes",
  });
  await expect(browserLogin(stage.context)).rejects.toMatchObject({ code: "MAYROS_PORT_BUSY" });
  expect(stage.questions).toHaveLength(20);
});

it.skipIf(!hasIpv6)("answers on both addresses of localhost, and leaves both", async () => {
  for (const address of ["127.0.0.1", "[::1]"]) {
    let page: Promise<{ status: number }> | undefined;
    const stage = loginStage({
      oauth: { ...server.oauth, redirectUri: "http://localhost/callback" },
      onPrompt: ({ url }) => {
        page = fetch(url, { redirect: "manual" }).then(async (first) => {
          const target = new URL(first.headers.get("location") ?? "");
          const { port, host } = target;
          return getByAddress(address, Number(port), host, target.pathname + target.search);
        });
      },
    });
    await browserLogin(stage.context);
    expect(await page).toMatchObject({ status: 200 });
    const port = stage.prompts[0]?.redirectPort ?? 0;
    others.push(createServer().listen(port, "127.0.0.1"), createServer().listen(port, "::1"));
    await Promise.all(others.map((other) => once(other, "listening")));
    for (const other of others.splice(0)) other.close();
  }
});

async function getByAddress(address: string, port: number, host: string, path: string) {
  const { request } = await import("node:http");
  const sent = request({
    host: address.replace(/[[\]]/g, ""),
    port,
    path,
    headers: { host },
  }).end();
  const [response] = (await once(sent, "response")) as [{ statusCode: number; resume(): void }];
  response.resume();
  return { status: response.statusCode };
}

interface Report {
  readonly ended: string;
  readonly notes: string[];
  readonly prompts: { redirectPort?: number }[];
}

async function inProcess(wrapper: string[], redirectUri: string, way: string): Promise<Report> {
  const node = [
    process.execPath,
    "--conditions=@mayros/source",
    join(import.meta.dirname, "login-process.ts"),
  ];
  // `env` starts the rest as a command of its own.
  const words = [...wrapper, ...node, redirectUri, way];
  const { stdout } = await run("env", words, { cwd: import.meta.dirname });
  return JSON.parse(stdout) as Report;
}

// A network of one's own is root's to make, and Linux's.
const canUnshare =
  isRoot &&
  (await run("unshare", ["-n", "true"]).then(
    () => true,
    () => false,
  ));
if (!canUnshare)
  process.stderr.write("not tested: a login without IPv6 (needs root and unshare)\n");

describe.skipIf(!canUnshare)("a machine without IPv6", () => {
  const without =
    'ip link set lo up && echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 && exec "$@"';
  const wrapper = ["unshare", "-n", "sh", "-c", without, "sh"];

  it.each(["http://localhost:1455/auth/callback", "http://localhost/callback"])(
    "logs in through %s, and calls no port busy",
    async (redirectUri) => {
      const report = await inProcess(wrapper, redirectUri, "browser");
      expect(report).toMatchObject({ ended: "logged in", notes: [] });
      expect(report.prompts[0]?.redirectPort).toEqual(expect.any(Number));
    },
  );

  it("has no ::1 to listen on, and asks for the address", async () => {
    const report = await inProcess(wrapper, "http://[::1]:1455/callback", "paste");
    expect(report).toMatchObject({ ended: "logged in" });
    expect(report.notes[0]).toContain("[::1]:1455");
  });
});

it.skipIf(process.platform === "win32")(
  "asks for the address where the system keeps the port",
  async () => {
    const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    const report = await inProcess(isRoot ? nobody : [], "http://127.0.0.1:81/callback", "paste");
    expect(report).toMatchObject({ ended: "logged in" });
    expect(report.notes[0]).toContain("127.0.0.1:81");
    expect(report.notes[0]).toContain("kept by the system");
  },
);
