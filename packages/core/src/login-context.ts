// What the code of a plugin may touch, and how a login speaks with a person.
import type { OAuthSettings } from "./declarations/oauth-declaration.ts";

/** Where a person goes to agree to a login. */
export interface AuthorizationPrompt {
  /** The page; http(s) and nothing else. */
  readonly url: string;
  /** What the person types there (RFC 8628). */
  readonly userCode?: string;
  /** The page with that code filled in. */
  readonly completeUrl?: string;
  /** ms since the epoch: then it is too late. */
  readonly expiresAt?: number;
  /** The port on this machine that the browser comes back to. */
  readonly redirectPort?: number;
}

/** What a login may ask of a person. Questions reject with MAYROS_ABORTED, and with the reason of their signal. @experimental */
export interface LoginUi {
  /** Shows where to go: link, code, and on a remote machine a QR code and how to reach the port. Opens nothing. */
  authorization(prompt: AuthorizationPrompt): void;
  text(question: LoginQuestion): Promise<string>;
  /** Not shown while it is typed. */
  secret(question: LoginQuestion): Promise<string>;
  select<T>(question: { message: string; options: { value: T; label: string }[] }): Promise<T>;
  confirm(question: { message: string }): Promise<boolean>;
  note(message: string): void;
}

export interface LoginQuestion {
  readonly message: string;
  readonly placeholder?: string;
  /** Takes the question back. */
  readonly signal?: AbortSignal;
}

export interface PluginClock {
  /** ms since the epoch. */
  now(): number;
  /** Rejects with the reason of the signal. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface PluginFiles {
  /** UTF-8. `path` is absolute or begins with `~/`; `files` of the manifest has to name it. */
  read(path: string): Promise<string>;
  /** The file that a program of this name on PATH really is; undefined where there is none. */
  which(program: string): Promise<string | undefined>;
}

/** What a plugin may touch; everything that its manifest does not declare is refused. @experimental */
export interface RequestContext {
  /** Sends to hosts that the manifest or the user's config names, follows no redirect. */
  readonly fetch: typeof fetch;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: PluginFiles;
  readonly clock: PluginClock;
  readonly signal: AbortSignal;
  readonly log: (message: string) => void;
  /** The manifest's `oauth`, that of the auth method, and the user's config, laid together. */
  readonly oauth: OAuthSettings;
  /** `plugins.entries.<id>.config`, checked by the manifest's `configSchema`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** @experimental */
export interface LoginContext extends RequestContext {
  readonly ui: LoginUi;
  /** Opens the person's browser; false where there is none on this machine, or none is wanted. */
  readonly openUrl: (url: string) => Promise<boolean>;
  /** The person's browser is on another machine: SSH, a container, no display. */
  readonly remote: boolean;
}
