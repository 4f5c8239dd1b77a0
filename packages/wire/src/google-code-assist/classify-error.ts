// What the errors of this wire mean: those of the form that it wraps. Where the account itself has to be verified
// first, the page for it stands in the details, and belongs into the sentence.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/utils/googleQuotaErrors.ts (accessed 2026-11-28)
import type { ClassifiedError, VendorError } from "@mayros/core";
import { readVendorBody } from "../errors/read-vendor-body.ts";
import { classifyError as classifyWrapped } from "../google-generative-ai/classify-error.ts";
import { recordOf, recordsOf, textOf } from "../json-shapes.ts";

export function classifyError(error: VendorError): ClassifiedError {
  const classified = classifyWrapped(error);
  const page = verificationPage(error.body);
  if (page === undefined || classified.message.includes(page)) return classified;
  return { ...classified, message: `${classified.message} ${page}` };
}

function verificationPage(body: string): string | undefined {
  const details = recordsOf(readVendorBody(body).error?.details);
  const info = details.find(({ reason }) => reason === "VALIDATION_REQUIRED");
  if (!info) return undefined;
  const [link] = details.flatMap(({ links }) => recordsOf(links));
  const page = textOf(link?.url) ?? textOf(recordOf(info.metadata)?.validation_link);
  return page !== undefined && /^https:\/\/[^\s]+$/.test(page) ? page : undefined;
}
