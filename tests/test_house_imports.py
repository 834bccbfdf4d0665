"""House rule: imports point one way, between the apps and inside each of them."""

import ast
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
# each may import itself and those before it
APPS = ["documents", "realtime", "people", "proposals", "monitoring", "deliberation", "config"]
LAYERS = [
    {"models", "migrations"},
    {"rules", "workflow", "stages"},
    {"queries"},
    {"commands"},
    {"api", "views", "consumers", "doors", "templatetags", "management"},
    {"urls", "routing", "apps"},
]


def modules() -> dict[str, Path]:
    """Name every module of the apps: `people.models.ticket` → its file."""
    found = {}
    for app in APPS:
        for path in (BASE / app).rglob("*.py"):
            parts = path.relative_to(BASE).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def imports(module: str) -> frozenset[str]:
    """Return the project's modules that this one imports, wherever in the file, except for type checking alone."""
    found = set()
    for node in _walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {_nearest(alias.name) for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {_nearest(f"{node.module}.{alias.name}") for alias in node.names}
    return frozenset(found - {"", module})


def _walk(tree: ast.AST):
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from _walk(node)


def _nearest(name: str) -> str:
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def layer(module: str) -> int | None:
    """Return the layer that a module's name tells; helpers with names of their own have none."""
    names = module.split(".")[1:]
    return next((number for number, layer in enumerate(LAYERS) if names and names[0] in layer), None)


def reach(module: str) -> dict[str, str]:
    """Return the layered modules of the same app that a module leads to, through helpers, and by which import."""
    found: dict[str, str] = {}
    seen, open_ = {module}, [(each, each) for each in imports(module)]
    while open_:
        each, first = open_.pop()
        if each in seen or each.split(".")[0] != module.split(".")[0]:
            continue
        seen.add(each)
        if layer(each) is not None:
            found[each] = first
            continue
        open_ += [(further, first) for further in imports(each)]
    return found


def test_apps_import_only_the_apps_below_them() -> None:
    upwards = []
    for module in MODULES:
        rank = APPS.index(module.split(".")[0])
        upwards += [f"{module} imports {each}" for each in imports(module) if APPS.index(each.split(".")[0]) > rank]
    assert sorted(upwards) == []


def test_inside_an_app_imports_point_from_urls_down_to_models() -> None:
    upwards = []
    for module in MODULES:
        own = layer(module)
        if own is None:
            continue
        for each, first in reach(module).items():
            if layer(each) > own:
                upwards.append(f"{module} imports {each}" + (f" (through {first})" if first != each else ""))
    assert sorted(upwards) == []
