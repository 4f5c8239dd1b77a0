// What npm or pnpm failed with, as a sentence of ours: their own output is long, and may quote addresses with passwords. Pure.
import { MayrosError, redactSecrets } from "@mayros/core";
import type { ManagerOutput } from "./run-manager.ts";

/** `what` of a search: registries may have none (GitHub's), and it is then no package that is missing. */
export const SEARCH = "a search";

export interface FailedCall {
  readonly manager: "npm" | "pnpm";
  /** What it was asked for: a package, or what to do. */
  readonly what: string;
  readonly output: ManagerOutput;
}

const ABSENT =
  /^(?:E404|ETARGET|ENOVERSIONS|ERR_PNPM_(?:FETCH_404|PACKAGE_NOT_FOUND|NO_MATCHING_VERSION|NO_VERSIONS))$/;
const NO_SEARCH = /^E(?:400|404|405|501)$/;
const FORBIDDEN = /^(?:E401|E403|ENEEDAUTH|EOTP|ERR_PNPM_FETCH_40[13])$/;
const UNREACHED =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|EPIPE|E5\d\d|ENOTCACHED|(?:CERT|SELF_SIGNED|UNABLE_TO).*|ERR_PNPM_(?:FETCH_5\d\d|META_FETCH_FAIL|NO_OFFLINE.*|REGISTRY.*|FETCH_FAIL.*|SEARCH_FAILED))$/;
const SPOILT = /^(?:EINTEGRITY|ERR_PNPM_TARBALL_INTEGRITY)$/;

export function explainFailure({ manager, what, output }: FailedCall): MayrosError {
  const code = codeOf(output);
  const fail = (message: string, hint: string): MayrosError =>
    new MayrosError("MAYROS_PACKAGE_UNAVAILABLE", message, {
      hint,
      details: { manager, ...(code === undefined ? {} : { code }) },
    });
  if (code === undefined) return fail(`${manager} failed: ${lineOf(output)}`, `${manager} doctor`);
  if (what === SEARCH && NO_SEARCH.test(code)) {
    return fail(
      `the registry can't be searched (${code}); a package is installed by its name all the same`,
      `${manager} config get registry`,
    );
  }
  if (ABSENT.test(code)) {
    return fail(`the registry has no ${what}`, "mayros plugins search");
  }
  if (FORBIDDEN.test(code)) {
    return fail(`the registry does not give ${what} to you (${code})`, `${manager} login`);
  }
  if (UNREACHED.test(code)) {
    return fail(
      `the registry did not answer when asked for ${what} (${code})`,
      `${manager} config get registry`,
    );
  }
  if (SPOILT.test(code)) {
    return fail(
      `what was downloaded for ${what} is not what the registry says it is (${code})`,
      "npm cache verify",
    );
  }
  if (code === "ENOSPC" || code === "EDQUOT") {
    return fail(`there is no room on the disk for ${what}`, "df -h");
  }
  return fail(`${manager} failed on ${what} (${code}): ${lineOf(output)}`, `${manager} doctor`);
}

/** In its JSON, else in what it printed for people. */
function codeOf({ stdout, stderr }: ManagerOutput): string | undefined {
  const text = `${stdout.slice(0, 20_000)}\n${stderr.slice(0, 20_000)}`;
  const status = /ERR_PNPM_SEARCH_FAILED[\s\S]*? status (\d{3})\b/.exec(text)?.[1];
  if (status !== undefined) return `E${status}`;
  return (
    /"error":\s*\{\s*"code":\s*"([A-Z][A-Z0-9_]+)"/.exec(text)?.[1] ??
    /npm (?:error|ERR!) code (E?[A-Z][A-Z0-9_]+)/.exec(text)?.[1] ??
    /\b(ERR_PNPM_[A-Z0-9_]+)/.exec(text)?.[1] ??
    /\b(E(?:CONNREFUSED|NOTFOUND|AI_AGAIN|TIMEDOUT|NOSPC))\b/.exec(text)?.[1]
  );
}

/** The first that says something, without what may be a secret in it. */
function lineOf({ code, stderr, stdout }: ManagerOutput): string {
  const lines = `${stderr}\n${stdout}`.split("\n").map((line) =>
    line
      .replace(/^(?:npm (?:error|ERR!)|ERROR|WARN)\s*/, "")
      .replace(/^[\s×│╰─▶]+/u, "")
      .trim(),
  );
  const said = lines.find((line) => line !== "" && !/^(?:code |npm warn|\{|")/i.test(line));
  return said === undefined ? `exit code ${code}` : withoutSecrets(said).slice(0, 200);
}

function withoutSecrets(text: string): string {
  return redactSecrets(
    text
      .replace(/\/\/[^\s/@]+@/g, "//")
      .replace(/\b(?:npm_|ghp_)[A-Za-z0-9]{8,}/g, "...")
      .replace(/((?:_auth(?:Token)?|_password|Bearer|Basic)[=: ]+)\S+/gi, "$1..."),
  );
}
