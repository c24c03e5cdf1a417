"""Lists that come broken, one incident after another, each against yesterday's good list.

incidents.txt says what is to be expected of each: how the command ends, what `licet lists status` then
says of the list, and what a name reads that is on no list. Whatever happened: a party that was listed
yesterday is found today, nothing that is stored was harmed, and an import of the good list helps.

With SHOW=1 the table of what happens is printed and nothing is compared.
"""
import csv
import gzip
import io
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time

LICET = os.environ["LICET"]
SOURCE = os.environ["LICET_SOURCE"]
YESTERDAY, TODAY = "2026-07-30", "2026-07-31"
POLICY = """
[lists]
required = us_csl
max_age_days = 36500
[list us_csl]
min_entries = 300
[list us_csl/SDN]
min_entries = 150
"""
LISTED = [("NSO Group", "IL"), ("JSC Positive Technologies", "RU"), ("Quorl Debarred 7", "US"),
          ("Ysolde Missile 3", "KP")]
ABSENT = ("Blue Kite Bakery", "GB")
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
DTC = "ITAR Debarred (DTC) - State Department"
ISN = "Nonproliferation Sanctions (ISN) - State Department"


def good_rows():
    with open(os.path.join(SOURCE, "data/sample/consolidated_sample.csv"), encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    for name, source, n, country in (("Marrow Hill Works", SDN, 300, "IR"), ("Quorl Debarred", DTC, 120, "US"),
                                     ("Ysolde Missile", ISN, 40, "KP")):
        for i in range(n):
            row = dict.fromkeys(rows[0], "")
            row.update(source=source, name=f"{name} {i}", addresses=f"{i} Quay Street, Harbour Town, {country}",
                       entity_number=str(900000 + i) if source == SDN else "", type="Entity",
                       programs="IRAN" if source == SDN else "", start_date="2020-01-02",
                       federal_register_notice=f"85 FR {1000 + i}" if source != SDN else "")
            rows.append(row)
    return rows


def table(rows, columns=None, **kw):
    out = io.StringIO(newline="")
    w = csv.DictWriter(out, columns or list(rows[0]), extrasaction="ignore", **kw)
    w.writeheader()
    w.writerows(rows)
    return out.getvalue().encode()


class World:
    """A home with yesterday's list, and what the last command said."""

    def __init__(self, folder, home, rows):
        self.folder, self.home, self.rows = folder, home, rows
        self.good, self.env = table(rows), {}
        self.policy = os.path.join(folder, "policy.ini")
        self.code, self.said = None, ""

    def path(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(data)
        return path

    def run(self, *args, **kw):
        env = dict(os.environ, LICET_HOME=self.home, LICET_DATA=os.path.join(SOURCE, "data"), **self.env)
        r = subprocess.run([*kw.pop("under", []), LICET, *args, "--policy", self.policy], env=env,
                           stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", **kw)
        self.code, self.said = r.returncode, r.stdout + r.stderr
        return r

    def take(self, data, *args, day=TODAY, source="us_csl", name="list.csv", **kw):
        files = [self.path(n, d) for n, d in data] if isinstance(data, list) else [self.path(name, data)]
        return self.run("lists", "import", "--source", source, "--list-date", day, *args, *files, **kw)

    def verdict(self, name, country, day=TODAY):
        code, said = self.code, self.said
        r = self.run("screen", name, "--country", country, "--as-of", day, "--json")
        self.code, self.said = code, said
        return json.loads(r.stdout)["verdict"] if r.stdout.startswith("{") else "ERROR"

    def status(self):
        code, said = self.code, self.said
        r = self.run("lists", "status", "--json")
        self.code, self.said = code, said
        return next(x for x in json.loads(r.stdout)["lists"] if x["id"] == "us_csl")


def without(rows, keep):
    return [r for r in rows if keep(r)]


def half(rows):
    return [r for i, r in enumerate(rows) if i % 2 == 0]


def emptied(rows, column):
    return [dict(r, **{column: ""}) for r in rows]


# ---- the incidents: each is given a world and runs its commands ----

def empty_file(w): w.take(b"")
def html_page(w): w.take(b"<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1></body></html>\n" * 40)
def html_after_the_header(w): w.take(w.good.split(b"\n")[0] + b"\n<html><body>gateway timeout</body></html>\n")
def half_a_file(w): w.take(w.good[:len(w.good) // 2 + 7])
def half_the_rows(w): w.take(table(half(w.rows)))
def header_alone(w): w.take(table(w.rows).split(b"\r\n")[0] + b"\r\n")
def sdn_gone(w): w.take(table(without(w.rows, lambda r: r["source"] != SDN)))
def isn_gone(w): w.take(table(without(w.rows, lambda r: r["source"] != ISN)))
def debarred_fell_by_a_quarter(w):
    w.take(table(without(w.rows, lambda r: r["source"] != DTC or int(r["name"].split()[-1]) % 4 != 1
                         if r["name"].startswith("Quorl") else True)))
def ordinary_removals(w):
    w.take(table(without(w.rows, lambda r: not r["name"].startswith("Marrow") or int(r["name"].split()[-1]) > 19)))
def ordinary_additions(w):
    w.take(table(w.rows + [dict(w.rows[-1], name=f"Ysolde Addition {i}") for i in range(15)]))
def addresses_emptied(w): w.take(table(emptied(w.rows, "addresses")))
def programmes_emptied(w): w.take(table(emptied(w.rows, "programs")))
def numbers_emptied(w): w.take(table(emptied(w.rows, "entity_number")))
def header_repeated(w):
    lines = w.good.split(b"\r\n")
    w.take(b"\r\n".join(lines[:40] + [lines[0]] + lines[40:]))
def header_twice(w):
    lines = w.good.split(b"\r\n")
    w.take(b"\r\n".join([lines[0], *lines]))
def old_file_served_again(w):
    w.take(table(w.rows + [dict(w.rows[-1], name="Ysolde Addition")]))
    w.take(w.good)
def old_file_served_again_and_true(w):
    old_file_served_again(w)
    w.run("lists", "approve", "us_csl", "--reason", "the addition was withdrawn", "--by", "A. First")
def older_than_yesterday(w): w.take(table(half(w.rows)), day="2026-07-01")
def yesterdays_file_as_todays(w): w.take(w.good)
def yesterdays_file_again(w): w.take(w.good, day=YESTERDAY)
def doubled_file(w): w.take(w.good + w.good)
def doubled_rows(w): w.take(table(w.rows + w.rows))
def utf16(w): w.take(w.good.decode().encode("utf-16"))
def latin1(w): w.take(w.good.replace(b"Quay Street", "Qu\xe4y Street".encode("latin-1")))
def byte_order_mark(w): w.take(b"\xef\xbb\xbf" + w.good)
def nul_bytes(w): w.take(w.good[:5000] + b"\0\0\0\0" + w.good[5000:])
def a_block_of_zeros(w): w.take(w.good[:8192] + b"\0" * 4096 + w.good[12288:])
def columns_in_another_order(w): w.take(table(w.rows, list(reversed(list(w.rows[0])))))
def column_renamed(w): w.take(w.good.replace(b",alt_names,", b",aliases,", 1))
def name_column_missing(w): w.take(table(w.rows, [c for c in w.rows[0] if c != "name"]))
def name_column_emptied(w): w.take(table(emptied(w.rows, "name")))
def new_column(w): w.take(table([dict(r, risk="high") for r in w.rows], list(w.rows[0]) + ["risk"]))
def crlf_to_lf(w): w.take(w.good.replace(b"\r\n", b"\n"))
def rows_in_another_order(w): w.take(table(sorted(w.rows, key=lambda r: r["name"])))
def ten_times_the_size(w):
    w.take(table(w.rows + [dict(r, name=f"{r['name']} Branch {i}", entity_number="")
                           for i in range(9) for r in w.rows if r["source"] in (DTC, ISN)]))
def numbers_reused(w):
    mine = [r for r in w.rows if r["name"].startswith("Marrow")]
    moved = {r["name"]: mine[(i + 1) % len(mine)]["entity_number"] for i, r in enumerate(mine)}
    w.take(table([dict(r, entity_number=moved.get(r["name"], r["entity_number"])) for r in w.rows]))
def future_date(w): w.take(w.good, day="2099-01-01")
def no_such_day(w): w.take(w.good, day="2026-02-30")
def compressed(w): w.take(gzip.compress(w.good))
def random_bytes(w): w.take(random.Random(7).randbytes(200000))
def other_publishers_file(w):
    with open(os.path.join(SOURCE, "data/sample/dpl_sample.csv"), "rb") as f:
        w.take(f.read())
def quote_never_closed(w): w.take(w.good[:20000] + b'"' + w.good[20000:])
def one_endless_field(w): w.take(w.good + b'"' + b"A" * (9 << 20) + b'"\r\n')
def deep_json(w): w.take(b"[" * 100000 + b"]" * 100000, name="list.json")
def json_cut_short(w): w.take(b'{"results":[' + json.dumps({"name": "x"}).encode() + b",", name="list.json")
def billion_laughs(w):
    levels = "".join(f'<!ENTITY l{i} "{("&l%d;" % (i - 1)) * 10}">' for i in range(1, 10))
    w.take(f'<?xml version="1.0"?><!DOCTYPE sdnList [<!ENTITY l0 "lol">{levels}]>'
           "<sdnList><sdnEntry><uid>1</uid><lastName>&l9;</lastName></sdnEntry></sdnList>".encode(),
           source="us_ofac_sdn", name="sdn.xml")
def a_folder(w): w.run("lists", "import", "--source", "us_csl", "--list-date", TODAY, w.folder)
def no_file(w): w.run("lists", "import", "--source", "us_csl", "--list-date", TODAY, w.folder + "/absent.csv")
def no_list_date(w): w.run("lists", "import", "--source", "us_csl", w.path("list.csv", table(w.rows[:-5])))


def ofac(number, names, alias=b'11,1,"aka","VAIL, Osian",-0- \r\n\x1a'):
    N = b"-0- "
    rows = b"".join(b'%d,"%s","individual","SDGT",' % (number + i, n) + b",".join([N] * 8) + b"\r\n"
                    for i, n in enumerate(names)) + b"\x1a"
    return [("sdn.csv", rows), ("add.csv", b'%d,1,"1 Quay","Cork","Ireland",-0- \r\n\x1a' % number),
            ("alt.csv", alias.replace(b"11,", b"%d," % number, 1))]
def ofac_files_of_two_days(w):
    files = ofac(11, [b"VALE, Ossian"])
    w.take([files[0], files[1], ("alt.csv", b"".join(b'%d,1,"aka","NAME",-0- \r\n' % n for n in range(50, 70)) + b"\x1a")],
           source="us_ofac_sdn")
def ofac_aliases_missing(w): w.take(ofac(11, [b"VALE, Ossian"])[:2], source="us_ofac_sdn")
def ofac_two_of_a_kind(w):
    files = ofac(11, [b"VALE, Ossian"])
    w.take([files[0], ("again.csv", files[0][1]), files[2]], source="us_ofac_sdn")
def ofac_cut_in_a_row(w):
    files = ofac(11, [b"VALE, Ossian", b"ORRERY, Tamsin"])
    w.take([("sdn.csv", files[0][1][:-30]), *files[1:]], source="us_ofac_sdn")


# ---- a person's word ----

def approve_without_reason(w):
    sdn_gone(w)
    w.run("lists", "approve", "us_csl", "--by", "A. First")
def reject_without_reason(w):
    sdn_gone(w)
    w.run("lists", "reject", "us_csl", "--by", "A. First", "--reason", " ")
def approve_without_a_name(w):
    w.env = {"USER": ""}
    half_the_rows(w)
    w.run("lists", "approve", "us_csl", "--reason", "seen")
def approved(w):
    debarred_fell_by_a_quarter(w)
    w.run("lists", "approve", "us_csl", "--reason", "the State Department removed them", "--by", "A. First")
def rejected(w):
    sdn_gone(w)
    w.run("lists", "reject", "us_csl", "--reason", "the publisher's accident", "--by", "A. First")
def approved_twice(w):
    approved(w)
    w.run("lists", "approve", "us_csl", "--reason", "again", "--by", "B. Second")
def good_list_after_a_bad_one(w):
    sdn_gone(w)
    w.take(w.good, day="2026-08-01")
def bad_list_twice(w):
    sdn_gone(w)
    w.take(table(without(w.rows, lambda r: r["source"] != SDN)), day="2026-08-01")


# ---- the machine ----

def limited(kind, value):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(kind, (value, value))
    return limit
def files_may_not_grow(w): w.take(table(w.rows[:-3]), preexec_fn=limited(resource.RLIMIT_FSIZE, 50000))
def index_may_not_grow(w):
    index = os.path.join(w.home, "index")
    size = max(os.path.getsize(os.path.join(index, f)) for f in os.listdir(index))
    w.take(table(w.rows[:-3]), preexec_fn=limited(resource.RLIMIT_FSIZE, size - 20000))
def no_space_left(w):
    """On a file system of its own, with room for the home and little more."""
    path = w.path("list.csv", table([dict(r, remarks=os.urandom(900).hex()) for r in w.rows]))
    used = sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(w.home) for f in files)
    script = ('mount -t tmpfs -o size="$1" none /mnt && cp -r "$2"/. /mnt && shift 2 && export LICET_HOME=/mnt &&'
              ' code=0; "$@" || code=$?; rm -rf "$BACK" && cp -r /mnt "$BACK" && exit $code')
    env = dict(os.environ, LICET_DATA=os.path.join(SOURCE, "data"), BACK=w.home)
    r = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", str(used + 300000), w.home, LICET, "lists", "import",
                        "--source", "us_csl", "--list-date", TODAY, "--policy", w.policy, path],
                       env=env, capture_output=True, text=True)
    w.code, w.said = r.returncode, r.stdout + r.stderr
    return not any(x in w.said for x in ("unshare", "mount"))
def too_few_files_open(w): w.take(table(w.rows[:-3]), preexec_fn=limited(resource.RLIMIT_NOFILE, 5))
def folder_not_writable(w):
    under = []
    if os.geteuid() == 0:
        under = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    path = w.path("list.csv", table(w.rows[:-3]))
    os.chmod(w.folder, 0o755)
    os.chmod(os.path.dirname(w.folder), 0o755)
    for root, folders, files in os.walk(w.home):
        for name in folders + files:
            os.chmod(os.path.join(root, name), 0o555 if name in folders else 0o444)
    os.chmod(w.home, 0o555)
    w.run("lists", "import", "--source", "us_csl", "--list-date", TODAY, path, under=under)
    os.chmod(w.home, 0o755)
    for root, folders, files in os.walk(w.home):
        for name in folders + files:
            os.chmod(os.path.join(root, name), 0o755 if name in folders else 0o644)
def two_at_once(w):
    env = dict(os.environ, LICET_HOME=w.home, LICET_DATA=os.path.join(SOURCE, "data"))
    paths = [w.path(f"list{i}.csv", table(without(w.rows, lambda r: r["name"] != f"Ysolde Missile {10 + i}")))
             for i in range(2)]
    both = [subprocess.Popen([LICET, "lists", "import", "--source", "us_csl", "--list-date", TODAY, "--policy", w.policy,
                              p], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for p in paths]
    w.code = max(p.wait() for p in both)
    w.said = ""
def killed_on_the_way(w):
    env = dict(os.environ, LICET_HOME=w.home, LICET_DATA=os.path.join(SOURCE, "data"))
    path = w.path("list.csv", table(w.rows + [dict(w.rows[-1], name="Ysolde Addition")]))
    for i in range(8):
        p = subprocess.Popen([LICET, "lists", "import", "--source", "us_csl", "--list-date", TODAY, "--policy", w.policy,
                              path], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.01 + 0.03 * i)
        p.kill()
        p.wait()
    w.run("lists", "import", "--source", "us_csl", "--list-date", TODAY, path)
def index_removed(w):
    shutil.rmtree(os.path.join(w.home, "index"))
    w.take(w.good, day=YESTERDAY)
def index_torn(w):
    for name in os.listdir(os.path.join(w.home, "index")):
        if name.endswith(".lix"):
            os.truncate(os.path.join(w.home, "index", name), 4096)
    w.take(w.good, day=YESTERDAY)


def clock(w, days):
    """The system's clock, moved; NotImplemented where it cannot be."""
    shim = os.path.join(w.folder, "clock.so")
    source = w.path("clock.c", textwrap.dedent("""
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <time.h>
        #include <unistd.h>
        #include <sys/syscall.h>
        time_t time(time_t *out)
        {
            struct timespec t;
            syscall(SYS_clock_gettime, CLOCK_REALTIME, &t);
            time_t s = t.tv_sec + 86400L * atol(getenv("CLOCK_DAYS"));
            if (out) *out = s;
            return s;
        }
        """).encode())
    if subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source], capture_output=True).returncode:
        return False
    w.env = {"LD_PRELOAD": shim, "CLOCK_DAYS": str(days), "ASAN_OPTIONS": "verify_asan_link_order=0"}
    return True
def clock_set_back(w):
    w.run("screen", "NSO Group", "--country", "IL", "--as-of", TODAY)
    if not clock(w, -10):
        return False
    w.run("screen", ABSENT[0], "--as-of", TODAY)
    w.env = {}
def clock_before_the_list(w):
    if not clock(w, -4000):
        return False
    w.take(w.good)
    w.env = {}


# ---- the table ----

def read_table(path):
    with open(path, encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = [c.strip() for c in line.split("|")]
            assert len(cells) == 7, f"{path}:{n}: {len(cells)} cells"
            yield cells


def heal(w):
    """Whatever happened, the next good list puts things right; after a bad one that was believed a person
    has to say so."""
    today = time.strftime("%Y-%m-%d", time.gmtime())
    w.env = {}
    good = table(w.rows + [dict(w.rows[-1], name="Ysolde Healed")])
    w.take(good, day=today, name="good.csv")
    if w.status()["state"] == "quarantined":
        w.run("lists", "approve", "us_csl", "--reason", "compared with the publisher's", "--by", "A. First")
    return w.verdict(*ABSENT, day=today)


def one(folder, base, rows, name):
    shutil.rmtree(folder + "/world", ignore_errors=True)
    os.makedirs(folder + "/world")
    home = folder + "/world/home"
    shutil.copytree(base, home)
    w = World(folder + "/world", home, rows)
    shutil.copy(folder + "/policy.ini", w.policy)
    if globals()[name](w) is False:
        return None, w
    s = w.status()
    got = [str(w.code), s["state"], s["list_date"], str(s["entries"]), w.verdict(*ABSENT)]
    found = [w.verdict(*x) for x in LISTED]
    assert all(v in ("MATCH", "POSSIBLE_MATCH") for v in found), f"{name}: a listed party reads {found}"
    said, v = w.said, w.run("verify")
    assert v.returncode == 0, f"{name}: {v.stdout}{v.stderr}"
    w.said = said
    return got, w


def main():
    rows, folder = good_rows(), tempfile.mkdtemp(prefix="licet-incidents-")
    expected = list(read_table(sys.argv[1]))
    only = os.environ.get("ONLY")
    try:
        base = folder + "/base"
        with open(folder + "/policy.ini", "w", encoding="utf-8") as f:
            f.write(POLICY)
        w = World(folder, base, rows)
        r = w.take(w.good, day=YESTERDAY)
        assert r.returncode == 0 and "In force" in r.stdout, r.stdout + r.stderr
        bad = skipped = 0
        for name, *want, says in expected:
            if only and name != only:
                continue
            got, w = one(folder, base, rows, name)
            if got is None:
                skipped += 1
                print(f"{name}: skipped, this machine cannot do it")
                continue
            said = w.said
            if os.environ.get("SHOW"):
                print(" | ".join([name, *got, said.strip().replace("\n", " / ")[:150]]), flush=True)
                continue
            if got != want or (says and says not in " ".join(said.split())):
                bad += 1
                print(f"{name}: expected {want} \"{says}\", got {got}\n{said[:600]}")
            healed = heal(w)
            if healed != "NO_MATCH":
                bad += 1
                print(f"{name}: the good list does not help: {healed}")
        assert not bad, f"{bad} incidents differ"
        print(f"{len(expected) - skipped} incidents as expected" + (f", {skipped} skipped" if skipped else ""))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
