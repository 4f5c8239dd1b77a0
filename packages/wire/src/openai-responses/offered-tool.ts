// A tool as a request holds it: its definition, and how whoever chooses among the tools names it.
import type { JSONObject } from "@mayros/core";

export interface OfferedTool {
  /** The caller's name of it. */
  readonly name: string;
  /** The wire's name of a tool that the server defines, which a list of allowed tools may use, too. */
  readonly type?: string;
  /** Undefined where the conversation loads it. */
  readonly encoded?: JSONObject;
  /** Functions of one subject go within one entry. */
  readonly namespace?: { readonly name: string; readonly description: string };
  /** How a choice of this tool is said. */
  readonly choice?: JSONObject;
  /** How a list of allowed tools names it, or why none can. */
  readonly entry: JSONObject | string;
}
