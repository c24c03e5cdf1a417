"""make bench, the part about the index: made names at several sizes, and the real list; see RESULTS.md.

  bench/index_run.py [--parts real,1m,10m,book,cold,peers-real,peers-1m,peers-10m | --all] [--write]

Without --parts: real, 1m and book, in two minutes; --all takes about half an hour on two idle cores and 20 GB of disk
and 8 GB of memory. What each part takes is printed first. --write puts tables and plot into bench/RESULTS.md and
bench/index_growth.svg: then choose --all, so that all of it is from one run.

LICET_BENCH_QUERIES: questions of each kind, default 2000; a quarter of them at ten million names. LICET_BENCH_DIR keeps
lists and indexes. LICET_BENCH_BOOK: customers of the book that changed entries are held against, default 100000.
"""
import argparse
import csv
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import index_cold  # noqa: E402
import index_tables  # noqa: E402
import peers_run  # noqa: E402

BUILD = os.environ.get("LICET_BUILD") or os.path.dirname(os.environ["LICET"])
DATA = os.environ.get("LICET_DATA") or os.path.join(HERE, "..", "data")
SHARED = os.environ.get("LICET_SHARED") or os.path.join(HERE, "..", "..", "shared")
NAMES = os.path.join(DATA, "names")
QUERIES = int(os.environ.get("LICET_BENCH_QUERIES", "2000"))
THRESHOLD = "8000"
FEW_FROM = 5000000  # names from which on a quarter of the questions is asked

# part: seconds on two idle cores, what
PARTS = {
    "real": (30, "the real list, first names and every name"),
    "1m": (60, "a million made names"),
    "10m": (420, "ten million made names"),
    "book": (45, "changed entries against a book of customers"),
    "cold": (120, "licet screen from the start of the process, one list and all at hand"),
    "peers-real": (120, "the others on the real list"),
    "peers-1m": (300, "the others on a million names"),
    "peers-10m": (600, "those of the others that can, on ten million"),
}
USUAL = ["real", "1m", "book"]


def run(*args, out=None):
    if out:
        with open(out, "wb") as f:
            subprocess.run(args, check=True, stdout=f)
        return None
    return json.loads(subprocess.run(args, check=True, capture_output=True, text=True).stdout)


def tool(name):
    return os.path.join(BUILD, name)


def real_names(path, every_name):
    """The Consolidated Screening List's names in the form of a made list; the sample's without it."""
    full = f"{SHARED}/data/us_csl/csl_2026-07-31_rebuilt.csv"
    source = full if os.path.exists(full) else os.path.join(DATA, "sample", "consolidated_sample.csv")
    csv.field_size_limit(1 << 24)
    n = 0
    with open(source, encoding="utf-8", newline="") as f, open(path, "w", encoding="utf-8") as out:
        for row in csv.DictReader(f):
            kind = "person" if row["type"] == "Individual" else "org"
            for name in [row["name"]] + (row["alt_names"].split("; ") if every_name else []):
                name = " ".join(name.split())
                if name:
                    out.write(f"{n}\t{kind}\t\t{name}\n")
                    n += 1
    return n, source == full


class Bench:
    """Lists, indexes and questions are made when first needed."""

    def __init__(self, folder):
        self.folder, self.rows, self.lists, self.built = folder, [], {}, {}
        self.book_row = self.cold_rows = None
        self.peers, self.loads = [], []

    def at(self, name):
        return os.path.join(self.folder, name)

    def list_of(self, key):
        """(label, names, path) of real_first, real_all or a number of made names"""
        if key in self.lists:
            return self.lists[key]
        path = self.at(key if key.startswith("real") else f"made_{key}")
        if key.startswith("real"):
            names, full = real_names(path, key == "real_all")
            if not full:
                print("SKIP the full list: it is not at hand; measured on the sample", flush=True)
            label = "real, every name" if key == "real_all" else "real, first names"
        else:
            names, label = int(key), f"made, {int(key):,}"
            if not os.path.exists(path):
                run(tool("names_make"), "list", key, "1", NAMES, self.list_of("real_first")[2], out=path)
        self.lists[key] = label, names, path
        return self.lists[key]

    def questions(self, key):
        """customers on no list, and true names as others write them"""
        _, names, path = self.list_of(key)
        n = str(QUERIES // 4 if names >= FEW_FROM else QUERIES)
        customers, perturbed = self.at(f"customers_{n}"), path + "_perturbed"
        if not os.path.exists(customers):
            run(tool("names_make"), "customers", n, "2", NAMES, self.list_of("real_first")[2], out=customers)
        if not os.path.exists(perturbed):
            run(tool("names_make"), "perturbed", n, "3", path, out=perturbed)
        return {"customers": customers, "perturbed": perturbed}

    def index(self, key):
        path = self.list_of(key)[2]
        if key not in self.built:
            self.built[key] = run(tool("index_bench"), "build", path, path + ".index")
        return self.built[key], path + ".index"

    def ask(self, key, kind, threads=1):
        got = run(tool("index_bench"), "ask", self.index(key)[1], self.questions(key)[kind], THRESHOLD, str(threads))
        found = sum(x[0] for x in got["recall"].values())
        asked = sum(x[1] for x in got["recall"].values())
        got["found_n"], got["asked_n"] = found, asked
        got["found"] = found / asked if asked else None
        return got

    def measure(self, key):
        label, names, _ = self.list_of(key)
        built, _ = self.index(key)
        print(f"{label}: {names:,} names, built in {built['build_s']:.2f} s, {built['searched_bytes'] / names:.0f} bytes "
              f"a name searched, {built['bytes'] / names:.0f} in all, {built['peak_mb']} MB", flush=True)
        row = {"label": label, "names": names, "built": built, "asked": {}}
        for kind in ("customers", "perturbed"):
            got = row["asked"][kind] = self.ask(key, kind)
            print(f"  {kind}: {got['per_core']:,.0f} a second and core; p50 {got['p50_us']:.0f} p90 {got['p90_us']:.0f} "
                  f"p99 {got['p99_us']:.0f} max {got['max_us']:.0f} us; {got['hits']:.2f} hits"
                  + (f"; {100 * got['found']:.1f} % of true entities" if got["asked_n"] else ""), flush=True)
        one, two, again = row["asked"]["customers"], self.ask(key, "customers", 2), self.ask(key, "customers")
        row["threads"] = two["per_s"] / max(one["per_s"], again["per_s"])
        row["open"] = min((one, two, again), key=lambda x: x["open_s"])
        print(f"  open {1000 * row['open']['open_s']:.1f} ms ({built['bytes'] / 1e9 / row['open']['open_s']:.2f} GB/s), "
              f"matcher {1000 * one['matcher_s']:.1f} ms, first answer {one['first_ms']:.2f} ms; two threads "
              f"{row['threads']:.2f} of one", flush=True)
        self.rows.append(row)

    def book(self):
        """1,000 changed entries of the real list against a book of customers."""
        customers = os.environ.get("LICET_BENCH_BOOK", "100000")
        path = self.at(f"book_{customers}")
        run(tool("names_make"), "customers", customers, "5", NAMES, self.list_of("real_first")[2], out=path)
        got = run(tool("index_bench"), "mirror", self.index("real_all")[1], path, "1000", THRESHOLD, "1")
        print(f"1,000 changed entries against {got['customers']:,} customers: {got['look_cpu_s']:.2f} s of one core, "
              f"{got['marked']} marked; the book is turned round in {got['build_s']:.1f} s, {got['peak_mb']} MB", flush=True)
        self.book_row = got

    def others(self, key):
        """licet again, so that a ratio is of one hour."""
        label, names, path = self.list_of(key)
        a, b = self.ask(key, "customers"), self.ask(key, "perturbed")
        own = {"n": a["n"] + b["n"], "found": b["found_n"], "asked": b["asked_n"], "alerts": a["hits"],
               "mean_us": (a["mean_us"] + b["mean_us"]) / 2, "p50_us": b["p50_us"], "p99_us": b["p99_us"],
               "bytes": self.index(key)[0]["bytes"]}
        self.peers.append((label, names, "licet, with reasons, at .80", own))
        for name, got in peers_run.measure(names, path, self.questions(key)):
            self.peers.append((label, names, name, got))

    def growth(self):
        """Exponent of the mean time of a customer's name over the size of the list."""
        made = [r for r in self.rows if r["label"] != "real, every name"]
        if len(made) < 2:
            return None
        a, b = made[0], made[-1]
        return (math.log(b["asked"]["customers"]["mean_us"] / a["asked"]["customers"]["mean_us"])
                / math.log(b["names"] / a["names"]))

    def do(self, part):
        if part == "real":
            self.measure("real_first")
            self.measure("real_all")
        elif part == "book":
            self.book()
        elif part == "cold":
            self.cold_rows = index_cold.measure(tool("licet"), DATA, SHARED)
        elif part.startswith("peers-"):
            self.others({"real": "real_first", "1m": "1000000", "10m": "10000000"}[part[6:]])
        else:
            self.measure({"1m": "1000000", "10m": "10000000"}[part])


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--parts", help="some of " + ",".join(PARTS))
    p.add_argument("--all", action="store_true")
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    parts = list(PARTS) if a.all else a.parts.split(",") if a.parts else USUAL
    unknown = [x for x in parts if x not in PARTS]
    if unknown:
        p.error(f"no such part: {', '.join(unknown)}")
    return [x for x in PARTS if x in parts], a.write


def main():
    parts, write = arguments()
    for name in ("index_bench", "names_make", "licet"):
        if not os.path.exists(tool(name)):
            sys.exit(f"index_run.py: {name} is not built in {BUILD}")
    print(f"about {sum(PARTS[x][0] for x in parts) / 60:.0f} minutes on two idle cores; load now "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()}")
    for x in parts:
        print(f"  {x:10} {PARTS[x][0]:4} s  {PARTS[x][1]}", flush=True)
    kept = os.environ.get("LICET_BENCH_DIR")
    if kept:
        os.makedirs(kept, exist_ok=True)
    bench = Bench(kept or tempfile.mkdtemp(prefix="licet-index-"))
    try:
        for x in parts:
            began = time.monotonic()
            bench.do(x)
            bench.loads.append((x, os.getloadavg()[0]))
            print(f"-- {x}: {time.monotonic() - began:.0f} s, load {bench.loads[-1][1]:.1f}", flush=True)
        shown = index_tables.text(bench)
        print(shown)
        if write:
            index_tables.plot(bench.rows, os.path.join(HERE, "index_growth.svg"))
            index_tables.write(shown, os.path.join(HERE, "RESULTS.md"))
    finally:
        if not kept:
            shutil.rmtree(bench.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
