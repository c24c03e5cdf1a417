"""10,000 different orders (bench/orders_make.py) through `licet check`; the import before it, and self-find.

LICET_SHARED has the full Consolidated Screening List, else the sample is taken. ROWS: orders, default 10000.
INSTRUCTIONS=1: instructions an order, by valgrind (which has no SHA instructions: hashes count six times too much).
BEFORE=binary: the same orders through another build, whose answers must be the same but for the build's name.
"""
import csv
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import orders_make

HERE = os.path.dirname(os.path.abspath(__file__))
LICET = os.environ["LICET"]
BUILD = os.path.dirname(LICET)
DATA = os.environ.get("LICET_DATA") or os.path.join(HERE, "..", "data")
SHARED = os.environ.get("LICET_SHARED") or os.path.join(HERE, "..", "..", "shared")
ROWS = int(os.environ.get("ROWS", "10000"))
DAY = "2026-07-31"


def run(*args, out=subprocess.DEVNULL, env=None):
    """wall seconds, processor seconds, peak MB, what was said"""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    p = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, env=env)
    said = p.stderr.read().decode()
    _, status, used = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if p.returncode not in (0, 1, 2):
        sys.exit(f"{args}: exit {p.returncode}\n{said}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def line(what, wall, cpu, mb, note=""):
    print(f"{what:<44}{wall:>8.2f} s{cpu:>8.2f} s of processor{mb:>7.0f} MB   {note}", flush=True)


def check(binary, home, table, threads, out):
    with open(out, "wb") as f:
        return run(binary, "--home", home, "check", table, "--as-of", DAY, "--threads", str(threads), "--format", "csv",
                   "--quiet", out=f)


def answers(path):
    """Rows without the decision's id, which names the build."""
    with open(path, encoding="utf-8", newline="") as f:
        return [row[:-1] for row in csv.reader(f)]


def instructions(home, table, rows, folder):
    """Of an order: a tenth of the table against a fifth of it, so that the start is left out."""
    took = []
    with open(table, encoding="utf-8", newline="") as f:
        lines = f.readlines()
    for n in (rows // 50, rows // 25):
        part = os.path.join(folder, f"part{n}.csv")
        with open(part, "w", encoding="utf-8", newline="") as f:
            f.writelines(lines[:n + 1])
        said = run("valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/cg", LICET, "--home", home, "check", part,
                   "--as-of", DAY, "--threads", "1", "--format", "csv", "--quiet")[3]
        took.append((n, int(re.search(r"Collected : (\d+)", said).group(1))))
    each = (took[1][1] - took[0][1]) / (took[1][0] - took[0][0])
    print(f"instructions an order: {each / 1e6:.2f} million", flush=True)


def main():
    folder = tempfile.mkdtemp(prefix="licet-orders-")
    home, table = os.path.join(folder, "home"), os.path.join(folder, "orders.csv")
    full = os.path.join(SHARED, "data", "us_csl", f"csl_{DAY}_rebuilt.csv")
    found = os.path.exists(full)
    listed = full if found else os.path.join(DATA, "sample", "consolidated_sample.csv")
    print("full list" if found else f"SKIP the full list: {SHARED} is not there; measured on the sample")
    try:
        line("import of the list", *run(LICET, "--home", home, "lists", "import", "--source", "us_csl", "--list-date", DAY,
                                        *(() if found else ("--sample",)), listed)[:3])
        orders_make.write(table, ROWS, os.path.join(BUILD, "names_make"), os.path.join(DATA, "names"), listed, DAY)
        outs = [os.path.join(folder, f"answers{t}") for t in (1, 2)]
        one = check(LICET, home, table, 1, outs[0])
        line(f"check {ROWS} different orders, 1 thread", *one[:3], f"{1e6 * one[1] / ROWS:.0f} us an order")
        two = check(LICET, home, table, 2, outs[1])
        line("the same, 2 threads", *two[:3], f"{one[0] / two[0]:.2f} times as fast")
        with open(outs[0], "rb") as a, open(outs[1], "rb") as b:
            if a.read() != b.read():
                sys.exit("1 and 2 threads gave different answers")
        if os.environ.get("BEFORE"):
            line("the same, the other build, 1 thread", *check(os.environ["BEFORE"], home, table, 1, outs[1])[:3])
            if answers(outs[0]) != answers(outs[1]):
                sys.exit("the other build gave different answers")
        if os.environ.get("INSTRUCTIONS"):
            instructions(home, table, ROWS, folder)
        selffind = os.path.join(BUILD, "test_engine_selffind")
        if found and os.path.exists(selffind):
            got = run(selffind, env={**os.environ, "LICET_ALL": "1", "LICET_SHARED": SHARED})
            line("self-find of every name, import and all", *got[:3])
            print(*(s for s in got[3].splitlines() if "looked for" in s or "threads" in s), sep="\n")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
