// A createMayros() with a home of its own whose google-antigravity is on this machine: Google's services are fakes, and
// Antigravity is installed with a client that nobody has.
import type { CallOptions, LanguageModelV4Content } from "@mayros/core";
import {
  type AuthorizationServer,
  type CodeAssistServer,
  createHome,
  freePort,
  loginStage,
  startAuthorizationServer,
  startCodeAssistServer,
  visit,
} from "@mayros/plugin-testkit";
import { createMayros, type LoginResult, type Mayros } from "@mayros/sdk";
import { onTestFinished } from "vitest";
import { installAntigravity, madeUp } from "./install-antigravity.ts";

export interface OpenAntigravity {
  readonly mayros: Mayros;
  readonly server: AuthorizationServer;
  readonly codeAssist: CodeAssistServer;
  readonly login: (acceptTerms?: boolean) => Promise<LoginResult>;
  readonly ask: (model: string, call: CallOptions) => Promise<readonly LanguageModelV4Content[]>;
}

export async function openAntigravity(): Promise<OpenAntigravity> {
  const server = await startAuthorizationServer({
    clientSecret: madeUp.clientSecret,
    keepsRefreshToken: true,
  });
  const codeAssist = await startCodeAssistServer({
    isKnown: (token) => server.knows(token),
    replies: [{ text: "Hello from Antigravity." }],
  });
  codeAssist.answers.loadCodeAssist = [
    { body: { currentTier: { id: "free-tier" }, cloudaicompanionProject: "project-1" } },
  ];
  const installation = installAntigravity();
  const { authorizationUrl, tokenUrl, userInfoUrl } = server.oauth;
  const endpoints = { authorizationUrl, tokenUrl, userInfoUrl, apiBaseUrl: codeAssist.url };
  const entry = { enabled: true, config: { ...endpoints, redirectPort: await freePort() } };
  const home = createHome({ plugins: { entries: { "google-antigravity-auth": entry } } });
  const mayros = createMayros({
    env: { ...home.env, PATH: installation.bin },
    onWarning: () => {},
  });
  onTestFinished(async () => {
    mayros.close();
    await Promise.all([server.stop(), codeAssist.stop()]);
    home.remove();
  });
  const { ui } = loginStage({
    oauth: {},
    agrees: false,
    onPrompt: ({ url }) => void visit(url),
  }).context;
  return {
    ...{ mayros, server, codeAssist },
    login: (acceptTerms = true) =>
      mayros.auth.login({ provider: "google-antigravity", acceptTerms, ui }),
    async ask(model, call) {
      const asked = mayros.languageModel(`google-antigravity/${model}`, { sessionId: "session-1" });
      return (await asked.doGenerate(call)).content;
    },
  };
}
