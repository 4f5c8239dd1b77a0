// Commands for a shell: on the caller's machine, or in a container of the server's.
// https://platform.openai.com/docs/guides/tools-shell (accessed 2026-11-22)
import { recordOf, recordsOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";
import { itemMetadata, toldAtEnd } from "./output-item.ts";

export const openShellCall = toldAtEnd(
  (done, { callId, itemId, emit, facts, names, serverRunsShell }) => {
    const { commands, timeout_ms, max_output_length } = recordOf(done.action) ?? {};
    const action = defined({
      commands,
      timeoutMs: timeout_ms ?? undefined,
      maxOutputLength: max_output_length ?? undefined,
    });
    if (!serverRunsShell) facts.hasToolCalls = true;
    emit({
      type: "tool-call",
      toolCallId: callId,
      toolName: names.given("shell"),
      input: JSON.stringify({ action }),
      ...(serverRunsShell ? { providerExecuted: true } : {}),
      ...itemMetadata(itemId),
    });
  },
);

export const openShellOutput = toldAtEnd((done, { callId, emit, names }) => {
  const output = recordsOf(done.output).map(({ stdout, stderr, outcome }) => {
    const { type, exit_code: exitCode } = recordOf(outcome) ?? {};
    return defined({ stdout, stderr, outcome: defined({ type, exitCode }) });
  });
  const toolName = names.given("shell");
  const result = defined({ maxOutputLength: done.max_output_length ?? undefined, output });
  emit({ type: "tool-result", toolCallId: callId, toolName, result });
});

/** The tool before `shell`, which runs one command of the caller's. */
export const openLocalShellCall = toldAtEnd((done, { callId, itemId, emit, facts, names }) => {
  const { command, timeout_ms, user, working_directory, env } = recordOf(done.action) ?? {};
  const action = { type: "exec", command, timeoutMs: timeout_ms, user };
  facts.hasToolCalls = true;
  emit({
    type: "tool-call",
    toolCallId: callId,
    toolName: names.given("local_shell"),
    input: JSON.stringify({ action: { ...action, workingDirectory: working_directory, env } }),
    ...itemMetadata(itemId),
  });
});
