"""Every socket is an open file: asks the system for as many as it allows, and says when that is too few for a hall."""

SPARE = 128  # files a process needs besides its sockets: database, Redis, logs, pages being read
HALL = 1000  # sockets: 500 people whose old lines are not gone yet when the new ones come
ENOUGH = 1 << 16  # no process of ours needs more, and some programs walk through all that they may open


def raise_limit() -> int | None:
    """Raise this process's limit of open files to the hard limit; return it (None: no such limit here)."""
    try:
        import resource
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return None
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if wanted > soft:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):  # some systems allow less than they say
            return soft
    return max(soft, wanted)


def too_few(allowed: int | None) -> str:
    """Return a sentence when so many open files are too few for a hall, else nothing."""
    if allowed is None or allowed >= HALL + SPARE:
        return ""
    return (
        f"This system allows {allowed} open files: enough for about {max(0, allowed - SPARE)} people at once. "
        "For a hall raise it: `ulimit -n 4096`, or LimitNOFILE= in a systemd unit."
    )
