// The client is found in an installed Antigravity: where its program is, and where installers put it.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import { clientIn, findInstalledClient } from "../src/find-installed-client.ts";
import { platformOf, userAgentOf } from "../src/user-agent.ts";
import { installAntigravity, madeUp } from "./fakes/install-antigravity.ts";

it("finds it beside the program, and nothing in another of that name", async () => {
  expect(await findInstalledClient(installAntigravity().files)).toEqual(madeUp);
  expect(await findInstalledClient(installAntigravity("empty").files)).toBeUndefined();
});

it("looks only at files that the manifest names", async () => {
  const asked: string[] = [];
  await findInstalledClient({
    which: async (name) => `/opt/${name}/bin/${name}`,
    read: (path) => {
      asked.push(path);
      return Promise.reject(new Error("no file"));
    },
  });
  const named = (path: string) =>
    manifest.files.some((pattern) =>
      pattern.startsWith("**/") ? path.endsWith(pattern.slice(2)) : path === pattern,
    );
  const beside = asked.filter((path) => !named(path));
  // What stands right beside a program is of another layout, and refused by the context.
  expect(beside).toEqual([
    "/opt/antigravity/bin/resources/app/out/main.js",
    "/opt/antigravity-ide/bin/resources/app/out/main.js",
  ]);
  expect(asked).toContain("/Applications/Antigravity.app/Contents/Resources/app/out/main.js");
  expect(asked).toContain("~/AppData/Local/Programs/Antigravity/resources/app/out/main.js");
});

it("takes the id that stands nearest to the secret, wherever both are", () => {
  const noise = fc.string({ maxLength: 300 }).map((text) => text.replace(/GOCSPX|\d{6,}/g, ""));
  const property = fc.property(
    noise,
    noise,
    noise,
    fc.boolean(),
    (before, between, after, flip) => {
      const both = flip
        ? [madeUp.clientSecret, " ", madeUp.clientId]
        : [madeUp.clientId, `";var s="`, madeUp.clientSecret];
      const far = `999999999-${"q".repeat(30)}.apps.googleusercontent.com${"-".repeat(400)}`;
      const text = [far, before, " ", ...both, " ", between, after].join("");
      expect(clientIn(text)).toEqual(madeUp);
    },
  );
  fc.assert(property);
  expect(clientIn(madeUp.clientId)).toBeUndefined();
  expect(clientIn(madeUp.clientSecret)).toBeUndefined();
});

it("names program and machine as the config says", () => {
  expect(userAgentOf({ config: {} })).toMatch(/^antigravity\/hub\/\d+\.\d+\.\d+ \w+\/\w+$/);
  expect(userAgentOf({ config: { version: "3.1.4" } })).toContain("antigravity/hub/3.1.4 ");
  expect(userAgentOf({ config: { userAgent: "acme/1", version: "3.1.4" } })).toBe("acme/1");
  expect(platformOf({ platform: "win32", arch: "x64" })).toBe("windows/amd64");
  expect(platformOf({ platform: "darwin", arch: "arm64" })).toBe("darwin/arm64");
});

it("holds no client of Google's", () => {
  expect(manifest.oauth).not.toHaveProperty("clientId");
  expect(JSON.stringify(manifest)).not.toMatch(/apps\.googleusercontent|GOCSPX/);
  expect(manifest.oauth.redirectUri).toBe("http://localhost:51121/oauth-callback");
});
