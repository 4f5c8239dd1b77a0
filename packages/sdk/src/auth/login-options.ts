// What a login is asked for and what it comes to: the words that `mayros.auth.login` speaks.
import type { AuthKind, LoginUi } from "@mayros/core";

export interface LoginOptions {
  /** Id or alias. */
  readonly provider: string;
  /** Id, label or `--auth-choice` value of one of its methods; asked for where there are several. */
  readonly method?: string | undefined;
  /** Default: the method's own, else `<provider>:<e-mail>`, else `<provider>:default`. */
  readonly profileId?: string | undefined;
  /** Make the method's model the default: always, or where none is set. Default: neither. */
  readonly setDefault?: boolean | "when-unset" | undefined;
  /** Replace a profile of the same id that is another account's. */
  readonly force?: boolean | undefined;
  /** The person agreed to what the plugin's notice says. */
  readonly acceptTerms?: boolean | undefined;
  readonly ui: LoginUi;
  /** False: `ui` has nobody to choose or to agree; what would be asked is an error then. Default true. */
  readonly interactive?: boolean | undefined;
  /** Opens the person's browser; false where it can't. Default: never. Asked for http(s) URLs alone. */
  readonly openUrl?: ((url: string) => Promise<boolean>) | undefined;
  /** The person's browser is on another machine. Default false. */
  readonly remote?: boolean | undefined;
  /** Ends the login; nothing is stored then. */
  readonly signal?: AbortSignal | undefined;
}

/** Holds no secret. */
export interface LoginResult {
  readonly provider: string;
  readonly providerName: string;
  /** Id of the auth method. */
  readonly method: string;
  readonly kind: AuthKind;
  /** Undefined where nothing has to be stored: the login is another program's. */
  readonly profileId: string | undefined;
  /** A profile of that id was there before. */
  readonly replaced: boolean;
  readonly email: string | undefined;
  /** ms since the epoch. */
  readonly expiresAt: number | undefined;
  /** It is renewed without a person. */
  readonly renewable: boolean;
  /** Of an `ambient` login: the variables and files that were found. */
  readonly found: readonly string[];
  /** The method's model. */
  readonly model: string | undefined;
  /** The default model after it. */
  readonly defaultModel: string | undefined;
  readonly defaultModelSet: boolean;
  readonly configPath: string;
}
