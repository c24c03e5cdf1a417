#!/usr/bin/env python3
"""Runs what README.md and docs/**/*.md tell people to type.

    run.py LICET [DOCUMENT...]      UPDATE=1: writes what was printed into the console blocks

    ```sh        every command is run, in order, in one shell for the document. It must end with 0, or
                 with N where "# ends with N" stands behind it or above it.
    ```console   the same of each line "$ ...", and what it prints must be what stands there. A line "..."
                 stands for any lines. Identifiers, hashes, days after the samples' and times may differ.
    ```csv title="orders.csv"    (or json, jsonl, ini, ...) is written into that file
    ```text      is not run. If it looks like commands, the line before says <!-- not run: WHY -->

The shell stands in a home of its own: in ~/licet, a clone as after "make", for README.md, docs/start and
the first session; else in an empty folder. tests/docs/NAME.before.sh, if there is one, lays out what the document takes for
granted. Stand-ins: tools/setup does nothing, "make demo" does not compile, the port of "licet serve" is a
free one.
"""
import concurrent.futures, os, pathlib, re, shutil, signal, socket, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = {"json", "jsonl", "csv", "ini", "xml", "yaml", "html", "python", "c"}
COMMAND = re.compile(r"^\s*(\$ |licet |tools/|make |sudo |apt|curl |systemctl |docker |minisign |unzip |cp |git |export )")
FENCE = re.compile(r"^(```+)([a-z]*)(.*)$")
IN_THE_CLONE = {"README", "first-session"}
SECONDS = 120


class Block:
    def __init__(self, line, language, info):
        self.line, self.language, self.info, self.lines = line, language, info, []


def blocks_of(path):
    """The fenced blocks, and what is wrong with how they are written."""
    found, wrong, block, before = [], [], None, ""
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        fence = FENCE.match(line)
        if block is not None:
            if fence and not fence[2]:
                found.append(block)
                block = None
            else:
                block.lines.append(line)
            continue
        if fence:
            block = Block(n, fence[2], fence[3])
            if block.language not in DATA | {"sh", "console", "text"}:
                wrong.append(f"{path.name}:{n}: a block of language \"{block.language}\"; sh, console, text or data")
            block.reason = "<!-- not run:" in before
        elif line.startswith("    ") and line.strip() and not re.match(r"\s*([-*]|\d+\.) ", before) and not before.startswith("  "):
            wrong.append(f"{path.name}:{n}: code by indentation; use a fence that says what it is")
        if line.strip():
            before = line
    for b in found:
        if b.language == "text" and not b.reason and any(COMMAND.match(l) for l in b.lines):
            wrong.append(f"{path.name}:{b.line}: commands in a text block; run them, or say <!-- not run: WHY -->")
    return found, wrong


def whole(text):
    """Is this a whole command, as far as the shell can tell?"""
    if text.rstrip("\n").endswith("\\"):
        return False
    r = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True)
    return r.returncode == 0 and not r.stderr


class Command:
    def __init__(self, block, at, text, remark=""):
        self.block, self.at, self.text, self.expected = block, at, text, []
        ends = re.search(r"#.*\bends with (\d+)", remark + text)
        self.code = int(ends[1]) if ends else 0


def commands_of(block):
    """Commands of an sh or console block; wrong if one is not whole."""
    out, text, at, remark = [], "", 0, ""
    console = block.language == "console"
    for i, line in enumerate(block.lines):
        if console and not text:
            if line.startswith("$ "):
                line = line[2:]
            elif out:
                out[-1].expected.append(line)
                continue
        if not text and not line.strip():
            continue
        at = at if text else i
        text += line + "\n"
        if whole(text):
            if not re.match(r"\s*#", text) or console:
                out.append(Command(block, at, text, remark))
            remark = text if re.match(r"\s*#", text) else ""
            text = ""
    if text:
        raise SystemExit(f"line {block.line + 1 + at}: not a whole command: {text}")
    for a, b in zip(out, out[1:]):
        if b.text.startswith("echo $?"):
            a.code = None  # the next line tells
    return out


# What may differ from one run to the next.
VOLATILE = [
    (re.compile(r"\x1b\[[0-9;]*m"), ""),
    (re.compile(r"\b([A-Z])-[0-9A-HJKMNP-TV-Z]{20}\b"), r"\1-ID"),
    (re.compile(r"\b(?=[0-9a-f]*[0-9])[0-9a-f]{8,64}\b"), "HEX"),
    (re.compile(r"\blk_[A-Za-z0-9_-]+"), "KEY"),
    (re.compile(r"\b20(?:2[6-9]|[3-9]\d)-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "TIME"),
    (re.compile(r"\b(?:2026-(?:0[89]|1[0-2])|20(?:2[7-9]|[3-9]\d)-\d\d)-\d\d\b"), "DAY"),
    (re.compile(r"\b\d+ (days?|h|min|s)\b"), "N days"),
    (re.compile(r"\b\d+(\.\d+)? (ms|s|MB|kB|KiB|MiB)\b"), "N units"),
    (re.compile(r"\s+"), " "),
]


def plain(text):
    for pattern, by in VOLATILE:
        text = pattern.sub(by, text)
    return text.strip()


def agrees(expected, printed):
    parts = [plain(p) for p in re.split(r"\.\.\.|…", expected)]
    text = plain(printed)
    if len(parts) == 1:
        return parts[0] == text
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return False
    at = 0
    for p in parts:
        found = text.find(p, at)
        if found < 0:
            return False
        at = found + len(p)
    return True


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def clone(licet, to):
    """The source tree as it is after make, with the stand-ins."""
    to.mkdir(parents=True)
    for entry in ROOT.iterdir():
        if entry.name not in ("build", ".git", "tools"):
            (to / entry.name).symlink_to(entry)
    (to / "tools").mkdir()
    for entry in (ROOT / "tools").iterdir():
        if entry.name != "setup":
            (to / "tools" / entry.name).symlink_to(entry)
    write(to / "tools/setup", "#!/bin/sh\n", 0o755)
    write(to / "build/release/licet", f'#!/bin/bash\nif [ "$1" = serve ]; then shift; set -- serve --listen 127.0.0.1:$DOCS_PORT "$@"; fi\nexec "{licet}" "$@"\n', 0o755)


MAKE = """#!/bin/bash
[ "$*" = demo ] || { echo "make: the documents' stand-in knows demo alone" >&2; exit 2; }
exec tools/demo build/release/licet
"""


class Shell:
    """One bash for a document; what is typed is a file that it reads."""

    def __init__(self, tmp, here, env):
        self.out, self.n = tmp / "out", 0
        self.out.mkdir()
        self.log = tmp / "log"
        self.bash = subprocess.Popen(["bash"], cwd=here, env=env, stdin=subprocess.PIPE, stdout=open(self.log, "w"),
                                     stderr=subprocess.STDOUT, start_new_session=True, text=True)

    def type(self, text):
        """(exit code, output); the code is None if the shell ended or took too long."""
        self.n += 1
        typed, out, code = (self.out / f"{self.n}.{x}" for x in ("sh", "out", "code"))
        typed.write_text(text, encoding="utf-8")
        try:
            self.bash.stdin.write(f'(exit ${{code_:-0}})\n. "{typed}" >"{out}" 2>&1 </dev/null\ncode_=$?; echo $code_ >"{code}.part"; mv "{code}.part" "{code}"\n')
            self.bash.stdin.flush()
        except BrokenPipeError:
            return None, ""
        end = time.monotonic() + SECONDS
        while not code.exists() and self.bash.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        printed = out.read_text(encoding="utf-8", errors="replace") if out.exists() else ""
        return (int(code.read_text()) if code.exists() else None), printed

    def end(self):
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.bash.pid, sign)
                time.sleep(0.2)
            except ProcessLookupError:
                break
        self.bash.wait()


ID = re.compile(r"\b[A-Z]-[0-9A-HJKMNP-TV-Z]{20}\b")


class Document:
    """Runs one document; keeps which identifiers of the page are which here."""

    def __init__(self, licet, path, name):
        self.path, self.name, self.licet, self.known = path, name, licet, {}
        self.found, self.wrong = blocks_of(path)
        self.shown, self.ran = {}, 0

    def lay_out(self, tmp):
        self.port, self.home = free_port(), tmp / "user"
        clone(self.licet, self.home / "licet")
        here = self.home / "licet" if self.name in IN_THE_CLONE or self.name.startswith("start") else self.home / "desk"
        here.mkdir(exist_ok=True)
        write(tmp / "bin/make", MAKE, 0o755)
        write(tmp / "bin/sudo", '#!/bin/sh\nexec "$@"\n', 0o755)
        write(tmp / "bin/curl", '#!/bin/sh\nexec /usr/bin/curl --fail-with-body "$@"\n', 0o755)
        (tmp / "bin/licet").symlink_to(self.home / "licet/build/release/licet")
        env = {"HOME": str(self.home), "PATH": f"{tmp}/bin:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
               "TERM": "dumb", "COLUMNS": "80", "LICET_DATA": str(ROOT / "data"), "DOCS_PORT": str(self.port),
               "USER": "ada", "LICET_SOURCE": str(ROOT)}
        return Shell(tmp, here, env)

    def typed(self, text):
        text = re.sub(r"(127\.0\.0\.1|localhost):8080", f"127.0.0.1:{self.port}", text)
        text = ID.sub(lambda m: self.known.get(m[0], m[0]), text)
        if re.match(r"licet serve\b.*&\s*(#.*)?$", text):
            text += f"for _ in $(seq 600); do (exec 3<>/dev/tcp/127.0.0.1/{self.port}) 2>/dev/null && break; sleep 0.05; done\n"
        key = re.match(r"(\w+)=\$\(licet keys add", text)
        if key:  # a server that runs already looks for new keys once a second
            ask = f"/usr/bin/curl -s -o /dev/null -w '%{{http_code}}' -H \"Authorization: Bearer ${key[1]}\" http://127.0.0.1:{self.port}/v1/lists"
            text += f'for _ in $(seq 300); do [ "$({ask})" = 401 ] || break; sleep 0.1; done\n'
        return text

    def seen(self, text):
        """As the page would show it."""
        text = text.replace(f"{self.home}/desk/", "").replace(str(self.home), "~").replace(f":{self.port}", ":8080")
        page = {here: there for there, here in self.known.items()}
        return ID.sub(lambda m: page.get(m[0], m[0]), text)

    def run(self, shell, c):
        where = f"{shown_path(self.path)}:{c.block.line + 1 + c.at}"
        code, printed = shell.type(self.typed(c.text))
        self.ran += 1
        if code is None:
            self.wrong.append(f"{where}: not done: {c.text.strip()}\n{printed[-1500:]}{shell.log.read_text()[-1500:]}")
            return False
        expected = "\n".join(c.expected)
        for there, here in zip(ID.findall(re.split(r"\.\.\.|…", expected)[0]), ID.findall(printed)):
            self.known.setdefault(there, here)
        printed = self.seen(printed)
        if c.code is not None and code != c.code:
            self.wrong.append(f"{where}: ended with {code}, not {c.code}: {c.text.strip()}\n{printed[-1500:]}")
        if c.block.language == "console" and not agrees(expected, printed):
            if os.environ.get("UPDATE") == "1":
                self.shown[c] = printed
            else:
                self.wrong.append(f"{where}: prints otherwise (UPDATE=1 writes it): {c.text.strip()}\n{printed[:3000]}")
        return True

    def run_all(self):
        steps = []
        for b in self.found:
            title = re.search(r'title="([^"]+)"', b.info)
            if b.language in ("sh", "console"):
                steps += commands_of(b)
            elif b.language in DATA and title:
                steps.append((title[1], b.lines))
        if not any(isinstance(s, Command) for s in steps):
            return
        tmp = pathlib.Path(tempfile.mkdtemp(prefix="docs-"))
        shell = self.lay_out(tmp)
        before = ROOT / f"tests/docs/{self.name}.before.sh"
        code, printed = shell.type(f'set -e\n. "{before}"\nset +e\n') if before.is_file() else (0, "")
        if code != 0:
            self.wrong.append(f"{before}: ended with {code}\n{printed}{shell.log.read_text()[-1500:]}")
            steps = []
        for s in steps:
            if isinstance(s, Command):
                if not self.run(shell, s):
                    break
            else:
                shell.type(f"cat >'{s[0]}' <<'END-OF-FILE'\n" + "\n".join(s[1]) + "\nEND-OF-FILE\n")
        shell.end()
        rewrite(self.path, self.shown)
        shutil.rmtree(tmp, ignore_errors=True)


def run_document(licet, path, name):
    d = Document(licet, path, name)
    d.run_all()
    return d.ran, d.wrong


def shortened(expected, printed):
    """The new lines, with as many lines before and after a lone "..." as there were."""
    new = [l.rstrip() for l in printed.rstrip("\n").split("\n")]
    marks = [i for i, l in enumerate(expected) if l.strip() == "..."]
    if len(marks) != 1:
        return new
    head, tail = marks[0], len(expected) - marks[0] - 1
    return new[:head] + [expected[marks[0]]] + (new[-tail:] if tail else [])


def rewrite(path, shown):
    if not shown:
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    for c in sorted(shown, key=lambda c: (c.block.line, c.at), reverse=True):
        start = c.block.line + c.at + c.text.count("\n")
        lines[start:start + len(c.expected)] = shortened(c.expected, shown[c])
    path.write_text("\n".join(lines), encoding="utf-8")
    print(f"{shown_path(path)}: {len(shown)} answers written")


def name_of(path):
    """docs/start/officer.md is start-officer."""
    docs = ROOT / "docs"
    return "-".join((path.relative_to(docs) if docs in path.parents else pathlib.Path(path.name)).with_suffix("").parts)


def shown_path(path):
    return path.relative_to(ROOT) if ROOT in path.parents else path.name


def main():
    licet = pathlib.Path(sys.argv[1]).resolve()
    paths = [pathlib.Path(a).resolve() for a in sys.argv[2:]] or \
        [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda p: run_document(licet, p, name_of(p)), paths))
    wrong = [w for _, messages in results for w in messages]
    print("\n".join(wrong))
    print(f"{sum(n for n, _ in results)} commands of {sum(1 for n, _ in results if n)} documents, {len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
