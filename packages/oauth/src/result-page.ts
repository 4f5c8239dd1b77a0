// The page at the end of a browser login. It is shown by a browser that carries the code in its address, so it
// loads nothing, sends no referrer, is kept nowhere, and repeats nothing but an escaped error. Pure.

export interface ResultPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer has come: how the login ends is told in the terminal. */
export const answeredPage = (): ResultPage =>
  page(200, "Back to the terminal", "This window has done its part and can be closed.");

/** `said` is the server's word. */
export const refusedPage = (said: string): ResultPage =>
  page(200, "The login was refused", "Close this window and go back to the terminal.", said);

/** `why` is ours. The login goes on waiting. */
export const wrongAnswerPage = (why: string): ResultPage =>
  page(
    400,
    "Not the answer that was expected",
    `This address can't end the login: ${why}. Go back to the terminal, and open the link that it shows.`,
  );

const style =
  ":root{color-scheme:light dark}" +
  "body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.125rem/1.6 system-ui,sans-serif;background:Canvas;color:CanvasText}" +
  "main{max-width:32rem;margin:2rem;padding:2rem 2.5rem;border:1px solid color-mix(in srgb,CanvasText 18%,Canvas);border-radius:.75rem}" +
  "h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.3}" +
  "p{margin:.5rem 0 0}" +
  "pre{margin:1rem 0 0;padding:.75rem 1rem;overflow-wrap:anywhere;white-space:pre-wrap;font:0.9375rem/1.5 ui-monospace,monospace;background:color-mix(in srgb,CanvasText 7%,Canvas);border-radius:.5rem}";

function page(status: number, title: string, text: string, said?: string): ResultPage {
  const heading = escapeHtml(title);
  const quote = said === undefined ? "" : `<pre>${escapeHtml(said)}</pre>`;
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      connection: "close",
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${heading} - Mayros</title>
<style>${style}</style>
</head>
<body><main><h1>${heading}</h1><p>${escapeHtml(text)}</p>${quote}</main></body>
</html>
`,
  };
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
