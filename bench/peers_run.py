"""licet beside others on the same names and questions, in one run: PostgreSQL's pg_trgm, Lucene, rapidfuzz and
nomenklatura's logic-v2. Install them with bench/peers_setup; what is not there is said and left out.

Each is asked as it is used for screening: pg_trgm by "%" with a GIN index at similarity .5; Lucene the best 50
documents by terms of up to two edits, or by trigrams; rapidfuzz all names at token_sort_ratio 80 and WRatio 86;
logic-v2 compares pairs at .7, as yente does with what its search engine finds. "Found" counts questions whose true
entity came back. Alerts are hits a customer's name gives that is on no list.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.environ.get("LICET_PEERS") or os.path.join(HERE, "..", "build", "peers")
PG = "/usr/lib/postgresql/15/bin"
PYTHON_PEER = r'''
import json, sys, time
which, names_file, perturbed_file, customers_file, limit = sys.argv[1:6]
limit = int(limit)
perturbed = [l.rstrip("\n").split("\t") for l in open(perturbed_file, encoding="utf-8")]
customers = [l.rstrip("\n").split("\t")[-1] for l in open(customers_file, encoding="utf-8")]
def rows():
    for l in open(names_file, encoding="utf-8"):
        yield l.rstrip("\n").split("\t")
def out(**x): print(json.dumps(x), flush=True)
def summary(times, found, asked, alerts, n_customers, **more):
    times.sort()
    out(n=len(times), mean_us=1e6 * sum(times) / len(times), p50_us=1e6 * times[len(times) // 2],
        p99_us=1e6 * times[len(times) * 99 // 100], found=found, asked=asked, alerts=alerts / n_customers, **more)
if which in ("token_sort_ratio", "WRatio"):
    from rapidfuzz import fuzz, process
    scorer, cut = getattr(fuzz, which), 80 if which == "token_sort_ratio" else 86
    ids, texts = [], []
    for r in rows():
        ids.append(r[0])
        texts.append(r[3].lower())
    times, found, alerts = [], 0, 0
    for kind, true, name in perturbed[:limit]:
        began = time.thread_time()
        got = process.extract(name.lower(), texts, scorer=scorer, score_cutoff=cut, limit=None)
        times.append(time.thread_time() - began)
        found += any(ids[g[2]] == true for g in got)
    asked = len(times)
    for name in customers[:limit]:
        began = time.thread_time()
        alerts += len(process.extract(name.lower(), texts, scorer=scorer, score_cutoff=cut, limit=None))
        times.append(time.thread_time() - began)
    summary(times, found, asked, alerts, len(customers[:limit]))
else:
    from followthemoney.proxy import EntityProxy
    from nomenklatura.matching import get_algorithm
    alg = get_algorithm("logic-v2")
    cfg = alg.default_config()
    def ent(i, kind, name):
        schema = "Person" if kind == "person" else "Organization" if kind == "org" else "LegalEntity"
        return EntityProxy.from_dict({"id": i, "schema": schema, "properties": {"name": [name]}})
    # one name against a part of the list: the time of one pair, and how many reach .7
    n = sum(1 for _ in open(names_file, "rb"))
    step, wanted, true_of, part = max(1, n // 2000), {p[1] for p in perturbed}, {}, []
    for i, r in enumerate(rows()):
        if r[0] in wanted: true_of[r[0]] = ent(r[0], r[1], r[3])
        if i % step == 0: part.append(ent("p" + r[0], r[1], r[3]))
    found, times, alerts = 0, [], 0
    for i, (kind, true, name) in enumerate(perturbed):
        found += alg.compare(ent(f"q{i}", "", name), true_of[true], cfg).score >= 0.7
    few = customers[: max(1, min(limit, 20))]
    for name in few:
        q = ent(f"c{name}", "", name)
        began = time.thread_time()
        alerts += sum(alg.compare(q, e, cfg).score >= 0.7 for e in part)
        times.append((time.thread_time() - began) * n / len(part))
    summary(times, found, len(perturbed), alerts * n / len(part), len(few), pair_us=1e6 * sum(times) / len(times) / n)
'''


def python_peer(which, path, questions, limit):
    venv = os.path.join(FOLDER, "venv", "bin", "python")
    if not os.path.exists(venv):
        return None
    p = subprocess.run([venv, "-c", PYTHON_PEER, which, path, questions["perturbed"], questions["customers"], str(limit)],
                       capture_output=True, text=True, check=True)
    return json.loads(p.stdout.splitlines()[-1])


def lucene(way, path, questions, limit):
    classpath = os.path.join(FOLDER, "classpath")
    if not os.path.exists(classpath) or not shutil.which("java"):
        return None
    with open(classpath, encoding="utf-8") as f:
        jars = f.read().strip()
    folder = tempfile.mkdtemp(prefix="licet-lucene-")
    try:
        p = subprocess.run(["java", "-Xmx4g", "-cp", jars, "LuceneNames", path, questions["perturbed"], folder, way,
                            str(limit)], capture_output=True, text=True, check=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    got = json.loads(p.stdout)
    got["asked"], got["alerts"] = got["n"], None
    return got


class Postgres:
    """A server of one's own in a temporary folder, on a socket alone."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="licet-pg-")
        self.owner = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        data = os.path.join(self.folder, "data")
        self.run(f"{PG}/initdb", "-D", data, "-A", "trust", "-U", "licet", "--no-sync", "-E", "UTF8", "--locale=C")
        self.run(f"{PG}/pg_ctl", "-D", data, "-w", "-o",
                 f"-k {self.folder} -c listen_addresses= -c shared_buffers=1GB -c fsync=off -c jit=off "
                 "-c max_parallel_workers_per_gather=0 -c maintenance_work_mem=1GB", "start", "-l",
                 os.path.join(self.folder, "log"))
        return self

    def run(self, *args):
        subprocess.run([*self.owner, *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def sql(self, text):
        p = subprocess.run(["psql", "-h", self.folder, "-U", "licet", "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1"],
                           input=text, capture_output=True, text=True, check=True)
        return p.stdout

    def copy(self, into, path):
        psql = subprocess.Popen(["psql", "-h", self.folder, "-U", "licet", "-d", "postgres", "-qAt", "-c",
                                 f"COPY {into} FROM STDIN"], stdin=subprocess.PIPE, text=True, encoding="utf-8")
        with open(path, encoding="utf-8") as f:
            for line in f:
                psql.stdin.write(line.replace("\\", "\\\\"))
        psql.stdin.close()
        if psql.wait():
            raise subprocess.CalledProcessError(psql.returncode, "psql COPY", stderr=b"COPY failed")

    def __exit__(self, *_):
        self.run(f"{PG}/pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def pg_trgm(path, asked_files, limit):
    if not os.path.exists(f"{PG}/initdb"):
        return None
    with Postgres() as pg:
        began = time.monotonic()
        pg.sql("CREATE EXTENSION pg_trgm; CREATE TABLE n (id int, type text, country text, name text);")
        pg.copy("n", path)
        pg.sql("CREATE INDEX ON n USING gin (name gin_trgm_ops); ANALYZE n;")
        built = time.monotonic() - began
        size = int(pg.sql("SELECT pg_total_relation_size('n');"))
        questions = []
        with open(asked_files["perturbed"], encoding="utf-8") as f:
            questions += [line.rstrip("\n").split("\t")[1:] for line in f][:limit]
        with open(asked_files["customers"], encoding="utf-8") as f:
            questions += [["-1", line.rstrip("\n").split("\t")[-1]] for line in f][:limit]
        rows = ",".join(f"({i},{int(q[0])},{quoted(q[1])})" for i, q in enumerate(questions))
        # processor time of the server's process around each question: no connection, no client
        answer = pg.sql(f"""
            CREATE TABLE q (i int, wanted int, name text); INSERT INTO q VALUES {rows};
            CREATE TABLE r (i int, us float, n int, found bool);
            SET pg_trgm.similarity_threshold = 0.5;
            CREATE FUNCTION pg_temp.cpu_ns() RETURNS bigint LANGUAGE sql VOLATILE AS
              $f$ SELECT split_part(pg_read_file('/proc/self/schedstat', 0, 60), ' ', 1)::bigint $f$;
            DO $$ DECLARE x record; a bigint; ids int[]; BEGIN
              FOR x IN SELECT * FROM q ORDER BY i LOOP
                a := pg_temp.cpu_ns();
                EXECUTE 'SELECT array_agg(id) FROM n WHERE name % $1' INTO ids USING x.name;
                INSERT INTO r VALUES (x.i, (pg_temp.cpu_ns() - a) / 1e3,
                                      coalesce(array_length(ids, 1), 0), x.wanted = ANY(coalesce(ids, '{{}}')));
              END LOOP; END $$;
            SELECT i, us, n, found FROM r ORDER BY i;""")
    times, found, asked, alerts, customers = [], 0, 0, 0, 0
    for line in answer.splitlines():
        i, us, n, hit = line.split("|")
        times.append(float(us))
        if questions[int(i)][0] == "-1":
            alerts += int(n)
            customers += 1
        else:
            found += hit == "t"
            asked += 1
    return {"build_s": built, "bytes": size, "n": len(times), "found": found, "asked": asked,
            "alerts": alerts / max(1, customers), "mean_us": sum(times) / len(times),
            "p50_us": None, "p99_us": None}  # the kernel counts a process that runs in steps of milliseconds


# engine: what to call, and how many questions of each kind up to 200,000 names, up to five million, beyond;
# or why it is left out there
ENGINES = [
    ("pg_trgm, GIN, similarity .5", pg_trgm,
     (1000, 200, "its GIN index of ten million names alone takes about as long to make as all else here")),
    ("Lucene, terms of up to 2 edits, best 50", lambda *x: lucene("fuzzy", *x), (1000, 300, 60)),
    ("Lucene, trigrams, best 50", lambda *x: lucene("trigram", *x), (1000, 300, 60)),
    ("rapidfuzz token_sort_ratio 80, all names", lambda *x: python_peer("token_sort_ratio", *x), (300, 20, 5)),
    ("rapidfuzz WRatio 86, all names", lambda *x: python_peer("WRatio", *x), (100, 10, 2)),
    ("nomenklatura logic-v2 .7, all names", lambda *x: python_peer("logic-v2", *x), (10, 3, 2)),
]


def measure(names, path, questions):
    """(engine, figures or why there are none) of each; questions: {"customers": file, "perturbed": file}"""
    for name, ask, limits in ENGINES:
        limit = limits[0 if names <= 200000 else 1 if names <= 5000000 else 2]
        if isinstance(limit, str):
            yield name, limit
            continue
        began = time.monotonic()
        try:
            got = ask(path, questions, limit)
        except subprocess.CalledProcessError as e:
            print(f"{name}: {(e.stderr or b'')[-400:]!r}", file=sys.stderr)
            got = "it failed"
        if got is None:
            print(f"SKIP {name}: not installed; bench/peers_setup installs it", flush=True)
            got = "not installed"
        if not isinstance(got, str):
            print(f"  {names:,} names: {name}: mean {got['mean_us']:,.0f} us, found {got['found']} of {got['asked']}, "
                  f"{time.monotonic() - began:.0f} s", flush=True)
        yield name, got
