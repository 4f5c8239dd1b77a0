// The cheapest possible OpenAI-compatible server, so that the bench measures the command and not its
// upstream. Prints its port and serves until it is killed.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const chunk = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({
    id: "chatcmpl-bench",
    object: "chat.completion.chunk",
    created: 1_760_000_000,
    model: "bench",
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

const words = Array.from({ length: 20 }, (_, index) => chunk({ content: ` word${index}` }, null));
const answer = [
  chunk({ role: "assistant", content: "" }, null),
  ...words,
  chunk({}, "stop"),
  "data: [DONE]\n\n",
];

const server = createServer((incoming, outgoing) => {
  incoming.resume();
  incoming.on("end", () => {
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of answer) outgoing.write(event);
    outgoing.end();
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
