"""make bench, the part about the index: made names at several sizes, and the real list; see RESULTS.md.

LICET_BENCH_SIZES: rows of the made lists, default 1000000; add 10000000 for the long run (20 GB of memory).
LICET_BENCH_QUERIES: questions of each kind, default 2000. LICET_BENCH_DIR keeps the lists and indexes.
LICET_BENCH_PEERS=1: the peers too (bench/peers_setup). LICET_BENCH_BOOK: customers of the book that changed entries
are held against, default 100000. --write puts tables and plot into bench/RESULTS.md and bench/index_growth.svg.
"""
import csv
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get("LICET_BUILD") or os.path.dirname(os.environ["LICET"])
DATA = os.environ.get("LICET_DATA") or os.path.join(HERE, "..", "data")
SHARED = os.environ.get("LICET_SHARED") or os.path.join(HERE, "..", "..", "shared")
NAMES = os.path.join(DATA, "names")
QUERIES = int(os.environ.get("LICET_BENCH_QUERIES", "2000"))
THRESHOLD = 8000


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
    def __init__(self, folder):
        self.folder, self.rows = folder, []

    def at(self, name):
        return os.path.join(self.folder, name)

    def lists(self):
        """(label, names, list file)"""
        first, full = real_names(self.at("real_first"), False)
        every, _ = real_names(self.at("real_all"), True)
        if not full:
            print("SKIP the full list: it is not at hand; measured on the sample", flush=True)
        yield "real, first names", first, self.at("real_first")
        yield "real, every name", every, self.at("real_all")
        for rows in os.environ.get("LICET_BENCH_SIZES", "1000000").split():
            path = self.at(f"made_{rows}")
            if not os.path.exists(path):
                run(tool("names_make"), "list", rows, "1", NAMES, self.at("real_first"), out=path)
            yield f"made, {int(rows):,}", int(rows), path

    def queries(self, path):
        """customers on no list, and true names as others write them; fewer where each takes long"""
        customers, perturbed = self.at("customers"), path + "_perturbed"
        run(tool("names_make"), "customers", str(QUERIES), "2", NAMES, self.at("real_first"), out=customers)
        run(tool("names_make"), "perturbed", str(QUERIES), "3", path, out=perturbed)
        return [("customers", customers), ("perturbed", perturbed)]

    def measure(self, label, names, path):
        index = path + ".index"
        built = run(tool("index_bench"), "build", path, index)
        row = {"label": label, "names": names, "built": built, "asked": {}}
        print(f"{label}: {names:,} names, built in {built['build_s']:.2f} s, {built['bytes'] / names:.0f} bytes a "
              f"name, {built['peak_mb']} MB", flush=True)
        for kind, questions in self.queries(path):
            got = run(tool("index_bench"), "ask", index, questions, str(THRESHOLD), "1")
            row["asked"][kind] = got
            found = sum(x[0] for x in got["recall"].values())
            asked = sum(x[1] for x in got["recall"].values())
            got["found"] = found / asked if asked else None
            print(f"  {kind}: {got['per_core']:,.0f} a second and core; p50 {got['p50_us']:.0f} p90 {got['p90_us']:.0f} "
                  f"p99 {got['p99_us']:.0f} max {got['max_us']:.0f} us; {got['hits']:.2f} hits"
                  + (f"; {100 * found / asked:.1f} % of true entities" if asked else ""), flush=True)
        one = row["asked"]["customers"]
        two = run(tool("index_bench"), "ask", index, self.at("customers"), str(THRESHOLD), "2")
        again = run(tool("index_bench"), "ask", index, self.at("customers"), str(THRESHOLD), "1")
        row["threads"] = two["per_s"] / max(one["per_s"], again["per_s"])
        print(f"  open {1000 * one['open_s']:.1f} ms ({built['bytes'] / 1e9 / one['open_s']:.2f} GB/s), matcher "
              f"{1000 * one['matcher_s']:.1f} ms, first answer {one['first_ms']:.2f} ms; two threads "
              f"{row['threads']:.2f} of one", flush=True)
        self.rows.append(row)
        if not os.environ.get("LICET_BENCH_DIR") and label != "real, every name":
            os.remove(index)

    def book(self, customers):
        """1,000 changed entries of the real list against a book of customers."""
        path = self.at(f"book_{customers}")
        run(tool("names_make"), "customers", str(customers), "5", NAMES, self.at("real_first"), out=path)
        got = run(tool("index_bench"), "mirror", self.at("real_all") + ".index", path, "1000", str(THRESHOLD), "1")
        print(f"1,000 changed entries against {customers:,} customers: {got['look_cpu_s']:.2f} s of one core, "
              f"{got['marked']} marked; the book is turned round in {got['build_s']:.1f} s, {got['peak_mb']} MB", flush=True)
        return got

    def growth(self):
        """Exponent of the mean time of a customer's name over the size of the list."""
        made = [r for r in self.rows if r["label"] != "real, every name"]
        if len(made) < 2:
            return None
        a, b = made[0], made[-1]
        return (math.log(b["asked"]["customers"]["mean_us"] / a["asked"]["customers"]["mean_us"])
                / math.log(b["names"] / a["names"]))


def table(rows):
    out = ["| list | names | questions | a second and core | p50 | p90 | p99 | max µs | true entity found | bytes a name "
           "| build | open | first answer | 2 threads |", "|" + "---|" * 14]
    for r in rows:
        threads = f"{r['threads']:.2f} ×" if r["threads"] else "not measured"
        for kind, q in r["asked"].items():
            found = f"{100 * q['found']:.1f} %" if q["found"] is not None else ""
            tail = (f"{r['built']['bytes'] / r['names']:.0f} | {r['built']['build_s']:.2f} s | "
                    f"{1000 * q['open_s']:.0f} ms | {q['first_ms']:.2f} ms | {threads}"
                    if kind == "customers" else " | | | |")
            out.append(f"| {r['label']} | {r['names']:,} | {kind} | {q['per_core']:,.0f} | {q['p50_us']:.0f} | "
                       f"{q['p90_us']:.0f} | {q['p99_us']:.0f} | {q['max_us']:.0f} | {found} | {tail} |")
    return "\n".join(out)


def plot(rows, path):
    """p50 and p99 of customers' names over the size of the list, both axes logarithmic."""
    points = [(r["names"], r["asked"]["customers"]) for r in rows]
    wide, high, left, top = 560, 320, 70, 20
    x0, x1 = 4, 7.2
    times = [q[k] for _, q in points for k in ("p50_us", "p99_us")]
    y0, y1 = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def at(n, us):
        return (left + (math.log10(n) - x0) / (x1 - x0) * wide,
                top + high - (math.log10(us) - y0) / max(1, y1 - y0) * high)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide + left + 90} {high + top + 50}" '
           'font-family="sans-serif" font-size="13">', '<rect width="100%" height="100%" fill="white"/>']
    for e in range(4, 8):
        x, _ = at(10 ** e, 10 ** y0)
        out.append(f'<line x1="{x:.0f}" y1="{top}" x2="{x:.0f}" y2="{top + high}" stroke="#ddd"/>'
                   f'<text x="{x:.0f}" y="{top + high + 18}" text-anchor="middle">{10 ** e:,}</text>')
    for e in range(y0, y1 + 1):
        _, y = at(10 ** x0, 10 ** e)
        out.append(f'<line x1="{left}" y1="{y:.0f}" x2="{left + wide}" y2="{y:.0f}" stroke="#ddd"/>'
                   f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{10 ** e:g} µs</text>')
    for key, colour in (("p50_us", "#1b5e9e"), ("p99_us", "#b3401b")):
        line = [at(n, q[key]) for n, q in points]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
                   + " ".join(f"{x:.1f},{y:.1f}" for x, y in line) + '"/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in line]
        out.append(f'<text x="{line[-1][0] + 8:.0f}" y="{line[-1][1] + 4:.0f}" fill="{colour}">{key[:3]}</text>')
    out.append(f'<text x="{left + wide / 2:.0f}" y="{top + high + 40}" text-anchor="middle">names in the list</text></svg>')
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(out) + "\n")


def write(text):
    begin, end = "<!-- by bench/index_run.py: begin -->", "<!-- by bench/index_run.py: end -->"
    path = os.path.join(HERE, "RESULTS.md")
    with open(path, encoding="utf-8") as f:
        whole = f.read()
    before, rest = whole.split(begin, 1)
    after = rest.split(end, 1)[1]
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"{before}{begin}\n{text}\n{end}{after}")


def main():
    if not os.path.exists(tool("index_bench")):
        sys.exit("index_run.py: index_bench is not built")
    kept = os.environ.get("LICET_BENCH_DIR")
    if kept:
        os.makedirs(kept, exist_ok=True)
    bench = Bench(kept or tempfile.mkdtemp(prefix="licet-index-"))
    try:
        for label, names, path in bench.lists():
            bench.measure(label, names, path)
        shown = [table(bench.rows), ""]
        exponent = bench.growth()
        if exponent is not None:
            shown.append(f"The time of a customer's name grows with the list to the power of {exponent:.2f}.")
        book = bench.book(int(os.environ.get("LICET_BENCH_BOOK", "100000")))
        shown.append(f"1,000 changed entries against {book['customers']:,} customers: {book['look_cpu_s']:.2f} s of one "
                     f"core, {book['marked']} customers marked; the book is turned round in {book['build_s']:.1f} s.")
        if os.environ.get("LICET_BENCH_PEERS"):
            sys.path.insert(0, HERE)
            import peers_run
            shown += ["", peers_run.table(peers_run.measure(bench))]
        print("\n".join(shown))
        if "--write" in sys.argv:
            plot(bench.rows, os.path.join(HERE, "index_growth.svg"))
            write("\n".join(shown))
    finally:
        if not kept:
            shutil.rmtree(bench.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
