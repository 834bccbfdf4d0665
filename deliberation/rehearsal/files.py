"""Every simulated phone is an open file: asks the system for enough of them, before anybody comes in."""

SPARE = 96  # files besides the phones' sockets: the database, requests under way, what Python itself has open


def allow(phones: int) -> str:
    """Let this process open a socket for each phone; returns a sentence when the system does not allow that."""
    try:
        import resource
    except ImportError:
        return ""
    wanted = phones + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return ""
    if hard == resource.RLIM_INFINITY or hard >= wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return ""
        except (OSError, ValueError):  # some systems allow less than they say
            hard = soft
    return (
        f"This system lets a program open {hard} files, and {phones} phones need {wanted}. "
        f"Raise it first (`ulimit -n {wanted}`), or seat fewer people. The server needs as many."
    )
