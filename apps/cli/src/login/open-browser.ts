// Opens a page in the person's browser, by the library `open`: it starts `open`, `xdg-open` or, for Windows,
// PowerShell with an encoded command, each with the address as an argument and without a shell. A file of its own in
// the bundle: few commands need it.
import open from "open";

/** False where no browser could be started. */
export async function openBrowser(text: string): Promise<boolean> {
  const url = URL.parse(text);
  // Other schemes start other programs.
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return false;
  try {
    // As the parser writes it: quotes and spaces are encoded.
    await open(url.href);
    return true;
  } catch {
    return false;
  }
}
