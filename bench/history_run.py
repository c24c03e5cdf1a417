#!/usr/bin/env python3
"""An archive of one list, day by day: is every day what its own file says, and how long does it take?

    bench/history_run.py LICET [--shared DIR] [--sample] [--queries N] [--keep DIR]

The files are OFAC's sdn.csv of 143 days, 2021-08-18 to 2022-12-28 (shared data
ofac/sdn_history_jackdwyer, with a manifest of what was added, removed and changed each day).
--sample takes the five of them that stand there unpacked, and their differences counted here.

1. All files in one go (lists import --history): counts against the manifest, time, size.
2. The last files one by one: time of one daily import.
3. Ten days: the store of all days, asked as of that day, against a store of that day's file alone.
   Rarity of words is counted over the whole store, so scores may differ by a hair (SCORE_APART);
   hits that near the threshold are not compared.
Ends with 1 if anything is not as it should be.
"""
import argparse, csv, json, os, random, resource, statistics, subprocess, sys, tempfile, time

SCORE_APART = 0.01
THRESHOLDS = (0.80, 0.85, 0.90, 0.95)  # of any list or type of party (data/policy/default.ini)
DAILY_S = 1.5      # a daily file; processor time, so that other work on the machine does not count
ANSWER_S = 0.050   # an answer as of any day, in a process that runs
ONE_BY_ONE = 5     # files


def processor_s():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


class Licet:
    def __init__(self, path, home):
        self.path, self.home, self.cpu_s = path, home, 0.0  # cpu_s: of the last run

    def __call__(self, *words):
        began, cpu = time.perf_counter(), processor_s()
        p = subprocess.run([self.path, *words, "--home", self.home], capture_output=True, text=True)
        self.cpu_s = processor_s() - cpu
        return p.stdout, time.perf_counter() - began, p.returncode, p.stderr

    def json(self, *words):
        out, took, code, err = self(*words, "--json")
        try:
            return json.loads(out), took
        except json.JSONDecodeError:
            sys.exit(f"{' '.join(words)}: ended with {code}: {err}")


def rows_of(path):
    with open(path, encoding="latin-1", newline="") as f:
        return {r[0]: r for r in csv.reader(f) if len(r) > 11}


def unpack(shared, folder):
    packed = os.path.join(shared, "sdn_2021-08_2022-12_DEV.tar.zst")
    zstd = subprocess.Popen(["zstd", "-dc", "--long=31", packed], stdout=subprocess.PIPE)
    subprocess.run(["tar", "x", "-C", folder], stdin=zstd.stdout, check=True)
    if zstd.wait():
        sys.exit("zstd could not unpack the archive")
    found = sorted(os.path.join(d, f) for d, _, files in os.walk(folder) for f in files if f.endswith(".csv"))
    with open(os.path.join(shared, "manifest_DEV.tsv")) as f:
        table = [line.split("\t") for line in f.read().splitlines()[1:]]
    return found, {name: list(map(int, counts)) for name, *counts in table}


def picks(shared):
    folder = os.path.join(shared, "picks")
    found = sorted(os.path.join(folder, f) for f in os.listdir(folder))
    counts, before = {}, None
    for path in found:
        now = rows_of(path)
        was = before if before is not None else now
        counts[os.path.basename(path)] = [len(now), len(now.keys() - was.keys()), len(was.keys() - now.keys()),
                                          sum(now[k] != was[k] for k in now.keys() & was.keys())]
        before = now
    return found, counts


def day_of(path):
    return os.path.basename(path)[4:14]


def size_of(folder):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(folder) for f in files)


def check_counts(editions, expected):
    wrong = []
    for i, e in enumerate(editions):
        name = os.path.basename(e["file"])
        got = [e["entries"], e["added"] if i else 0, e["removed"], e["changed"]]
        if got != expected[name] or e["diagnostics_total"] or e.get("why"):
            wrong.append(f"{name}: {got}, expected {expected[name]} {e.get('why', '')}")
    return wrong


def questions(files, n, seed=20211104):
    """Names of the list of all days, as they stand and as people write them."""
    rnd, out = random.Random(seed), []
    lists = [list(rows_of(f).values()) for f in files]
    for i in range(n):
        name = rnd.choice(lists[i % len(lists)])[1]
        words = name.replace(",", "").split()
        if rnd.random() < 0.5:
            rnd.shuffle(words)
        text = " ".join(words)
        if rnd.random() < 0.4 and len(text) > 8:
            at = rnd.randrange(1, len(text) - 1)
            text = text[:at] + text[at + 1:]
        out.append(text)
    return out


def hits_of(answer):
    return {h["entry"]: h["score"] for h in answer["hits"] or [] if h["presence"] == "in_force"}


def near(answer):
    """Entries whose score is so near a threshold that a hair decides."""
    return {h["entry"] for h in answer["hits"] or [] for t in THRESHOLDS if abs(h["score"] - t) < 2 * SCORE_APART}


def compare(a, b):
    """What two answers say differently; empty if they agree."""
    x, y = hits_of(a), hits_of(b)
    loose = near(a) | near(b)
    wrong = [f"{k} only in one" for k in x.keys() ^ y.keys() if k not in loose]
    wrong += [f"{k}: {x[k]} and {y[k]}" for k in x.keys() & y.keys() if abs(x[k] - y[k]) > SCORE_APART]
    unlike = {h["entry"] for h in a["hits"] or []} ^ {h["entry"] for h in b["hits"] or []}
    if a["verdict"] != b["verdict"] and not unlike <= loose:
        wrong.append(f"verdict {a['verdict']} and {b['verdict']}")
    return wrong


def per_answer(licet, day, names, folder):
    """Seconds of the processor for one party of a table of orders, in a process that runs already."""
    took = []
    for rows in (1, len(names)):
        path = os.path.join(folder, f"orders-{rows}.csv")
        with open(path, "w", newline="") as f:
            out = csv.writer(f)
            out.writerow(["order_id", "purchaser_name", "ship_date"])
            out.writerows([i, name, day] for i, name in enumerate(names[:rows]))
        licet("check", path, "--as-of", day, "--threads", "1", "--format", "csv")
        took.append(licet.cpu_s)
    return (took[1] - took[0]) / (len(names) - 1)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("licet")
    p.add_argument("--shared", default=os.environ.get("LICET_SHARED", "../shared"))
    p.add_argument("--sample", action="store_true")
    p.add_argument("--queries", type=int)
    p.add_argument("--keep", help="folder for the stores, instead of a temporary one")
    a = p.parse_args()
    licet, wrong = os.path.abspath(a.licet), []
    shared = os.path.join(a.shared, "data/ofac/sdn_history_jackdwyer")
    if not os.path.isdir(shared):
        print(f"skipped: no {shared}")
        return 77
    with tempfile.TemporaryDirectory() as tmp:
        work = a.keep or tmp
        files, expected = picks(shared) if a.sample else unpack(shared, tmp)
        split = len(files) - (1 if a.sample else ONE_BY_ONE)
        everything = Licet(licet, os.path.join(work, "all"))

        answer, took = everything.json("lists", "import", "--source", "us_ofac_sdn", "--history", *files[:split])
        editions = answer["editions"]
        print(f"{split} files in one go: {took:.1f} s, {took / split:.2f} s a file")
        one = []
        for path in files[split:]:
            e, took = everything.json("lists", "import", "--source", "us_ofac_sdn", "--list-date", day_of(path), path)
            editions.append(dict(e, file=path))
            one.append((took, everything.cpu_s))
        cpu = statistics.median(c for _, c in one)
        print(f"one by one, {len(one)}: {', '.join(f'{t:.2f}' for t, _ in one)} s; of the processor {cpu:.2f} s")
        if cpu > DAILY_S:
            wrong.append(f"a daily file takes {cpu:.2f} s, more than {DAILY_S}")
        off = check_counts(editions, expected)
        wrong += off
        print(f"{len(editions) - len(off)} of {len(editions)} days have the manifest's counts")
        db = os.path.getsize(os.path.join(everything.home, "licet.db"))
        index = max(os.path.getsize(os.path.join(everything.home, "index", f))
                    for f in os.listdir(os.path.join(everything.home, "index")))
        raw = sum(map(os.path.getsize, files))
        print(f"store {db / 1e6:.1f} MB, index in force {index / 1e6:.1f} MB, of {raw / 1e6:.0f} MB of files")

        last = {day_of(f): f for f in files}
        days = sorted(last)
        days = [days[i * (len(days) - 1) // 9] for i in range(10)] if len(days) > 10 else days
        days = days[::2] if a.sample else days
        asked = questions([last[d] for d in days], a.queries or (12 if a.sample else 60))
        n, times, apart = 0, [], 0.0
        for day in days:
            alone = Licet(licet, os.path.join(work, day))
            alone.json("lists", "import", "--source", "us_ofac_sdn", "--list-date", day, last[day])
            for name in asked:
                x, took = everything.json("screen", name, "--as-of", day)
                y, _ = alone.json("screen", name, "--as-of", day)
                times.append(took)
                n += 1
                wrong += [f"{name} as of {day}: {what}" for what in compare(x, y)]
                s, t = hits_of(x), hits_of(y)
                apart = max([apart] + [abs(s[k] - t[k]) for k in s.keys() & t.keys()])
        times.sort()
        each = max(per_answer(everything, day, asked * 4, work) for day in days)
        print(f"{n} answers as of {len(days)} days: those of the days' own files; scores at most {apart:.4f} apart")
        print(f"an answer as of a day: {each * 1e3:.1f} ms at most; with starting the process median {times[n // 2] * 1e3:.0f} ms, "
              f"95 % {times[n * 95 // 100] * 1e3:.0f} ms, slowest {times[-1] * 1e3:.0f} ms")
        if each > ANSWER_S:
            wrong.append(f"an answer takes {each * 1e3:.0f} ms, more than {ANSWER_S * 1e3:.0f}")
    for w in wrong[:20]:
        print("WRONG:", w)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
