"""Times and peak memory of the licet binary on real input; ratios between runs of the same minute."""
import csv
import glob
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

LICET, SHARED = os.environ["LICET"], os.environ["LICET_SHARED"]
DAY = "2026-07-31"
MEASURE = """
import os, resource, subprocess, sys, time
t = time.monotonic()
p = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
u = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.monotonic() - t, u.ru_maxrss, p.returncode)
sys.stderr.buffer.write(p.stderr)
"""


def licet(home, *args):
    """-> seconds, peak MB, exit code"""
    p = subprocess.run([sys.executable, "-c", MEASURE, LICET, "--home", home, *args],
                       capture_output=True, text=True)
    seconds, kb, code = p.stdout.split()
    return float(seconds), int(kb) / 1024, int(code), p.stderr


def line(what, seconds, mb, note=""):
    print(f"{what:<44}{seconds:>9.2f} s{mb:>9.0f} MB   {note}")


def orders(path, rows, template):
    """rows order lines, cycling through the sample's."""
    with open(template, encoding="utf-8", newline="") as f:
        header, *body = list(csv.reader(f))
    body = [r for r in body if len(r) == len(header)]
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(header)
        for i in range(rows):
            row = list(body[i % len(body)])
            row[0] = f"B-{i}"
            w.writerow(row)


def bench_import(folder, full):
    files = [(f"{SHARED}/data/us_csl/csl_{DAY}_rebuilt.csv", 0), (f"{SHARED}/data/us_csl/csl_{DAY}_rebuilt.json", 0)]
    if not full:
        files = [("data/sample/consolidated_sample.csv", 1)]
    home = None
    for path, sample in files:
        home = os.path.join(folder, os.path.basename(path))
        args = ["lists", "import", "--source", "us_csl", "--list-date", DAY] + ["--sample"] * sample
        s, mb, code, err = licet(home, *args, path)
        if code:
            sys.exit(f"{path}: exit {code}\n{err}")
        size = os.path.getsize(path) / 1e6
        line(f"import {os.path.basename(path)}", s, mb, f"{size:.1f} MB, {size / s:.1f} MB/s")
        s2, mb2, _, _ = licet(home, *args, path)
        line("  the same file again", s2, mb2, f"{s2 / s:.2f} of the first time")
        index = sum(os.path.getsize(p) for p in glob.glob(home + "/index/*"))
        db = sum(os.path.getsize(p) for p in glob.glob(home + "/licet.db*"))
        print(f"  index {index / 1e6:.1f} MB, database {db / 1e6:.1f} MB: {(index + db) / 1e6 / size:.2f} of the file")
    return home


def bench_check(folder, home, rows):
    path = os.path.join(folder, "orders.csv")
    orders(path, rows, "data/sample/orders.csv")
    one = mb_one = None
    for threads in (1, 2):
        s, mb, code, err = licet(home, "check", path, "--as-of", DAY, "--threads", str(threads), "--format", "csv", "--quiet")
        if code not in (0, 1, 2) or err:
            sys.exit(f"check: exit {code}\n{err}")
        one, mb_one = one or s, mb_one or mb
        line(f"check {rows} rows, {threads} thread{'s' * (threads > 1)}", s, mb,
             f"{rows / s:.1f} rows/s, {s / one:.2f} of one thread")
    small = os.path.join(folder, "few.csv")
    orders(small, max(10, rows // 10), "data/sample/orders.csv")
    s, mb10, _, _ = licet(home, "check", small, "--as-of", DAY, "--threads", "1", "--format", "csv", "--quiet")
    line(f"check {max(10, rows // 10)} rows, 1 thread", s, mb10, f"ten times the rows took {mb_one / mb10:.2f} of its memory")


def bench_screen(home):
    s, mb, _, _ = licet(home, "screen", "NSO Group", "--country", "IL", "--as-of", DAY)
    line("screen one name, cold", s, mb)


def facts_lines(path, rows):
    """Transactions whose parties somebody else has looked up: no search, rules alone."""
    listed = {"list": "EL", "requirement": "All items subject to the EAR. (See §744.11 of the EAR)",
              "policy": "Presumption of denial.", "from_": "2021-11-04", "fr": "86 FR 60760"}
    items = [{"eccn": "EAR99", "type": "commodity", "origin": "US"}, {"eccn": "3A001.a.2", "type": "commodity", "origin": "US"},
             {"eccn": "5D992.c", "type": "software", "origin": "US", "delivery": "download"}]
    with open(path, "w", encoding="utf-8") as f:
        for i in range(rows):
            party = {"role": "end_user", "name": "N", "country": "IL", "lists": [listed] if i % 4 == 0 else []}
            facts = {"as_of": DAY, "activity": "export", "from": "US", "to": ("IL", "CN", "RU", "FR")[i % 4],
                     "exporter_us_person": True, "item": items[i % 3], "parties": [party]}
            f.write(json.dumps({"id": i, "facts": facts}) + "\n")


def bench_determine(folder, home, rows):
    """Processor time of one core: start taken off by a run of one line."""
    path, took = os.path.join(folder, "facts.jsonl"), []
    for n in (1, rows):
        facts_lines(path, n)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(path, "rb") as f:
            p = subprocess.run([LICET, "--home", home, "determine", "--jsonl"], stdin=f, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if p.returncode not in (0, 1, 2):
            sys.exit(f"determine: exit {p.returncode}")
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    each = (took[1] - took[0]) / (rows - 1)
    line(f"determine {rows} lines, nobody looked up", took[1], after.ru_maxrss / 1024,
         f"{each * 1e6:.0f} microseconds a line of one core, a million in {each * 1e6:.0f} s")


def main():
    rows = int(os.environ.get("ROWS", "1000"))
    full = os.path.exists(f"{SHARED}/data/us_csl/csl_{DAY}_rebuilt.csv")
    print(subprocess.run([LICET, "--version"], capture_output=True, text=True).stdout.strip())
    print("full list" if full else f"SKIP the full list: {SHARED} is not there; measured on the sample")
    folder = tempfile.mkdtemp(prefix="licet-bench-")
    try:
        home = bench_import(folder, full)
        bench_screen(home)
        bench_determine(folder, home, 20 * rows)
        bench_check(folder, home, rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
