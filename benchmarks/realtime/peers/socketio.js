// socket.io over its WebSocket transport: every line of standard input is emitted to everybody.
const http = require("node:http");
const readline = require("node:readline");
const { Server } = require("socket.io");

const server = http.createServer();
const io = new Server(server, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
server.listen({ host: "127.0.0.1", port: Number(process.argv[2]), backlog: 2048 }, () => {
  readline.createInterface({ input: process.stdin })
    .on("line", (line) => io.emit("m", JSON.parse(line)))
    .on("close", () => process.exit(0));
  process.stdout.write("ready\n");
});
