// The demo's logins: by a code and by the browser, at an authorization server on this machine. The demo plays
// the person who opens the page.
import type { AuthorizationServer } from "@mayros/plugin-testkit";
import type { DemoStep } from "./run-step.ts";

/** A token as OpenAI's server gives it, unsigned: it says whose the account is. */
export function accountToken(): string {
  const encode = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    email: "ada@example.com",
    "https://api.openai.com/auth": { chatgpt_account_id: "account-1", chatgpt_plan_type: "plus" },
  };
  return `${encode({ alg: "none" })}.${encode(claims)}.signature`;
}

/** `plugins.entries` of the config: the same logins at another server, as an enterprise would say it. */
export function loginConfig(server: AuthorizationServer, models: string): string {
  const { authorizationUrl, tokenUrl, deviceAuthorizationUrl } = server.oauth;
  return `{
      "kimi-coding": { config: { deviceAuthorizationUrl: "${deviceAuthorizationUrl}", tokenUrl: "${tokenUrl}", apiBaseUrl: "${models}" } },
      "openai-codex": { config: { authorizationUrl: "${authorizationUrl}", tokenUrl: "${tokenUrl}", apiBaseUrl: "${models}", redirectPort: 14550 } },
    }`;
}

export function loginSteps(server: AuthorizationServer): DemoStep[] {
  let before = 0;
  return [
    {
      says: "log in by a code: this machine shows it, any browser takes it (here the demo is the browser)",
      command: "models auth login --provider kimi-coding --method device",
      opens: /or open (\S+)\n/,
      shows: ["enter the code", "kimi-coding:default"],
    },
    {
      says: "its access token ended after a second; ten programs ask at once, and it is renewed once",
      waits: 1200,
      command: 'run -m kimi-coding/k2p5 "Hello?"',
      times: 10,
      shows: ["I am a model on this machine"],
      check() {
        const { refreshes, reused } = server.stat();
        console.log(`  the authorization server renewed ${refreshes} token, and saw none twice`);
        before = refreshes;
        return refreshes === 1 && reused === 0
          ? undefined
          : `${refreshes} refreshes and ${reused} tokens sent twice`;
      },
    },
    {
      says: "log in by the browser: it comes back to this machine by itself",
      command: "models auth login --provider openai-codex --method browser",
      opens: /open (\S+)\n/,
      shows: ["openai-codex:ada@example.com"],
    },
    {
      says: "ask with the subscription",
      command: 'run -m openai-codex/gpt-5.3-codex "Hello?"',
      shows: ["I am a model on this machine"],
      check: () => (server.stat().refreshes === before ? undefined : "a fresh token was renewed"),
    },
    {
      says: "see who is logged in, until when, and where it is kept",
      command: "models auth list",
      shows: ["kimi-coding:default", "openai-codex:ada@example.com", "groq:default"],
    },
    {
      says: "log out of one of them",
      command: "models auth logout kimi-coding:default --yes",
      shows: ["kimi-coding:default"],
    },
  ];
}
