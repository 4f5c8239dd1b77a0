// Sends requests one after the other in a process of its own, with the proxies of its environment, and
// prints what came of each as a line of JSON. It neither closes the transport nor exits: nothing may
// keep the process alive once the answers were read. Names that end in .test are this machine.
import { lookup } from "node:dns";
import { createTransport } from "../src/index.ts";

const transport = createTransport({
  version: "0",
  env: process.env,
  lookup: (name, options, callback) =>
    lookup(name.endsWith(".test") ? "127.0.0.1" : name, options, callback),
});
for (const url of process.argv.slice(2)) {
  const outcome = await transport
    .send({ method: "POST", url, headers: {}, body: "{}" })
    .then(async (response) => ({ status: response.status, text: await response.text(1000) }))
    .catch((error: { code: string; message: string }) => ({
      code: error.code,
      message: error.message,
    }));
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
