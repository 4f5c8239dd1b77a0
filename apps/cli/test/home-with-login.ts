// A home with a provider that one logs in to, `acme`: its plugin has no code, and its authorization server is a fake on
// this machine, which the person's config names.
import {
  type AuthorizationServer,
  type AuthorizationServerSwitches,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "./run-mayros.ts";
import { writePlugin } from "./write-plugin.ts";

export interface LoginHome {
  readonly home: MayrosHome;
  readonly server: AuthorizationServer;
}

export interface LoginHomeOptions {
  readonly switches?: Partial<AuthorizationServerSwitches>;
  readonly manifest?: object;
  /** Laid over `plugins.entries.acme.config`. */
  readonly config?: object;
  /** Default true. */
  readonly enabled?: boolean;
  /** Further sections of mayros.json. */
  readonly sections?: object;
}

const methods = [
  {
    id: "browser",
    kind: "oauth-browser",
    choice: "acme",
    label: "Acme login",
    defaultModel: "acme/big-1",
    interactive: true,
  },
  {
    id: "device",
    kind: "oauth-device",
    choice: "acme-device",
    label: "Acme login by code",
    defaultModel: "acme/big-1",
    interactive: true,
  },
];

/** What the vendor would have, were it not for the config. */
const declared = {
  clientId: "client-0",
  authorizationUrl: "https://acme.example/authorize",
  tokenUrl: "https://acme.example/token",
  deviceAuthorizationUrl: "https://acme.example/device/code",
  userInfoUrl: "https://acme.example/userinfo",
  redirectUri: "http://127.0.0.1/callback",
  scopes: ["profile"],
};

export async function homeWithLogin(options: LoginHomeOptions = {}): Promise<LoginHome> {
  const server = await startAuthorizationServer(options.switches);
  onTestFinished(() => server.stop());
  const home = createHome();
  const providers = {
    acme: {
      name: "Acme",
      aliases: ["acme-cloud"],
      api: "openai-completions",
      baseUrl: "https://acme.example/v1",
      authMethods: methods,
      models: [{ id: "big-1" }],
    },
  };
  const manifest = { oauth: declared, providers, ...options.manifest };
  const folder = writePlugin(home.folder, { manifest });
  const { redirectUri: _fixed, ...endpoints } = server.oauth;
  const config = { ...endpoints, ...options.config };
  const plugins = {
    load: { paths: [folder] },
    entries: { acme: { enabled: options.enabled ?? true, config } },
  };
  home.writeConfig(`// of mine\n${JSON.stringify({ plugins, ...options.sections })}`);
  return { home, server };
}
