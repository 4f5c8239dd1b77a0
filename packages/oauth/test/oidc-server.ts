// An authorization server that others wrote, and that is certified for OpenID Connect: oidc-provider, with its own
// pages for login and consent, PKCE, device flow, rotation of refresh tokens and detection of their reuse.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { OAuthSettings } from "@mayros/core";
import type { Configuration } from "oidc-provider";

export interface OidcServer {
  readonly url: string;
  readonly oauth: OAuthSettings;
  /** Method, path and form of what the token endpoint was asked. */
  readonly tokenRequests: readonly Record<string, string>[];
  stop(): Promise<void>;
}

const configuration = (confidential: boolean): Configuration => ({
  clients: [
    {
      client_id: "mayros",
      application_type: "native",
      ...(confidential
        ? { client_secret: "a-secret", token_endpoint_auth_method: "client_secret_post" }
        : { token_endpoint_auth_method: "none" }),
      grant_types: [
        "authorization_code",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code",
      ],
      redirect_uris: [
        "http://127.0.0.1/callback",
        "http://localhost/callback",
        "http://[::1]/callback",
      ],
      response_types: ["code"],
    },
  ],
  scopes: ["openid", "email", "offline_access"],
  claims: { email: ["email"] },
  features: { deviceFlow: { enabled: true }, devInteractions: { enabled: true } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async (_context, client) => client.grantTypeAllowed("refresh_token"),
  findAccount: async (_context, sub) => ({
    accountId: sub,
    claims: async () => ({ sub, email: `${sub}@example.com` }),
  }),
  cookies: { keys: ["only for tests"] },
  ttl: { AccessToken: 600, DeviceCode: 600, Grant: 3600, Interaction: 600, Session: 3600 },
});

/** `confidential`: the client has the secret `a-secret`, and must send it. */
export async function startOidcServer({ confidential = false } = {}): Promise<OidcServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  silence("oidc-provider ");
  const { default: Provider } = await import("oidc-provider");
  const provider = new Provider(url, configuration(confidential));
  const tokenRequests: Record<string, string>[] = [];
  provider.use(async (context, next) => {
    await next();
    const form: unknown = context.oidc?.body;
    if (context.path === "/token") tokenRequests.push({ ...(form as Record<string, string>) });
  });
  const handle = provider.callback();
  server.on("request", (request, response) => void handle(request, response));
  return {
    url,
    tokenRequests,
    oauth: {
      clientId: "mayros",
      ...(confidential ? { clientSecret: "a-secret" } : {}),
      issuer: url,
      authorizationUrl: `${url}/auth`,
      tokenUrl: `${url}/token`,
      deviceAuthorizationUrl: `${url}/device/auth`,
      userInfoUrl: `${url}/me`,
      redirectUri: "http://127.0.0.1/callback",
      scopes: ["openid", "email"],
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** It warns of what is meant for development, which is what this is for. */
function silence(prefix: string): void {
  const { console: terminal } = globalThis;
  for (const kind of ["info", "warn"] as const) {
    const write = terminal[kind].bind(terminal);
    terminal[kind] = (...words: unknown[]) => {
      if (!String(words[0]).startsWith(prefix)) write(...words);
    };
  }
}
