// What a plugin may say of itself to the contract: what it can't show here, and what a server of its vendor would say.
import type { LoginQuestion } from "@mayros/core";
import type { AuthorizationServer } from "../authorization-server/start-authorization-server.ts";
import type { AuthorizationServerSwitches } from "../authorization-server/switches.ts";
import type { Capability } from "./check.ts";

/** How one login is tried. */
export interface LoginSetting {
  /** What the authorization server does besides the RFCs: `routes`, `tokenFields`, ... `url` is its own. */
  readonly server?: (url: string) => Partial<AuthorizationServerSwitches>;
  /** `plugins.entries.<id>.config`, besides the endpoints of the RFCs. */
  readonly config?: (server: AuthorizationServer) => Readonly<Record<string, unknown>>;
  /** Variables that the manifest declares. */
  readonly env?: Readonly<Record<string, string>>;
  /** Answers what the login asks the person; default: nobody is there. */
  readonly answer?: (question: LoginQuestion) => string;
}

export interface ContractOptions {
  /** The name that its npm package must have; default: any. */
  readonly packageName?: string;
  /**
   * What is left out, and why: a capability (`login`), one of a login or provider (`login acme/device`, `request acme`). The reason is
   * printed.
   */
  readonly skip?: Readonly<Partial<Record<Capability | `${Capability} ${string}`, string>>>;
  /** A file in the place of the manifest's `entry`, for sources that are not built. */
  readonly entry?: string;
  /** By `<provider>/<method>`. */
  readonly logins?: Readonly<Record<string, LoginSetting>>;
}
