// One item of an answer while it arrives, and what all items share.
import type { JSONObject, JSONValue, StreamPart } from "@mayros/core";
import type { JsonRecord } from "../json-shapes.ts";
import type { AnswerFacts } from "./decode-finish-reason.ts";

export interface OutputItem {
  /** An event within the item; `type` is its name without `response.`. */
  event?(type: string, value: JsonRecord): void;
  /** The item is complete; `undefined` where the answer ended without saying so. */
  end(item: JsonRecord | undefined): void;
}

export interface ItemContext {
  readonly emit: (part: StreamPart) => void;
  /** Who writes the reasoning. */
  readonly origin: JSONObject;
  readonly facts: AnswerFacts;
  readonly logprobs: JSONValue[];
  /** Gives every source an id. */
  sourceId(): string;
  /** Whether a search listed the pages or files itself, so that citations need not. */
  readonly searched: { pages: boolean; files: boolean };
  /** Citations that become sources at the end if no search lists them. */
  readonly cited: JsonRecord[];
}
