// What a person is shown of a package before any of it is trusted. Everything in it was read, and nothing was run.
import type { PluginUse } from "../plugin-use.ts";

export interface PackageReport extends Omit<PluginUse, "origin"> {
  readonly package: string;
  readonly version: string;
  readonly description: string;
  readonly source: "registry" | "folder" | "tarball";
  readonly integrity: string;
  readonly publisher?: string;
  /** ms since the epoch; absent for what no registry has. */
  readonly publishedAt?: number;
  readonly provenance: boolean;
  /** The public registry's signature of this version was checked; a private registry has none of it. */
  readonly signed: boolean;
  /** Files and programs that its code asks for. */
  readonly files: readonly string[];
  readonly exec: readonly string[];
  readonly ownTransport: boolean;
  /** Packages that were downloaded with it. */
  readonly dependencies: number;
  /** Bytes of all its files, dependencies included. */
  readonly size: number;
  /** Install scripts that it or a dependency has: none of them is ever run. */
  readonly scripts: readonly string[];
  /** Variables of other plugins and programs that it would read. */
  readonly foreignEnv: readonly string[];
  /** Of an update: the version that is there now, and what it did not ask for. */
  readonly before?: {
    readonly version: string;
    readonly code: boolean;
    readonly providers: readonly string[];
    readonly hosts: readonly string[];
    readonly env: readonly string[];
    readonly files: readonly string[];
    readonly exec: readonly string[];
    readonly ownTransport?: boolean;
  };
  /** Asks for more than `before` did. */
  readonly grows: boolean;
}

export type InstallStep = "look" | "download" | "check" | "store";

export interface InstallOptions {
  /** The person agreed to what the report says. */
  readonly accept?: boolean | undefined;
  /** Shows the report and asks. Default: nobody can be asked. */
  readonly ask?: ((report: PackageReport) => Promise<boolean>) | undefined;
  /** Also versions that are younger than three days. */
  readonly allowNew?: boolean | undefined;
  readonly onProgress?: ((step: InstallStep, what: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InstallResult {
  readonly report: PackageReport;
  /** False when this very version, with the same files, was there. */
  readonly changed: boolean;
  /** The command that turns it on; undefined where it is on. */
  readonly next: string | undefined;
}

export interface UpdateOptions extends InstallOptions {
  /** Says what would be done. */
  readonly dryRun?: boolean | undefined;
}

export interface UpdateResult {
  readonly id: string;
  readonly package: string;
  readonly from: string;
  /** The newest version there is. */
  readonly to: string;
  readonly outcome: "updated" | "current" | "would-update" | "not-accepted" | "too-new" | "failed";
  readonly report?: PackageReport;
  /** Why it was not updated. */
  readonly reason?: string;
  /** A command that goes on from there. */
  readonly fix?: string;
}

export interface UninstallOptions {
  /** Leaves `plugins.entries.<id>` in the config. */
  readonly keepConfig?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface UninstallResult {
  readonly id: string;
  readonly package: string;
  readonly version: string;
  readonly folder: string;
  /** Its entry was taken out of the config. */
  readonly configChanged: boolean;
  /** Stored logins of its providers: they are kept. */
  readonly profiles: readonly string[];
}

export interface FoundPlugin {
  readonly package: string;
  readonly version: string;
  readonly description: string;
  readonly publisher?: string;
  /** ms since the epoch. */
  readonly publishedAt?: number;
  /** The id under which it is here, when it is installed. */
  readonly installed?: string;
}

/** `mayros plugins validate`: the rules that need no test runner. */
export interface PluginValidation {
  readonly folder: string;
  readonly id: string | undefined;
  readonly valid: boolean;
  readonly problems: readonly { readonly rule: string; readonly problem: string }[];
  /** A command that helps where there is no plugin in that folder. */
  readonly next?: string;
}
