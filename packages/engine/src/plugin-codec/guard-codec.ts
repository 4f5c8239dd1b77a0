// The codec of a plugin, as the engine gets it: what it throws and what it gives back that is no answer becomes an error
// that names the plugin, and what it encodes goes to hosts of the provider and nowhere else. Codecs of our own are
// tested for all of this, and pay nothing for it.
import {
  type ClassifiedError,
  type Codec,
  failureOf,
  failureRules,
  isHeaderValue,
  MayrosError,
  redactSecrets,
  type VendorError,
} from "@mayros/core";
import { lowerCaseNames } from "../outgoing-headers.ts";
import type { Attempt } from "./attempt.ts";
import { checkEncoded, type Hosts } from "./check-encoded.ts";
import { isRecord } from "./codec-problem.ts";
import { guardChat } from "./guard-chat.ts";
import { isTruncated } from "./truncated-error.ts";

export interface CodecOwner extends Hosts {
  /** Id of the plugin. */
  readonly plugin: string;
  readonly api: string;
  /** What an error means where the codec does not say it. */
  readonly classify: Codec["classifyError"];
}

/** `codec` has the shape of one: `codecProblem`. */
export function guardCodec(codec: Codec, owner: CodecOwner): Codec {
  const attempt = attemptOf(owner);
  const { chat, embed, countTokens } = codec.operations;
  return {
    api: codec.api,
    namespace: codec.namespace,
    authorize: (secret, bearer) =>
      attempt("authorize", () => headersOf(codec.authorize(secret, bearer)), [secret]),
    classifyError: (error) => classify(error, codec, owner),
    supportedUrls(target) {
      try {
        const urls = codec.supportedUrls(target);
        return isRecord(urls) ? urls : {};
      } catch {
        // Bytes are right for every model.
        return {};
      }
    },
    operations: {
      chat: guardChat(chat, owner, attempt),
      ...(embed && {
        embed: {
          ...guardWhole(embed, owner, attempt, (answer) => {
            const vectors = isRecord(answer) ? answer.embeddings : undefined;
            return Array.isArray(vectors) && vectors.every(Array.isArray);
          }),
        },
      }),
      ...(countTokens && {
        countTokens: guardWhole(
          countTokens,
          owner,
          attempt,
          (count) => Number.isInteger(count) && Number(count) >= 0,
        ),
      }),
    },
  };
}

function attemptOf({ plugin, api }: CodecOwner): Attempt {
  return (what, work, secrets = []) => {
    try {
      return work();
    } catch (error) {
      // JSON that is none is the server's: the engine says so.
      if (MayrosError.isInstance(error) || error instanceof SyntaxError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new MayrosError(
        "MAYROS_PLUGIN_FAILED",
        `the plugin ${plugin} failed: ${what} of its codec "${api}": ${redactSecrets(message, secrets)}`,
        { hint: `mayros plugins info ${plugin}`, details: { plugin } },
      );
    }
  };
}

type Whole = NonNullable<Codec["operations"]["embed" | "countTokens"]>;

function guardWhole<Operation extends Pick<Whole, "encodeRequest" | "decodeResponse">>(
  operation: Operation,
  owner: CodecOwner,
  attempt: Attempt,
  isAnswer: (answer: unknown) => boolean,
): Operation {
  const { encodeRequest, decodeResponse } = operation as unknown as {
    encodeRequest: (call: unknown, target: { readonly baseUrl: string }) => unknown;
    decodeResponse: (body: string, target: unknown) => unknown;
  };
  return {
    ...operation,
    encodeRequest: (call: unknown, target: { readonly baseUrl: string }) =>
      attempt("encodeRequest", () => checkEncoded(encodeRequest(call, target), target, owner)),
    decodeResponse: (body: string, target: unknown) =>
      attempt("decodeResponse", () => {
        const answer = decodeResponse(body, target);
        if (isAnswer(answer)) return answer;
        throw new Error("it gave no answer back");
      }),
  } as unknown as Operation;
}

function headersOf(headers: unknown): Record<string, string> {
  const valid =
    isRecord(headers) &&
    Object.values(headers).every((value) => typeof value === "string" && isHeaderValue(value));
  if (!valid) throw new Error("it gave no headers back");
  return lowerCaseNames(headers as Record<string, string>);
}

/** What follows from a kind is the table's word, whoever names the kind. */
function classify(error: VendorError, codec: Codec, owner: CodecOwner): ClassifiedError {
  if (isTruncated(error)) return { ...failureOf("network"), message: "the answer ended early" };
  try {
    const said: unknown = codec.classifyError(error);
    if (!isClassified(said)) return owner.classify(error);
    const { kind, message, daily } = said;
    const resetAt = Number.isFinite(said.resetAt) ? said.resetAt : undefined;
    const failure = failureOf(kind, error.status, resetAt);
    return { ...failure, ...(daily === true ? { daily } : {}), message };
  } catch {
    return owner.classify(error);
  }
}

function isClassified(said: unknown): said is ClassifiedError {
  return (
    isRecord(said) &&
    typeof said.kind === "string" &&
    Object.hasOwn(failureRules, said.kind) &&
    typeof said.message === "string" &&
    said.message !== ""
  );
}
