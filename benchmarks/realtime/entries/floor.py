"""The floor: the `websockets` library's asyncio server and its broadcast(), nothing else."""

import asyncio
import sys

from websockets.asyncio.server import ServerConnection, broadcast, serve

from benchmarks.realtime.entries.control import listen


async def stay(link: ServerConnection) -> None:
    await link.wait_closed()


async def main(port: int) -> None:
    async with serve(stay, "127.0.0.1", port, compression=None, backlog=2048) as server:
        listen(lambda line: broadcast(server.connections, line.decode()))
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
