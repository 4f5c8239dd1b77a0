// A createMayros() with a home of its own whose openai-codex is on this machine: OpenAI's services are the fakes'.
import {
  type AuthorizationServer,
  createHome,
  freePort,
  loginStage,
  startAuthorizationServer,
  visit,
} from "@mayros/plugin-testkit";
import { createMayros, type LoginResult, type Mayros } from "@mayros/sdk";
import { onTestFinished } from "vitest";
import { accessToken, makeJwt } from "./make-jwt.ts";
import { type CodexService, startCodexService } from "./start-codex-service.ts";

export interface OpenCodex {
  readonly mayros: Mayros;
  readonly server: AuthorizationServer;
  readonly service: CodexService;
  /** What answers warned of. */
  readonly told: string[];
  /** The next tokens are this account's, and the service takes them. */
  readonly account: (name: string, nonce?: number) => void;
  readonly login: (method?: string) => Promise<LoginResult>;
  readonly ask: (text: string, sessionId?: string) => Promise<string>;
}

export async function openCodex(): Promise<OpenCodex> {
  const server = await startAuthorizationServer();
  const service = await startCodexService(server);
  const { clientId, authorizationUrl, tokenUrl } = server.oauth;
  const config = {
    ...{ clientId, authorizationUrl, tokenUrl, apiBaseUrl: service.apiUrl },
    deviceAuthorizationUrl: `${service.authUrl}/api/accounts/deviceauth/usercode`,
    redirectPort: await freePort(),
  };
  const home = createHome({ plugins: { entries: { "openai-codex": { config } } } });
  const told: string[] = [];
  const mayros = createMayros({ env: { ...home.env } });
  onTestFinished(async () => {
    mayros.close();
    await Promise.all([server.stop(), service.stop()]);
    home.remove();
  });
  service.interval = "0.02";
  const { ui } = loginStage({
    oauth: {},
    onPrompt: ({ url, userCode }) => {
      if (userCode === undefined) void visit(url);
    },
  }).context;
  return {
    ...{ mayros, server, service, told },
    account(name, nonce = 0) {
      const token = accessToken(name, { nonce });
      service.tokens.clear();
      service.tokens.add(token);
      server.switches.tokenFields = {
        access_token: token,
        id_token: makeJwt({ sub: "user-1", email: `${name}@example.com` }),
      };
    },
    login: (method = "browser") => mayros.auth.login({ provider: "openai-codex", method, ui }),
    async ask(text, sessionId) {
      const options = sessionId === undefined ? {} : { sessionId };
      const model = mayros.languageModel("openai-codex/gpt-5.3-codex", options);
      const { content, warnings } = await model.doGenerate({
        prompt: [
          { role: "system", content: "Be brief." },
          { role: "user", content: [{ type: "text", text }] },
        ],
        maxOutputTokens: 100,
      });
      for (const warning of warnings)
        told.push("feature" in warning ? warning.feature : warning.type);
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
  };
}
