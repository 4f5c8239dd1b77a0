// A createMayros() with a home of its own whose google-gemini-cli is on this machine: Google's services are fakes, and
// Gemini CLI is installed with a client that nobody has.
import {
  type AuthorizationServer,
  type CodeAssistServer,
  createHome,
  loginStage,
  startAuthorizationServer,
  startCodeAssistServer,
  visit,
} from "@mayros/plugin-testkit";
import { createMayros, type LoginResult, type Mayros } from "@mayros/sdk";
import { onTestFinished } from "vitest";
import { type Installation, installGemini, madeUp } from "./install-gemini.ts";

export interface OpenGemini {
  readonly mayros: Mayros;
  readonly server: AuthorizationServer;
  readonly codeAssist: CodeAssistServer;
  readonly installation: Installation;
  readonly warnings: readonly string[];
  readonly login: () => Promise<LoginResult>;
  readonly ask: (text: string) => Promise<string>;
}

export async function openGemini(
  more: Readonly<Record<string, unknown>> = {},
): Promise<OpenGemini> {
  const server = await startAuthorizationServer({
    clientSecret: madeUp.clientSecret,
    keepsRefreshToken: true,
  });
  const codeAssist = await startCodeAssistServer({
    isKnown: (token) => server.knows(token),
    replies: [{ text: "Hello from Code Assist." }],
  });
  codeAssist.answers.loadCodeAssist = [
    { body: { currentTier: { id: "standard-tier" }, cloudaicompanionProject: "project-1" } },
  ];
  const installation = installGemini("npm");
  const { authorizationUrl, tokenUrl, userInfoUrl } = server.oauth;
  const endpoints = { authorizationUrl, tokenUrl, userInfoUrl, apiBaseUrl: codeAssist.url };
  const entry = { enabled: true, config: { ...endpoints, ...more } };
  const home = createHome({ plugins: { entries: { "google-gemini-cli-auth": entry } } });
  const warnings: string[] = [];
  const mayros = createMayros({
    env: { ...home.env, PATH: installation.bin },
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(async () => {
    mayros.close();
    await Promise.all([server.stop(), codeAssist.stop()]);
    home.remove();
  });
  const { ui } = loginStage({ oauth: {}, onPrompt: ({ url }) => void visit(url) }).context;
  return {
    ...{ mayros, server, codeAssist, installation, warnings },
    login: () => mayros.auth.login({ provider: "google-gemini-cli", ui }),
    async ask(text) {
      const model = mayros.languageModel("google-gemini-cli/gemini-3-pro-preview", {
        sessionId: "session-1",
      });
      const { content } = await model.doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text }] }],
      });
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
  };
}
