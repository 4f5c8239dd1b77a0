// What AWS's exceptions mean. Their name stands in a header, in the body, or, inside of a stream, in the event.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html (accessed 2026-11-28)
import { type ClassifiedError, type FailureKind, failureOf, type VendorError } from "@mayros/core";

/** In lower case and without `exception` at the end: the same ones are written in several ways. */
const kinds: ReadonlyMap<string, FailureKind> = new Map([
  ["throttling", "rate_limit"],
  ["toomanyrequests", "rate_limit"],
  ["servicequotaexceeded", "rate_limit"],
  ["accessdenied", "auth"],
  ["expiredtoken", "auth"],
  ["incompletesignature", "auth"],
  ["invalidsignature", "auth"],
  ["missingauthenticationtoken", "auth"],
  ["unrecognizedclient", "auth"],
  ["modelnotready", "overloaded"],
  ["serviceunavailable", "overloaded"],
  ["modeltimeout", "timeout"],
  ["internalserver", "server"],
  ["modelerror", "server"],
  ["modelstreamerror", "server"],
  ["resourcenotfound", "not_found"],
  ["validation", "format"],
]);

/** Undefined for what has no such name: the wire format of the provider says what it means. */
export function classifyError({ status, headers, body }: VendorError): ClassifiedError | undefined {
  const said = readBody(body);
  // `ThrottlingException:http://internal.amazon.com/...`
  const named = headers["x-amzn-errortype"]?.split(":")[0] ?? said.name;
  const name = named?.toLowerCase().replace(/exception$/, "");
  const kind = name === undefined ? undefined : kinds.get(name);
  if (kind === undefined || named === undefined) return undefined;
  const message = said.message === "" ? named : said.message;
  if (kind === "format" && isTooLong(message)) return { ...failureOf("context_overflow"), message };
  const more = name === "expiredtoken" ? "; log in at AWS again, as with: aws sso login" : "";
  return { ...failureOf(kind, status), message: `${message}${more}` };
}

/** "Input is too long for requested model", "prompt is too long: 210000 tokens > 200000 maximum", ... */
function isTooLong(message: string): boolean {
  return /(?:input|prompt) is too long|too many (?:input )?tokens|exceeds? the (?:model's )?(?:maximum )?(?:context|input)|maximum context length/i.test(
    message,
  );
}

function readBody(body: string): { message: string; name: string | undefined } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { message: "", name: undefined };
  }
  const whole = fieldsOf(value);
  // What happened in a stream comes as an error in its own object.
  const { message, Message, __type, type } = { ...whole, ...fieldsOf(whole.error) };
  const name = [__type, type].find((each) => typeof each === "string");
  return {
    message: [message, Message].find((each) => typeof each === "string") ?? "",
    // `com.amazon.coral.service#AccessDeniedException`
    name: name?.split("#").at(-1),
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
