"""make bench, the part about the book: 1,000 changed entries against a book of customers, and against searching everybody.

    LICET=build/release/licet python3 bench/rescreen_run.py [--write]

LICET_BENCH_CUSTOMERS: of the book whose mirror is measured alone, default 1000000 (2 GB of memory).
LICET_BENCH_BOOK: customers of the book that goes through licet itself, twice, default 50000; 1000000 takes long: the
first run records an answer for each. LICET_BENCH_CHANGES: default 1000.

Alone (index_bench mirror): time to make the mirror, to open it, to weigh its words, and to look for the changed names on one
thread and on two. With licet: list, book, first run; then the list with the changes, and a run --since beside one that
searches everybody, each in a copy of the home: their reports and their rows must be the same.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import index_run  # noqa: E402  (the lists, and where the tools are)

CUSTOMERS = int(os.environ.get("LICET_BENCH_CUSTOMERS", "1000000"))
BOOK = int(os.environ.get("LICET_BENCH_BOOK", "50000"))
CHANGES = int(os.environ.get("LICET_BENCH_CHANGES", "1000"))
THRESHOLD = 8000
POLICY = "[lists]\nrequired = own\nguard_removals = 1000000\n[list own]\nmax_age_days = 36500\nmin_entries = 1\n"


class Bench:
    def __init__(self, folder):
        self.folder, self.rows = folder, []
        self.full = index_run.real_names(self.at("list"), False)[1]
        index_run.run(index_run.tool("names_make"), "customers", str(max(CUSTOMERS, BOOK)), "5", index_run.NAMES,
                      self.at("list"), out=self.at("customers"))

    def at(self, name):
        return os.path.join(self.folder, name)

    def tell(self, what, value):
        self.rows.append((what, value))
        print(f"{what}: {value}", flush=True)

    # ---- the mirror alone ----

    def alone(self):
        index_run.real_names(self.at("every"), True)
        index_run.run(index_run.tool("index_bench"), "build", self.at("every"), self.at("every.index"))
        with open(self.at("customers"), encoding="utf-8") as f, open(self.at("book"), "w", encoding="utf-8") as out:
            for _ in range(CUSTOMERS):
                out.write(f.readline())
        got = index_run.run(index_run.tool("index_bench"), "mirror", self.at("every.index"), self.at("book"), str(CHANGES),
                            str(THRESHOLD), "2")
        n, one, two = got["customers"], got["looks"][0], got["looks"][1]
        self.tell(f"mirror of {n:,} customers, made on one thread", f"{got['build_s']:.1f} s ({got['build_cpu_s']:.1f} s of processor)")
        self.tell("its bytes a customer", f"{got['bytes'] / n:.0f}")
        self.tell("opened and checked", f"{1000 * got['open_s']:.0f} ms")
        self.tell("weights of its words", f"{1000 * got['weigh_s']:.0f} ms")
        for look in (one, two):
            self.tell(f"{got['names']:,} changed names against it, {look['threads']} thread" + "s" * (look["threads"] > 1),
                      f"{look['s']:.2f} s ({look['cpu_s']:.2f} s of processor), {look['marked']} customers marked")

    # ---- the whole command ----

    def licet(self, home, *args):
        env = dict(os.environ, LICET_HOME=home, LICET_DATA=index_run.DATA)
        began, before = time.monotonic(), os.times()
        run = subprocess.run([os.environ["LICET"], *args], env=env, capture_output=True, text=True)
        after = os.times()
        if run.returncode > 2 or not (run.stdout or "--quiet" in args):
            sys.exit(f"licet {' '.join(args)}: {run.stderr}")
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return run.stdout, time.monotonic() - began, cpu

    def write_inputs(self):
        with open(self.at("list"), encoding="utf-8") as f:
            rows = [line.rstrip("\n").split("\t") for line in f]
        step = max(2, len(rows) // CHANGES)
        with open(self.at("before.jsonl"), "w", encoding="utf-8") as old, open(self.at("after.jsonl"), "w", encoding="utf-8") as new:
            for k, (i, kind, _, name) in enumerate(rows):
                entry = {"entity_id": i, "names": [name], "type": kind}
                if k % step:
                    old.write(json.dumps(entry) + "\n")
                elif k % (2 * step):  # half are new, half have another alias since
                    old.write(json.dumps(dict(entry, names=[name[::-1]])) + "\n")
                new.write(json.dumps(entry) + "\n")
        with open(self.at("customers"), encoding="utf-8") as f, open(self.at("book.csv"), "w", encoding="utf-8", newline="") as out:
            w = csv.writer(out)
            w.writerow(["id", "name", "country"])
            for _ in range(BOOK):
                i, _, country, name = f.readline().rstrip("\n").split("\t")
                w.writerow([i, name, country])

    def rescreen(self, name, *args):
        home, out = self.at(name), self.at(name + ".jsonl")
        shutil.copytree(self.at("home"), home)
        text, wall, cpu = self.licet(home, "rescreen", "--json", "--out", out, *args)
        with open(out, encoding="utf-8") as f:
            rows = [json.loads(line) for line in f]
        for row in rows:  # who is recorded, and as what, is what --since is about
            row.pop("decision"), row.pop("recorded")
        return json.loads(text), rows, wall, cpu

    def whole(self):
        self.write_inputs()
        home = self.at("home")
        os.makedirs(home)
        with open(os.path.join(home, "policy.ini"), "w", encoding="utf-8") as f:
            f.write(POLICY)
        yesterday = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86400))
        today = time.strftime("%Y-%m-%d", time.gmtime())
        self.licet(home, "lists", "import", "--source", "own", "--list-date", yesterday, self.at("before.jsonl"))
        _, wall, _ = self.licet(home, "book", "import", self.at("book.csv"))
        self.tell(f"book import of {BOOK:,} customers, its mirror with it", f"{wall:.1f} s")
        _, wall, _ = self.licet(home, "rescreen", "--json")
        self.tell("the first run, everybody", f"{wall:.1f} s")
        self.licet(home, "lists", "import", "--source", "own", "--list-date", today, self.at("after.jsonl"))
        every, rows_every, wall_every, cpu_every = self.rescreen("all_of_them")
        few, rows_few, wall_few, cpu_few = self.rescreen("few_of_them", "--since", today)
        same = rows_every == rows_few and all(
            every[k] == few[k] for k in ("customers", "verdicts", "open", "ages"))
        self.tell(f"{CHANGES:,} entries changed, everybody searched", f"{wall_every:.1f} s ({cpu_every:.1f} s of processor)")
        self.tell("the same with --since", f"{wall_few:.1f} s ({cpu_few:.1f} s of processor), {few['searched']:,} of {BOOK:,} searched")
        self.tell("the same verdicts, hits, scores and order", "yes" if same else "NO")
        return same


def write(rows):
    begin, end = "<!-- by bench/rescreen_run.py: begin -->", "<!-- by bench/rescreen_run.py: end -->"
    path = os.path.join(HERE, "RESULTS.md")
    with open(path, encoding="utf-8") as f:
        whole = f.read()
    before, rest = whole.split(begin, 1)
    text = "| | |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"{before}{begin}\n{text}\n{end}{rest.split(end, 1)[1]}")


def main():
    bench = Bench(tempfile.mkdtemp(prefix="licet-rescreen-"))
    try:
        if not bench.full:
            print("SKIP the full list: it is not at hand; measured on the sample", flush=True)
        bench.alone()
        same = bench.whole()
        if "--write" in sys.argv:
            write(bench.rows)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
