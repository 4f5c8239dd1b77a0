// A question with one JSON answer (embeddings, a token count): the same candidates, rotation and fallbacks
// as a chat, without a stream.
import {
  type Codec,
  formatModelRef,
  MayrosError,
  type ProviderError,
  type Warning,
  type WholeOperation,
} from "@mayros/core";
import type { EngineDependencies } from "../engine-dependencies.ts";
import { type AnswerOrigin, originOf } from "../model-call.ts";
import type { ModelChain } from "../model-chain.ts";
import type { Operation, RequestOptions, Turn } from "../operation.ts";
import { isFailure, post, targetOf } from "../post.ts";
import { fromTransportError } from "../provider-failure.ts";
import { wholeFacts } from "../request-facts.ts";
import { tryChain } from "../try-chain.ts";

export interface WholeAnswer<Answer> {
  readonly answer: Answer;
  readonly warnings: readonly Warning[];
  readonly origin: AnswerOrigin;
}

/** What is asked, and which operation of a codec asks it. */
export interface WholeQuestion<Call extends RequestOptions, Answer> {
  readonly call: Call;
  /** In words, for the error of a wire without it: `embeddings`. */
  readonly what: string;
  readonly operationOf: (codec: Codec) => WholeOperation<Call, Answer> | undefined;
}

/** A hundred embeddings of three thousand numbers are some megabytes. */
const ANSWER_LIMIT = 64 * 1024 * 1024;

/** Throws MAYROS_OPERATION_UNSUPPORTED where the model's wire format has no such operation. */
export async function askWhole<Call extends RequestOptions, Answer>(
  chain: ModelChain,
  question: WholeQuestion<Call, Answer>,
  dependencies: EngineDependencies,
): Promise<WholeAnswer<Answer>> {
  let result: WholeAnswer<Answer> | undefined;
  const operation: Operation = {
    async prepare(resolved) {
      const { api, ref } = resolved;
      const codec = await dependencies.loadCodec(resolved);
      const asked = question.operationOf(codec);
      if (!asked) throw unsupported(question.what, api, formatModelRef(ref));
      return (turn) =>
        askOnce(turn, { codec, asked, question, dependencies }, (answer) => {
          result = answer;
        });
    },
    begun: false,
  };
  await tryChain(chain, { operation, options: question.call, dependencies });
  if (!result) throw new Error("a request that did not fail has an answer");
  return result;
}

interface WholeAsking<Call extends RequestOptions, Answer> {
  readonly codec: Codec;
  readonly asked: WholeOperation<Call, Answer>;
  readonly question: WholeQuestion<Call, Answer>;
  readonly dependencies: EngineDependencies;
}

async function askOnce<Call extends RequestOptions, Answer>(
  turn: Turn,
  { codec, asked, question, dependencies }: WholeAsking<Call, Answer>,
  onAnswer: (answer: WholeAnswer<Answer>) => void,
): Promise<ProviderError | undefined> {
  const target = targetOf(turn.resolved);
  const { abortSignal } = question.call;
  const encoded = asked.encodeRequest(question.call, target);
  const { sessionId } = question.call;
  const posted = await post(
    { turn, codec, encoded, abortSignal, sessionId, facts: () => wholeFacts },
    dependencies,
  );
  if (isFailure(posted)) return posted;
  const { response, sent, facts } = posted;
  try {
    const answer = asked.decodeResponse(await response.text(ANSWER_LIMIT), target);
    const origin = originOf(turn, response.headers, sent);
    onAnswer({ answer, warnings: encoded.warnings, origin });
    return undefined;
  } catch (error) {
    return fromTransportError(error, facts);
  }
}

function unsupported(what: string, api: string, model: string): MayrosError {
  return new MayrosError(
    "MAYROS_OPERATION_UNSUPPORTED",
    `${model} can't be asked for ${what}: its wire format "${api}" has none`,
    { hint: "name a model of another provider: mayros models list --all" },
  );
}
