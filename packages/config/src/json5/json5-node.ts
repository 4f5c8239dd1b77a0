// The tree of a JSON5 document. Every node knows where it stands in the text, so that errors can name
// a line and an edit can change some bytes and leave the rest.

export interface ScalarNode {
  readonly type: "scalar";
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}

export interface Member {
  /** Decoded: without quotes and escapes. */
  readonly key: string;
  /** Where the key starts. */
  readonly start: number;
  readonly keyEnd: number;
  readonly value: Json5Node;
  /** Where the value ends. */
  readonly end: number;
}

export interface ObjectNode {
  readonly type: "object";
  readonly start: number;
  readonly end: number;
  readonly children: readonly Member[];
  /** Offset of a trailing comma. */
  readonly comma: number | undefined;
}

export interface ArrayNode {
  readonly type: "array";
  readonly start: number;
  readonly end: number;
  readonly children: readonly Json5Node[];
  /** Offset of a trailing comma. */
  readonly comma: number | undefined;
}

export type ContainerNode = ObjectNode | ArrayNode;
export type Json5Node = ScalarNode | ContainerNode;
