// The small server that the browser comes back to (RFC 8252 section 7.3): there while a login waits, on one path,
// for one answer.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type BoundPort, bindLoopback, type PortProblem } from "./bind-loopback.ts";
import { refusalOf } from "./judge-answer.ts";
import { answeredPage, type ResultPage, refusedPage, wrongAnswerPage } from "./result-page.ts";

export interface CallbackListener {
  readonly port: number;
  /** What the browser brought: the first answer without a problem. */
  readonly answer: Promise<URLSearchParams>;
  /** Frees the port at once; a page that is on its way is still delivered. */
  close(): void;
}

/** `problemOf` names what is wrong with an answer, for the person to read. */
export async function openCallbackListener(
  redirectUri: URL,
  problemOf: (parameters: URLSearchParams) => string | undefined,
): Promise<CallbackListener | PortProblem> {
  const answered = Promise.withResolvers<URLSearchParams>();
  const sockets = new Set<Socket>();
  // Undefined until every address is bound, and when the login is over: then nothing is an answer.
  let open: BoundPort | undefined;
  const close = (): void => {
    for (const server of open?.servers ?? []) server.close();
    open = undefined;
    for (const socket of sockets) endSoon(socket);
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    const parameters = open && parametersOf(request, redirectUri, open.port);
    const problem = parameters && problemOf(parameters);
    if (!parameters) {
      notFound(response);
    } else if (problem !== undefined) {
      send(response, wrongAnswerPage(problem));
    } else {
      const said = refusalOf(parameters);
      send(response, said === undefined ? answeredPage() : refusedPage(said));
      close();
      answered.resolve(parameters);
    }
  };
  const bound = await bindLoopback(redirectUri.hostname, Number(redirectUri.port), (server) => {
    server.on("request", onRequest);
    server.on("connection", (socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    });
  });
  if (typeof bound === "string") return bound;
  open = bound;
  return { port: bound.port, answer: answered.promise, close };
}

/** Of the one request that counts: GET, the exact path, and the host that was registered (DNS rebinding). */
function parametersOf(
  { method, url = "", headers }: IncomingMessage,
  redirectUri: URL,
  port: number,
): URLSearchParams | undefined {
  const question = url.indexOf("?");
  const path = question < 0 ? url : url.slice(0, question);
  const host = `${redirectUri.hostname}:${port}`;
  if (method !== "GET" || path !== redirectUri.pathname) return undefined;
  // Browsers leave port 80 out.
  const named = headers.host?.toLowerCase();
  if (named !== host && !(port === 80 && named === redirectUri.hostname)) return undefined;
  return new URLSearchParams(question < 0 ? "" : url.slice(question + 1));
}

function send(response: ServerResponse, { status, headers, body }: ResultPage): void {
  response.writeHead(status, headers).end(body);
}

function notFound(response: ServerResponse): void {
  response
    .writeHead(404, {
      "content-type": "text/plain",
      "cache-control": "no-store",
      connection: "close",
    })
    .end("Not found\n");
}

/** What was written is delivered; a socket that nobody closes goes after a second, and holds up no process. */
function endSoon(socket: Socket): void {
  socket.unref();
  socket.end();
  setTimeout(() => socket.destroy(), 1000).unref();
}
