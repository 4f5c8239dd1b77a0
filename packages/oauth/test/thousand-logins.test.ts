// T1: a thousand logins share no random value, and none of them sends one where it does not belong (S8-S10).
import { loginStage, startAuthorizationServer, visit } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import { browserLogin } from "../src/index.ts";

const runs = 1000;

it("makes everything anew for each of a thousand logins", async () => {
  const server = await startAuthorizationServer();
  const logIn = async (): Promise<void> => {
    const stage = loginStage({ oauth: server.oauth, onPrompt: ({ url }) => void visit(url) });
    expect(server.knows((await browserLogin(stage.context)).accessToken)).toBe(true);
  };
  for (let done = 0; done < runs; done += 10) await Promise.all(Array.from({ length: 10 }, logIn));
  const asked = server.journal();
  await server.stop();

  const pages = asked.filter(({ path }) => path === "/authorize").map((each) => each.parameters);
  const tokens = asked.filter(({ path }) => path === "/token").map((each) => each.parameters);
  const states = pages.map(({ state }) => state ?? "");
  const verifiers = tokens.map((each) => each.code_verifier ?? "");
  expect([pages.length, tokens.length]).toEqual([runs, runs]);
  expect(new Set([...states, ...verifiers, ...pages.map((each) => each.code_challenge)]).size).toBe(
    3 * runs,
  );
  for (const state of states)
    expect(Buffer.from(state, "base64url").length).toBeGreaterThanOrEqual(16);
  for (const verifier of verifiers) expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
  expect(new Set(pages.map((each) => each.code_challenge_method))).toEqual(new Set(["S256"]));
  // The server compares both with what it was asked: letter by letter, with the port that was free.
  expect(new Set(tokens.map((each) => each.redirect_uri))).toEqual(
    new Set(pages.map((each) => each.redirect_uri)),
  );
  for (const page of pages) expect(page).not.toHaveProperty("code_verifier");
  for (const token of tokens) expect(token).not.toHaveProperty("state");
});
