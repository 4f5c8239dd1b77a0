// The least that a program does to ask a model: one POST with node:http, and the text of the answer to
// stdout. CommonJS, and no TypeScript: nothing but the request costs anything.
//   node bench/request/bare-post.cjs <port>
const { request } = require("node:http");
const { writeSync } = require("node:fs");

const body = JSON.stringify({
  model: "m",
  stream: true,
  messages: [{ role: "user", content: "hello" }],
});
const headers = { "content-type": "application/json", authorization: "Bearer bench" };
const [, , port] = process.argv;

const sent = request(
  { host: "127.0.0.1", port, path: "/v1/chat/completions", method: "POST", headers },
  (answer) => {
    let rest = "";
    answer.setEncoding("utf8").on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines.filter((each) => each.startsWith("data: {"))) {
        const { content } = JSON.parse(line.slice(6)).choices[0].delta;
        if (content) writeSync(1, content);
      }
    });
  },
);
sent.end(body);
