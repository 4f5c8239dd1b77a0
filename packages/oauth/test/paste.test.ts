// The way back by hand, and what a machine without a browser of its own is shown (S5, S6).
import {
  type AuthorizationServer,
  loginStage,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserLogin } from "../src/index.ts";

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

/** What the browser's address bar shows in the end. */
async function end(url: string | undefined): Promise<URL> {
  const page = await fetch(url ?? "", { redirect: "manual" });
  return new URL(page.headers.get("location") ?? "");
}

describe.each([
  ["the address", (url: URL) => url.href],
  ["the query", (url: URL) => url.search],
  ["code#state", ({ searchParams: all }: URL) => `${all.get("code")}#${all.get("state")}`],
])("%s", (_name, paste) => {
  it("ends a login on a remote machine, where no browser is opened", async () => {
    const stage = loginStage({
      oauth: server.oauth,
      remote: true,
      answer: async () => paste(await end(stage.prompts[0]?.url)),
    });
    const tokens = await browserLogin(stage.context);
    expect(server.knows(tokens.accessToken)).toBe(true);
    expect(stage.opened).toEqual([]);
    expect(stage.prompts[0]).toMatchObject({ redirectPort: expect.any(Number) });
    expect(stage.questions).toHaveLength(1);
  });
});

it("asks again, and says what to paste, until it fits", async () => {
  const tries = [
    (url: URL) => url.searchParams.get("code") ?? "",
    () => stage.prompts[0]?.url ?? "",
    () => "what?",
    ({ searchParams: all }: URL) => `${all.get("code")}#another`,
    (url: URL) => `${url.href}&state=twice`,
    (url: URL) => url.href,
  ];
  const stage = loginStage({
    oauth: server.oauth,
    answer: async () => tries.shift()?.(await end(stage.prompts[0]?.url)) ?? "",
  });
  const tokens = await browserLogin(stage.context);
  expect(server.knows(tokens.accessToken)).toBe(true);
  expect(stage.notes).toEqual([
    expect.stringMatching(/code alone is not enough.*whole address/),
    expect.stringMatching(/address of the login page/),
    expect.stringMatching(/no answer of a login page/),
    expect.stringMatching(/belongs to another login/),
    expect.stringMatching(/state more than once/),
  ]);
  expect(server.journal().filter(({ path }) => path === "/token")).toHaveLength(1);
});

it("goes on waiting for the browser where nobody can paste", async () => {
  const stage = loginStage({
    oauth: server.oauth,
    answer: () => Promise.reject(new Error("no terminal")),
    onPrompt: ({ url }) => {
      setTimeout(() => void fetch(url), 50);
    },
  });
  const tokens = await browserLogin(stage.context);
  expect(server.knows(tokens.accessToken)).toBe(true);
});

it("opens the browser on a machine that has one, and lives with a browser that does not open", async () => {
  const opened: string[] = [];
  const stage = loginStage({
    oauth: server.oauth,
    openUrl: (url) => {
      opened.push(url);
      void fetch(url);
      return Promise.reject(new Error("no display"));
    },
  });
  await browserLogin(stage.context);
  expect(opened).toEqual([stage.prompts[0]?.url]);
});
