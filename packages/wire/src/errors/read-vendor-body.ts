// Finds the codes and the sentence in an error body. Vendors agree on `error.message` at best, so this
// looks in every place where one of them was seen to put something.
import {
  type JsonRecord,
  listOf,
  numberOf,
  parseRecord,
  recordOf,
  textOf,
} from "../json-shapes.ts";

export interface VendorBody {
  /** Lower-case codes and types, the most specific first. */
  readonly codes: readonly string[];
  readonly message: string | undefined;
  /** The HTTP status that the body itself names. */
  readonly status: number | undefined;
  /** The error's own fields, where the body is JSON. */
  readonly error: JsonRecord | undefined;
}

const codeFields = ["error_code", "code", "type", "error_type", "status"];

export function readVendorBody(text: string): VendorBody {
  const parsed = parse(text);
  const root = recordOf(Array.isArray(parsed) ? parsed[0] : parsed);
  if (!root) return { codes: [], message: plainText(text), status: undefined, error: undefined };
  const error = recordOf(root.error) ?? root;
  const upstream = upstreamError(error);
  // The most specific first: what an error is about may stand in its details.
  const details = recordOf(error.details) ?? recordOf(error.metadata);
  const codes = [details, error, upstream, root]
    .flatMap((place) => (place ? codeFields.map((field) => place[field]) : []))
    // `error` may be the code itself; FastAPI servers put what they raised into `detail`.
    .concat([root.error, recordOf(root.detail)?.code])
    .map((code) => (typeof code === "number" ? String(code) : code))
    .filter((code): code is string => typeof code === "string" && code !== "")
    .map((code) => code.toLowerCase());
  return { codes, message: messageIn(root, error, upstream), status: statusIn(error), error };
}

/** The first of the usual fields that holds an HTTP error status. */
export function statusIn(error: JsonRecord): number | undefined {
  for (const name of ["code", "status", "status_code", "statusCode"]) {
    const value = error[name];
    const number = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
    const status = numberOf(number);
    if (status !== undefined && status >= 400 && status <= 599) return status;
  }
  return undefined;
}

/** JSON, also where a server that was asked for a stream wraps its error as an event of one. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseRecord(text.match(/^data:(.*)$/m)?.[1] ?? "");
  }
}

/**
 * The error of the host behind a router, which says only "Provider returned error" itself.
 * https://openrouter.ai/docs/api-reference/errors (accessed 2026-11-22)
 */
function upstreamError(error: JsonRecord): JsonRecord | undefined {
  const raw = recordOf(error.metadata)?.raw;
  const parsed = recordOf(typeof raw === "string" ? parse(raw) : raw);
  return recordOf(parsed?.error) ?? parsed;
}

function messageIn(
  root: JsonRecord,
  error: JsonRecord,
  upstream: JsonRecord | undefined,
): string | undefined {
  const message =
    textOf(error.message) ??
    textOf(root.error) ??
    textOf(root.message) ??
    textOf(root.msg) ??
    textOf(recordOf(root.base_resp)?.status_msg) ??
    textOf(root.detail) ??
    textOf(recordOf(root.detail)?.message) ??
    textOf(recordOf(root.detail)?.error) ??
    textOf(recordOf(listOf(root.detail)[0])?.msg) ??
    textOf(recordOf(listOf(root.errors)[0])?.message) ??
    textOf(root.error_description);
  const raw = recordOf(error.metadata)?.raw;
  const cause = textOf(upstream?.message) ?? (upstream ? undefined : textOf(raw));
  if (!cause || message?.includes(cause)) return message;
  return message ? `${message}: ${cause}` : cause;
}

/** The body as a sentence; undefined for pages and for nothing. */
function plainText(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === "" || trimmed.startsWith("<") ? undefined : trimmed;
}
