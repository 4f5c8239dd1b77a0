// How vendors refuse a request, in the shape of the wire format that the path belongs to. The texts
// follow what OpenAI and Anthropic send, because classifiers read them.

export type RefusalReason = "rate-limited" | "unknown-key";

export interface VendorRefusal {
  readonly status: number;
  readonly body: object;
}

const statuses: Record<RefusalReason, number> = { "rate-limited": 429, "unknown-key": 401 };

const anthropicErrors: Record<RefusalReason, object> = {
  "rate-limited": {
    type: "rate_limit_error",
    message: "This request would exceed your organization's rate limit.",
  },
  "unknown-key": { type: "authentication_error", message: "invalid x-api-key" },
};

const openaiErrors: Record<RefusalReason, object> = {
  "rate-limited": {
    message: "Rate limit reached for requests. Please try again later.",
    type: "requests",
    param: null,
    code: "rate_limit_exceeded",
  },
  "unknown-key": {
    message: "Incorrect API key provided.",
    type: "invalid_request_error",
    param: null,
    code: "invalid_api_key",
  },
};

/** Anthropic's wire format is the one whose requests go to `.../messages`. */
function isAnthropicPath(path: string): boolean {
  return path.endsWith("/messages");
}

export function vendorRefusal(path: string, reason: RefusalReason): VendorRefusal {
  const body = isAnthropicPath(path)
    ? { type: "error", error: anthropicErrors[reason] }
    : { error: openaiErrors[reason] };
  return { status: statuses[reason], body };
}

/** The same refusal as the first event of a stream that began with 200. */
export function refusalEvent(path: string, reason: RefusalReason): string {
  const data = `data: ${JSON.stringify(vendorRefusal(path, reason).body)}\n\n`;
  return isAnthropicPath(path) ? `event: error\n${data}` : data;
}
