// What people copy out of a browser or a page: the whole address, its query, or `code#state`. Pure.

export type PastedRedirect =
  /** To be judged like what a browser brings: `state` decides. */
  | { readonly kind: "answer"; readonly parameters: URLSearchParams }
  /** A code alone proves nothing about who asked for it (RFC 6749 section 10.12). */
  | { readonly kind: "bare-code" }
  /** The address of the login page, where the person still has to agree. */
  | { readonly kind: "login-page" }
  | { readonly kind: "unreadable" };

export function parsePastedRedirect(text: string): PastedRedirect {
  // Terminals wrap long addresses, and chats put them into quotes or angle brackets. None of that is in an address.
  const pasted = text.replace(/\s+/g, "").replace(/^["'`<(]+|["'`>)]+$/g, "");
  if (pasted === "") return { kind: "unreadable" };
  const query = queryOf(pasted);
  if (query !== undefined) return readQuery(query);
  const [code, state, ...rest] = pasted.split("#");
  if (/:\/\//.test(pasted) || rest.length > 0) return { kind: "unreadable" };
  if (state === undefined) return { kind: "bare-code" };
  if (!code || !state) return { kind: "unreadable" };
  return { kind: "answer", parameters: new URLSearchParams({ code, state }) };
}

/** What stands behind the first `?`, or behind `#` where the server answers there, or is a query itself. */
function queryOf(pasted: string): string | undefined {
  const question = pasted.indexOf("?");
  if (question >= 0) return pasted.slice(question + 1).replace(/#.*$/, "");
  const hash = pasted.indexOf("#");
  const fragment = hash >= 0 ? pasted.slice(hash + 1) : pasted;
  return /(?:^|&)(?:code|error|state|iss)=/.test(fragment) ? fragment : undefined;
}

function readQuery(query: string): PastedRedirect {
  const parameters = new URLSearchParams(query);
  if (parameters.has("code") || parameters.has("error")) return { kind: "answer", parameters };
  return { kind: parameters.has("code_challenge") ? "login-page" : "unreadable" };
}
