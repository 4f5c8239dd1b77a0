// A QR code in characters, for a browser on another device. Loaded only where a login shows one.
import { renderUnicodeCompact } from "uqr";

/** Nothing where the terminal is too narrow for it, or the text too long. */
export function qrLines(text: string, width: number = process.stderr.columns || 80): string[] {
  try {
    const lines = renderUnicodeCompact(text, { border: 2 }).split("\n");
    return (lines[0] ?? "").length > width ? [] : lines;
  } catch {
    return []; // more than a QR code holds
  }
}
