"""What a server process costs, as Linux tells: memory, time, connections."""

import os
import re
from pathlib import Path

LISTENING, OVER = "0A", "06"  # states of a TCP connection
NOBODY = "0"


class Costs:
    """Of the process `pid`, which listens on `port`."""

    pid: int
    port: int

    def memory(self) -> float:
        """MB that it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def cpu(self) -> float:
        """Seconds of CPU that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def lines(self) -> int:
        """Connections that it has not let go of; what it leaves to the kernel to finish has no owner any more."""
        rows = [row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
        ours = [row for row in rows if row[1].endswith(f":{self.port:04X}")]
        return sum(row[3] not in {LISTENING, OVER} and row[9] != NOBODY for row in ours)
