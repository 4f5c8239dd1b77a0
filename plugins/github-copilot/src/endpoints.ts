// Where GitHub is: at github.com, or at the domain of an enterprise. What the user's config names one by one goes
// before both.
// getUrls and getGitHubCopilotBaseUrl in packages/ai/src/auth/oauth/github-copilot.ts of
// https://github.com/earendil-works/pi (accessed 2026-11-28)
import { MayrosError, matchesHost, type OAuthSettings, type RequestContext } from "@mayros/core";
import { textOf } from "@mayros/oauth";

type Settings = Pick<RequestContext, "config" | "oauth">;

/** `company.ghe.com`; undefined is github.com. Throws MAYROS_CONFIG_INVALID for what is no domain. */
function enterpriseDomain({ config }: Pick<Settings, "config">): string | undefined {
  const given = textOf(config.enterpriseDomain)?.trim();
  if (given === undefined) return undefined;
  const url = URL.parse(given.includes("://") ? given : `https://${given}`);
  if (url?.hostname.includes(".")) return url.hostname;
  throw new MayrosError("MAYROS_CONFIG_INVALID", `enterpriseDomain "${given}" is no domain`, {
    hint: "mayros config set plugins.entries.github-copilot.config.enterpriseDomain company.ghe.com",
  });
}

/** What the login asks. */
export function loginSettings(settings: Settings): OAuthSettings {
  const { config, oauth } = settings;
  const domain = enterpriseDomain(settings);
  if (domain === undefined) return oauth;
  return {
    ...oauth,
    deviceAuthorizationUrl:
      textOf(config.deviceAuthorizationUrl) ?? `https://${domain}/login/device/code`,
    tokenUrl: textOf(config.tokenUrl) ?? `https://${domain}/login/oauth/access_token`,
  };
}

/** Gives a token of Copilot for one of GitHub. */
export function copilotTokenUrl(settings: Settings): string {
  const domain = enterpriseDomain(settings) ?? "github.com";
  return (
    textOf(settings.config.copilotTokenUrl) ?? `https://api.${domain}/copilot_internal/v2/token`
  );
}

/** What the exchange answered, as far as it says where Copilot is. */
export interface CopilotAnswer {
  readonly token: string;
  /** `endpoints.api` of the answer. */
  readonly api: string | undefined;
}

/**
 * The account's own API; undefined leaves it to the manifest and the config. A token goes to hosts of GitHub and of
 * the enterprise alone: throws MAYROS_HOST_REFUSED for another.
 */
export function copilotBaseUrl(
  { token, api }: CopilotAnswer,
  settings: Settings,
): string | undefined {
  if (textOf(settings.config.apiBaseUrl) !== undefined) return undefined;
  const domain = enterpriseDomain(settings);
  const isCopilots = copilotHosts(domain);
  const proxy = /(?:^|;)proxy-ep=([^;]+)/.exec(token)?.[1];
  const named = proxy === undefined ? api : `https://${proxy.replace(/^proxy\./, "api.")}`;
  const baseUrl = named ?? (domain === undefined ? undefined : `https://copilot-api.${domain}`);
  if (baseUrl === undefined) return undefined;
  const url = URL.parse(baseUrl);
  if (url?.protocol === "https:" && isCopilots(url.hostname)) {
    return baseUrl.replace(/\/+$/, "");
  }
  throw new MayrosError(
    "MAYROS_HOST_REFUSED",
    `GitHub names ${url?.hostname ?? "no host"} as the API of Copilot, which is none of its hosts`,
    { hint: "mayros plugins info github-copilot" },
  );
}

/**
 * The host of a server of the person's own that requests go to in the place of Copilot, as `models.providers` of the
 * config names it; undefined where they go to Copilot, or to what the plugin's config says is Copilot.
 */
export function ownServer(settings: Settings): string | undefined {
  const { apiBaseUrl } = settings.oauth;
  const url = URL.parse(apiBaseUrl ?? "");
  if (!url || apiBaseUrl === textOf(settings.config.apiBaseUrl)) return undefined;
  return copilotHosts(enterpriseDomain(settings))(url.hostname) ? undefined : url.host;
}

function copilotHosts(domain: string | undefined): (hostname: string) => boolean {
  const hosts = ["*.githubcopilot.com", ...(domain === undefined ? [] : [domain, `*.${domain}`])];
  return (hostname) => hosts.some((host) => matchesHost(hostname, host));
}
