// Whether what came back is the answer that a login waits for (RFC 6749 sections 4.1.2 and 10.12), and what it says
// (RFC 9207 for `iss`). Pure.
import { createHash, timingSafeEqual } from "node:crypto";
import { classOfCode } from "./classify-refusal.ts";
import { loginDenied, loginMisconfigured, loginUnavailable } from "./login-errors.ts";
import { showText } from "./show-text.ts";

/** Fixed when the flow starts, so that no answer can change whom the code goes to. */
export interface ExpectedAnswer {
  readonly state: string;
  /** Declared: every answer has to name it. Undefined: an answer that names one has to name this origin's. */
  readonly issuer: string | undefined;
  readonly authorizationUrl: URL;
}

/** Names what is wrong; undefined for the answer of this login, whatever it says. */
export function problemOf(
  parameters: URLSearchParams,
  expected: ExpectedAnswer,
): string | undefined {
  const [state, ...others] = parameters.getAll("state");
  if (state === undefined) return "it carries no state";
  if (others.length > 0) return "it carries state more than once";
  if (!isSame(state, expected.state)) return "it belongs to another login";
  for (const name of ["code", "error", "iss"]) {
    if (parameters.getAll(name).length > 1) return `it carries ${name} more than once`;
  }
  if (!parameters.get("code") && !parameters.get("error")) return "it carries no code";
  return undefined;
}

/** Compares digests, which take the same time whatever was sent. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The code of an answer without a problem. Throws the error of a login that was refused, or answered by another server. */
export function codeOf(parameters: URLSearchParams, expected: ExpectedAnswer): string {
  refuseOtherIssuers(parameters.get("iss"), expected);
  const error = parameters.get("error");
  if (error === null || error === "") return parameters.get("code") ?? "";
  const said = refusalOf(parameters);
  const details = { error: showText(error) };
  switch (classOfCode(error)) {
    case "denied":
    case "login":
      throw loginDenied(`the login was refused: ${said}`, { details });
    case "transient":
      throw loginUnavailable(`the login page has a problem: ${said}`, { sent: false, ...details });
    default:
      throw loginMisconfigured(`the login page refused the request: ${said}`, { details });
  }
}

/** `error` and `error_description` on one line; undefined where the answer is no refusal. */
export function refusalOf(parameters: URLSearchParams): string | undefined {
  const error = parameters.get("error");
  if (!error) return undefined;
  return showText([error, parameters.get("error_description")].filter(Boolean).join(": "));
}

/** A code that another server gave would be handed to this one (RFC 9700 section 4.4). */
function refuseOtherIssuers(iss: string | null, expected: ExpectedAnswer): void {
  const { issuer, authorizationUrl } = expected;
  if (issuer !== undefined ? iss === issuer : iss === null) return;
  if (issuer === undefined && URL.parse(iss ?? "")?.origin === authorizationUrl.origin) return;
  throw loginMisconfigured(
    iss === null
      ? `the answer does not say that it is of ${issuer}`
      : `the answer is of ${showText(iss)}, not of ${issuer ?? authorizationUrl.origin}`,
  );
}
