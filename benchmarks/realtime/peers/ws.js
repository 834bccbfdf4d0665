// node `ws`: every line of standard input goes to every client, as bytes that were made once.
const readline = require("node:readline");
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]), backlog: 2048, perMessageDeflate: false });
server.on("listening", () => {
  readline.createInterface({ input: process.stdin })
    .on("line", (line) => {
      const data = Buffer.from(line);
      for (const client of server.clients) client.send(data, { binary: false });
    })
    .on("close", () => process.exit(0));
  process.stdout.write("ready\n");
});
