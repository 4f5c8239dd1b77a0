// The error of an answer whose codec came to its end without saying how it ended: as our own codecs say it, so that one
// classifier reads both. Pure.
import type { StreamError, VendorError } from "@mayros/core";

const BODY = JSON.stringify({
  error: { message: "the answer ended early", type: "stream_truncated" },
});

export const truncatedError: StreamError = { body: BODY };

export const isTruncated = ({ body }: VendorError): boolean => body === BODY;
