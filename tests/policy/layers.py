"""Every #include in src/ against src/layers.txt: rooms may be seen only from above, and an outside
library only from its one room. Run with --self-test to see that violations are caught."""
import pathlib
import re
import sys
import tempfile

C17 = set("""assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal
stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time
uchar wchar wctype""".split())
WORDS_FOR_ALL = {"licet/error.h", "licet/types.h"}  # codes and words, no functions
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def read_layers(path):
    rooms, outside = {}, {}
    for line in path.read_text().splitlines():
        if not re.match(r"^[a-z]+:", line):
            continue
        room, rest = line.split(":", 1)
        below, _, headers = rest.partition("|")
        rooms[room], outside[room] = below.split(), headers.split()
    return rooms, outside


def wrong(room, name, rooms, outside):
    """Why room may not include name, or None."""
    if name in WORDS_FOR_ALL:
        return None
    if name.startswith("licet/"):
        return None if "public" in rooms[room] else "the public interface is for engine and its users"
    first = name.split("/")[0]
    if "/" in name and first in rooms:
        ok = first == room or first in rooms[room]
        return None if ok else f"{room} may not see {first}"
    if "/" not in name and name.endswith(".h") and name[:-2] in C17:
        return None
    if any(name == h or (h.endswith("/") and name.startswith(h)) for h in outside[room]):
        return None
    return f"{room} may not see <{name}>"


def check(src):
    rooms, outside = read_layers(src / "layers.txt")
    problems, seen = [], 0
    for room, below in rooms.items():
        order = list(rooms)
        for b in below:
            if b != "public" and order.index(b) >= order.index(room):
                problems.append(f"layers.txt: {room} lists {b}, which is not below it")
    for path in sorted(src.rglob("*.[ch]")):
        room = path.relative_to(src).parts[0]
        if room not in rooms:
            problems.append(f"{path}: no room {room} in layers.txt")
            continue
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            m = INCLUDE.match(line)
            if not m:
                continue
            seen += 1
            why = wrong(room, m[2], rooms, outside)
            if why:
                problems.append(f"{path}:{n}: {why}")
    return problems, seen


def self_test():
    cases = {
        "low/a.c": ('#include "high/b.h"\n', "low may not see high"),
        "low/b.c": ("#include <sqlite3.h>\n", "low may not see <sqlite3.h>"),
        "low/c.c": ('#include "licet/licet.h"\n', "public interface"),
        "attic/d.c": ("int x;\n", "no room attic"),
        "high/e.c": ('#include "low/a.h"\n#include <stdio.h>\n#include <unicode/uchar.h>\n', None),
        "low/f.c": ('#include "licet/types.h"\n#include "a.h"\n', "low may not see <a.h>"),
    }
    for name, (text, expected) in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            src = pathlib.Path(folder)
            (src / "layers.txt").write_text("low: |\nhigh: low | unicode/\n")
            (src / name).parent.mkdir(parents=True, exist_ok=True)
            (src / name).write_text(text)
            problems, _ = check(src)
            caught = any(expected in p for p in problems) if expected else not problems
            if not caught:
                sys.exit(f"self-test: {name}: expected {expected}, got {problems}")
    print(f"self-test: {len(cases)} cases as expected")


if "--self-test" in sys.argv:
    self_test()
else:
    problems, seen = check(pathlib.Path(sys.argv[1]))
    print("\n".join(problems))
    if problems or not seen:
        sys.exit(f"{len(problems)} violations in {seen} includes")
    print(f"{seen} includes, each allowed by src/layers.txt")
