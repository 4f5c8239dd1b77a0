// One way to get a credential for a provider, as data: enough to list it, to build the onboarding
// flags and prompts from it, and to know which plugin code runs the login.

import type { OAuthDeclaration } from "./oauth-declaration.ts";

/** A person agrees to it at a page of the vendor's. */
export type OAuthKind = "oauth-browser" | "oauth-device";

export type AuthKind = "api-key" | "token" | OAuthKind | "ambient" | "none";

export function isOAuthKind(kind: AuthKind): kind is OAuthKind {
  return kind === "oauth-browser" || kind === "oauth-device";
}

/** Something a person gives: by flag, from the environment, or at a prompt. */
export interface AuthField {
  /** `apiKey` is the key; others are stored beside it. */
  name: string;
  /** Long option, `--groq-api-key`. A secret's value is `-` (stdin) or `env:NAME`. */
  flag: string;
  /** Environment variables to take it from, first set one wins. */
  env?: string[];
  /** The question. */
  prompt: string;
  /** Where it is not, its value takes the place of `{name}` in base URLs and headers, and is stored beside the key. */
  secret?: boolean;
  /** How the vendor's keys begin (`gsk_`): a hint by which a key of somebody else is noticed. */
  prefixes?: string[];
}

export interface AuthMethod {
  /** Unique within the provider; what `--method` takes. */
  id: string;
  /**
   * `api-key`: a key that is typed or found. `token`: one that is pasted and ends. `oauth-browser`, `oauth-device`: a login.
   * `ambient`: what the machine has by itself. `none`: nobody is asked who they are.
   */
  kind: AuthKind;
  /** The value of `mayros onboard --auth-choice`; unique over all plugins. */
  choice?: string;
  /** Former choices that still work. */
  deprecatedChoices?: string[];
  /** Choices of one vendor are shown under this. */
  group?: string;
  /** What the choice is called. */
  label: string;
  /** One line beside the label. */
  hint?: string;
  /** What is asked for. */
  fields?: AuthField[];
  /** What taking this choice implies. */
  sets?: {
    /** The address that its keys are for. */
    baseUrl?: string;
    /** The provider that its credentials are stored for. */
    provider?: string;
  };
  /**
   * Ids of other methods of the provider, for other addresses that a key may be for (a plan, a country): the live test
   * of onboarding asks there, in this order, when a key is of no use here.
   */
  tryOthers?: string[];
  /** Model ref that becomes the default when none is set. */
  defaultModel?: string;
  /** Default: `<provider>:default`. */
  profileId?: string;
  /** What is asked of the authorization server; lies over the plugin's `oauth`. */
  oauth?: OAuthDeclaration;
  /** Signs that an `ambient` credential is there: a variable that is set, a file (`~/` is the home). */
  ambient?: {
    /** Variables. */
    env?: string[];
    /** Paths. */
    files?: string[];
  };
  /** Days until a pasted token ends. */
  expiresInDays?: number;
  /** Needs a person at a terminal or browser. */
  interactive?: boolean;
}
