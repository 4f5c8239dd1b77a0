// Asks for a provider's models with its credentials, as a request would send them: fresh, exchanged where its plugin
// exchanges them, in the header of its wire. A key that was asked too often hands over to the next one.
import type { ResolvedModel } from "@mayros/catalog";
import { type Codec, type DiscoverDeclaration, MayrosError, redactSecrets } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import type { EngineDependencies } from "../engine-dependencies.ts";
import type { LoadedCode } from "../loaded-code.ts";
import { readyTurn } from "../login/ready-turn.ts";
import type { Turn } from "../operation.ts";
import { outgoingHeaders } from "../outgoing-headers.ts";
import { credentialFetch, type LastExchange } from "../plugin-model/credential-fetch.ts";
import { withinAttempt } from "../plugin-model/within-attempt.ts";
import { redact } from "../provider-failure.ts";
import { TOO_SLOW } from "./create-ask.ts";
import { discoverModels } from "./discover-models.ts";
import type { DiscoveredModel } from "./discovered-model.ts";
import type { Discovery } from "./discovery.ts";
import { readCodeModels } from "./read-code-models.ts";

export interface ListQuestion {
  /** A model of the provider, whichever: its address and headers are meant. */
  readonly resolved: ResolvedModel;
  /** In the order in which they are tried; one without a credential where none is needed. */
  readonly candidates: readonly Candidate[];
  readonly codec: Pick<Codec, "authorize">;
  readonly loaded?: LoadedCode | undefined;
  readonly discover: Pick<DiscoverDeclaration, "kind" | "path">;
  /** What it said the last time. */
  readonly known?: readonly DiscoveredModel[] | undefined;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

type Needs = Pick<
  EngineDependencies,
  "send" | "freshen" | "sessions" | "listHosts" | "readVariable" | "now"
>;

export async function listVendorModels(question: ListQuestion, needs: Needs): Promise<Discovery> {
  const { candidates } = question;
  let last: Discovery = { reason: "it has no key or login" };
  for (const [index, candidate] of candidates.entries()) {
    const { resolved, loaded, signal } = question;
    if (signal.aborted) return { reason: TOO_SLOW };
    const turn: Turn = {
      ...{ resolved, candidate, candidates, loaded },
      ...{ number: index + 1, of: candidates.length },
    };
    try {
      const used = await readyTurn(turn, needs, signal);
      last = await askOnce(used, question, needs);
      if (!("reason" in last) || last.status !== 429) return last;
    } catch (error) {
      last = { reason: signal.aborted ? TOO_SLOW : told(error, turn) };
    }
  }
  return last;
}

async function askOnce(used: Turn, question: ListQuestion, needs: Needs): Promise<Discovery> {
  const { codec, discover, known, signal } = question;
  const headers = outgoingHeaders({}, used, codec);
  const { kind, path } = discover;
  if (kind === "code") return askCode(used, headers, signal, needs);
  const { send } = needs;
  const { baseUrl } = used.resolved;
  const discovery = await discoverModels({ kind, path, baseUrl, headers, send, known, signal });
  return "reason" in discovery
    ? { ...discovery, reason: redact(discovery.reason, used) }
    : discovery;
}

async function askCode(
  used: Turn,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  { send }: Needs,
): Promise<Discovery> {
  const { loaded, resolved, session } = used;
  const { code, context, hosts } = loaded ?? {};
  if (!code?.discoverModels || !context || !hosts) {
    return { reason: "its plugin's code has no discoverModels" };
  }
  const last: LastExchange = { url: "", body: undefined, headers: {} };
  const { baseUrl } = resolved;
  try {
    const said: unknown = await withinAttempt(signal, async (own) =>
      code.discoverModels?.({
        ...context,
        baseUrl,
        headers: resolved.headers,
        ...(session ? { session } : {}),
        signal: own,
        fetch: credentialFetch({
          ...{ send, headers, last, signal: own },
          ...{ hosts, baseUrl },
          signed: session?.signing !== undefined,
        }),
      }),
    );
    const models = readCodeModels(said);
    return models ? { models } : { reason: "its plugin's code gave no list of models" };
  } catch (error) {
    if (signal.aborted) return { reason: TOO_SLOW };
    return {
      reason: told(error, used),
      ...(last.status === undefined ? {} : { status: last.status }),
    };
  }
}

function told(error: unknown, turn: Turn): string {
  const message = error instanceof Error ? error.message : String(error);
  const said = redactSecrets(redact(message, turn), turn.loaded?.secrets ?? []);
  if (MayrosError.isInstance(error) || !turn.loaded) return said;
  return `the plugin ${turn.loaded.plugin} failed: ${said}`;
}
