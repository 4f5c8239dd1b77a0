// What the vendors of our own plugins say besides the RFCs, for the contract; and what it can't try of them.
import type { ContractOptions, LoginSetting } from "../src/describe-plugin.ts";

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** OpenAI's tokens name the account in a claim of their own. */
const claims = { "https://api.openai.com/auth": { chatgpt_account_id: "a" } };
const idToken = `${part({ alg: "none" })}.${part(claims)}.x`;

const google = (prefix: string): LoginSetting => ({
  env: {
    [`${prefix}_CLIENT_ID`]: "client-of-google",
    [`${prefix}_CLIENT_SECRET`]: "made-up-0123456789",
  },
  config: ({ url }) => ({ discoveryUrl: `${url}/api` }),
  server: () => ({
    routes: {
      "/api/v1internal:loadCodeAssist": () => ({
        status: 200,
        body: { currentTier: { id: "standard-tier" }, cloudaicompanionProject: "project-1" },
      }),
    },
  }),
});

const copilot: LoginSetting = {
  config: ({ url }) => ({ copilotTokenUrl: `${url}/copilot/token` }),
  server: () => ({
    routes: {
      "/copilot/token": () => ({
        status: 200,
        body: { token: "tid=1", expires_at: Math.floor(Date.now() / 1000) + 600 },
      }),
    },
  }),
};

const dialect = "the vendor's own protocol; the plugin's tests speak it";

export const vendors: Readonly<Record<string, ContractOptions>> = {
  "amazon-bedrock": { skip: { request: "its libraries are installed when it is enabled" } },
  "github-copilot": { logins: { "github-copilot/device": copilot } },
  "google-antigravity-auth": {
    logins: { "google-antigravity/browser": google("MAYROS_ANTIGRAVITY") },
  },
  "google-gemini-cli-auth": {
    logins: { "google-gemini-cli/browser": google("MAYROS_GEMINI_OAUTH") },
  },
  "minimax-portal-auth": {
    skip: {
      ...{ "login minimax-portal/global": dialect, "login minimax-portal/cn": dialect },
      ...{ "refresh minimax-portal/global": dialect, "refresh minimax-portal/cn": dialect },
      ...{ "secrets minimax-portal/global": dialect, "secrets minimax-portal/cn": dialect },
    },
  },
  "openai-codex": {
    logins: {
      "openai-codex/browser": { server: () => ({ tokenFields: { id_token: idToken } }) },
    },
    skip: {
      "login openai-codex/device": dialect,
      "refresh openai-codex/device": dialect,
      "secrets openai-codex/device": dialect,
    },
  },
};
