"""What a workbook costs beyond the same orders as text: ROWS (100,000) rows of 12 columns, one party
each, against a list of two entries, one thread. Prints seconds and peak memory of each run."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))
import workbooks  # noqa: E402

LICET = os.environ["LICET"]
ROWS = int(os.environ.get("ROWS", "100000"))
DAY = "2026-07-31"
HEADER = ["Order no", "Line", "Ship date", "Item", "Part no", "ECCN", "Origin", "Value USD", "Purchaser",
          "Purchaser country", "Purchaser address", "Remarks"]


def order(i):
    return [f"SO-{i // 3}", i % 3 + 1, DAY, f"Example part {i % 977}", f"{i % 99999:06}", "EAR99", "US",
            100 + i % 5000 + 0.5, f"Example Trading House {i * 7919 % 1000003}", "DE",
            f"{i % 300} Example Street, Hamburg", f"batch {i % 40}, carton {i}"]


def make_text(path):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(HEADER)
        w.writerows(order(i) for i in range(ROWS))


def make_book(path):
    b = workbooks.Book()
    day = workbooks.styled(workbooks.serial(DAY), 2)
    b.sheet("Orders", [HEADER] + [[day if c == 2 else v for c, v in enumerate(order(i))] for i in range(ROWS)])
    b.save(path)


MEASURE = ("import resource, subprocess, sys, time; t = time.monotonic();"
           "p = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL);"
           "u = resource.getrusage(resource.RUSAGE_CHILDREN);"
           "print(u.ru_utime + u.ru_stime, time.monotonic() - t, u.ru_maxrss, p.returncode)")


def run(folder, what, *args):
    p = subprocess.run([sys.executable, "-c", MEASURE, LICET, *args, "--as-of", DAY, "--threads", "1", "--quiet"],
                       capture_output=True, text=True, cwd=folder,
                       env={**os.environ, "LICET_HOME": folder + "/home"})
    seconds, wall, kb, code = p.stdout.split()
    if p.stderr or code not in ("0", "1", "2"):
        sys.exit(f"{what}: exit {code} {p.stderr}")
    print(f"{what:<32}{float(seconds):>8.1f} s of processor{float(wall):>8.1f} s{int(kb) / 1024:>8.0f} MB", flush=True)
    return float(seconds)


def main():
    with tempfile.TemporaryDirectory(prefix="licet-bench-") as folder:
        own = pathlib.Path(folder, "own.jsonl")
        own.write_text('{"entity_id":"1","names":["Marrow Hill Trading Ltd"],"type":"org","countries":["GB"]}\n'
                       '{"entity_id":"2","names":["Ossian Vale"],"type":"person","countries":["IE"]}\n')
        policy = pathlib.Path(folder, "policy.ini")
        policy.write_text("[lists]\nrequired = own\n[list own]\nmax_age_days = 36500\n")
        subprocess.run([LICET, "--home", folder + "/home", "--policy", policy, "lists", "import", "--source",
                        "own", "--list-date", DAY, own], check=True, stdout=subprocess.DEVNULL)
        make_text(folder + "/o.csv")
        make_book(folder + "/o.xlsx")
        sizes = {n: os.path.getsize(f"{folder}/{n}") / 1e6 for n in ("o.csv", "o.xlsx")}
        print(f"{ROWS} rows of {len(HEADER)} columns: {sizes['o.csv']:.1f} MB as CSV, {sizes['o.xlsx']:.1f} MB as workbook")
        p = ("--policy", str(policy))
        base = run(folder, "CSV in, CSV out", "check", "o.csv", "--out", "a.csv", *p)
        read = run(folder, "workbook in, CSV out", "check", "o.xlsx", "--out", "a.csv", *p)
        fresh = run(folder, "CSV in, workbook out", "check", "o.csv", "--out", "a.xlsx", *p)
        both = run(folder, "workbook in, workbook out", "check", "o.xlsx", "--out", "b.xlsx", *p)
        print(f"reading it: {read - base:.1f} s; writing one: {fresh - base:.1f} s; both: {both - base:.1f} s beyond "
              f"screening, {both / base:.2f} times the text; answered: {os.path.getsize(folder + '/b.xlsx') / 1e6:.1f} MB")


main()
