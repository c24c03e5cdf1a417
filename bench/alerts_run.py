"""Alerts per 1,000 ordinary companies and people at the default policy, by country group.

  LICET=build/release/licet LICET_SHARED=../shared python3 bench/alerts_run.py [--some N] [--keep DIR] [--write]

The full Consolidated Screening List is imported, the names go in as a book of customers, and the book is screened
as a compliance officer would screen it: once with what a name and a type tell, once with country and date of birth.
--some N takes every Nth name. --keep DIR writes each alert to DIR/alerts_*.tsv. --write puts the tables into
bench/RESULTS.md and bench/alerts.json.
"""
import argparse
import collections
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kit_text

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LICET = os.environ.get("LICET", f"{ROOT}/build/release/licet")
SHARED = os.environ.get("LICET_SHARED", f"{ROOT}/../shared")
DAY = "2026-07-31"
GROUPS = {
    "Chinese": "China|Hong Kong|Macau|Taiwan",
    "Gulf": "Saudi Arabia|United Arab Emirates|Qatar|Kuwait|Bahrain|Oman",
    "Russian": "Russia|Belarus",
    "Turkish": "Turkey",
    "Iranian": "Iran",
}
GROUP_OF = {country: group for group, names in GROUPS.items() for country in names.split("|")}
ORDER = [*GROUPS, "others", "not stated"]
# Words that tell how a company is set up, not which one it is: only to see whether two names are the same.
LEGAL = set("ltd limited co company corp corporation inc incorporated plc llc sa ag nv as asa ab oyj oao pao ojsc pjsc jsc "
            "public joint stock the and of de tbk pt bhd berhad spa se kgaa gmbh kk group holding holdings as sirketi "
            "anonim".split())


def rows(path, delimiter):
    with open(f"{SHARED}/data/{path}", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=delimiter))


def companies():
    """[(name, type, country, birth)], each name once."""
    seen = {}
    for r in rows("fp_companies/fd_names_A_dev.tsv", "\t"):
        key = r["name"].casefold()
        if r["name"].strip() and (key not in seen or not seen[key][2]):
            seen[key] = (r["name"], "org", r["country"], "")
    for r in rows("fp_companies/sec_cik_mapper_2025-02.csv", ","):
        if r["Name"].strip():
            seen.setdefault(r["Name"].casefold(), (r["Name"], "org", "", ""))
    return list(seen.values())


def people():
    seen = {}
    for r in rows("pairs_yente_bench/negatives_global.csv", ","):
        if r["full_name"].strip():
            seen.setdefault(r["full_name"].casefold(), (r["full_name"], "person", r["nationality"], r["date_of_birth"]))
    return list(seen.values())


# The default policy's thresholds, but the search goes down to the sweep's least.
SWEEP = [x / 100 for x in range(70, 96)]


def licet(home, *args):
    env = dict(os.environ, LICET_HOME=home, LICET_DATA=os.environ.get("LICET_DATA", f"{ROOT}/data"))
    p = subprocess.run([LICET, *args], env=env, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    return p.returncode, p.stdout.decode("utf-8")


def lowest_policy(folder):
    """The default policy with every threshold at the sweep's least."""
    with open(f"{ROOT}/data/policy/default.ini", encoding="utf-8") as f:
        text = re.sub(r"(?m)^(possible|match) *=.*$", rf"\1 = {SWEEP[0]}", f.read())
    with open(f"{folder}/lowest.ini", "w", encoding="utf-8") as f:
        f.write(text)
    return f"{folder}/lowest.ini"


def screen(parties, facts, lowest=False):
    """-> {number of party: [hit, ..]} of everybody who is not NO_MATCH"""
    with tempfile.TemporaryDirectory() as folder:
        home, book = f"{folder}/home", f"{folder}/book.csv"
        code, _ = licet(home, "lists", "import", "--source", "us_csl", "--list-date", DAY,
                        f"{SHARED}/data/us_csl/csl_{DAY}_rebuilt.csv", "--quiet")
        with open(book, "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f)
            w.writerow(["id", "name", "type", "country", "birth"])
            for i, (name, kind, country, birth) in enumerate(parties):
                w.writerow([i, name, kind, country if facts else "", birth if facts else ""])
        code, out = licet(home, "book", "import", book, "--quiet")
        if code:
            sys.exit("the book of names was not taken in")
        policy = ["--policy", lowest_policy(folder)] if lowest else []
        code, out = licet(home, "rescreen", "--as-of", DAY, "--json", "--quiet", *policy)
        report = json.loads(out)
    beyond = report["verdicts"].get("NOT_SCREENED", 0)
    if report["customers"] != len(parties) or beyond > len(parties) / 100:
        sys.exit(f"not everybody was screened: {report['verdicts']}")
    if beyond:
        print(f"{beyond} names that nobody can be looked for by", file=sys.stderr)
    hits = collections.defaultdict(list)
    for h in report["new"]:
        if h["verdict"] in ("MATCH", "POSSIBLE_MATCH"):
            hits[int(h["id"])].append(h)
    return hits


def words(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", plain.replace(".", "").replace("'", "")).split()


def bears(name, hit):
    """The listed name itself, but for case, marks, order and legal form: no name alone can tell them apart."""
    a, b = (sorted(w for w in words(x) if w not in LEGAL) for x in (name, hit["listed"]))
    return bool(a) and ("".join(a) == "".join(b) or "".join(words(name)) == "".join(words(hit["listed"])))


def count(parties, hits):
    """group -> [parties, alerts, of them bearing the listed name, matches]"""
    table = collections.OrderedDict((g, [0, 0, 0, 0]) for g in ORDER)
    for i, (name, _, country, _) in enumerate(parties):
        row = table[GROUP_OF.get(country, "others") if country else "not stated"]
        row[0] += 1
        if hits.get(i):
            row[1] += 1
            row[2] += any(bears(name, h) for h in hits[i])
            row[3] += any(h["verdict"] == "MATCH" for h in hits[i])
    table = collections.OrderedDict((g, r) for g, r in table.items() if r[0])
    table["all"] = [sum(r[k] for r in table.values()) for k in range(4)]
    return table


def per_thousand(k, n):
    return 1000.0 * k / n if n else 0.0


def as_markdown(title, table):
    out = [f"| {title} | names | alerts per 1,000 | of them bear a listed name | other alerts per 1,000 | MATCH per 1,000 |",
           "|---|---|---|---|---|---|"]
    for group, (n, alerts, same, match) in table.items():
        out.append(f"| {group} | {n:,} | {per_thousand(alerts, n):.2f} | {same} of {alerts} | "
                   f"{per_thousand(alerts - same, n):.2f} | {per_thousand(match, n):.2f} |")
    return "\n".join(out)


def ratio(table, group):
    """Other alerts of the group against those of the firms of all other countries."""
    rest = [r for g, r in table.items() if g in ("others", "not stated")]
    n, k = sum(r[0] for r in rest), sum(r[1] - r[2] for r in rest)
    base = per_thousand(k, n)
    own = table.get(group)
    return per_thousand(own[1] - own[2], own[0]) / base if own and base else None


def sweep(parties, hits):
    """threshold -> (alerts, other alerts than of those who bear a listed name) per 1,000"""
    best = {i: (max(h["score"] for h in hits[i]), any(bears(parties[i][0], h) for h in hits[i])) for i in hits}
    return {t: [per_thousand(sum(score >= t and (all_of or not same) for score, same in best.values()), len(parties))
                for all_of in (True, False)] for t in SWEEP}


def sweep_markdown(sweeps):
    out = ["| threshold | " + " | ".join(f"{what}: alerts per 1,000 (without listed names)" for what in sweeps) + " |",
           "|" + "---|" * (len(sweeps) + 1)]
    for t in SWEEP:
        out.append(f"| {t:.2f} | " + " | ".join(f"{s[t][0]:.1f} ({s[t][1]:.1f})" for s in sweeps.values()) + " |")
    return "\n".join(out)


def keep(folder, what, parties, hits):
    with open(f"{folder}/alerts_{what}.tsv", "w", encoding="utf-8") as f:
        f.write("score\tname\tcountry\tlisted\tentry\tverdict\tbears\n")
        lines = [(h["score"], parties[i][0], parties[i][2], h["listed"], h["entry"], h["verdict"], bears(parties[i][0], h))
                 for i in hits for h in hits[i]]
        for line in sorted(lines, key=lambda x: (-x[0], x[1], x[4])):
            f.write("\t".join(str(x).replace("\t", " ") for x in line) + "\n")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--some", type=int, default=1)
    ap.add_argument("--keep")
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--names-only", action="store_true", help="leave out the runs with country and birth")
    ap.add_argument("--sweep", action="store_true", help="only the load at each threshold: what the default is chosen by")
    a = ap.parse_args()
    if a.sweep:
        sweeps = {}
        for what, parties in (("organisations", companies()), ("persons", people())):
            sweeps[what] = sweep(parties[::a.some], screen(parties[::a.some], False, lowest=True))
        print(sweep_markdown(sweeps))
        return
    text, numbers = [], {}
    for what, parties in (("organisations", companies()), ("persons", people())):
        parties = parties[::a.some]
        for facts in (False,) if a.names_only else (False, True):
            hits = screen(parties, facts)
            table = count(parties, hits)
            title = f"{what}, {'name, country' + (' and birth' if what == 'persons' else '') if facts else 'name only'}"
            text.append(as_markdown(title, table))
            numbers[title] = table
            if not facts:
                ratios = {g: ratio(table, g) for g in ("Chinese", "Gulf")}
                text.append(f"{what.capitalize()}: other alerts against those of all other countries: "
                            + ", ".join(f"{g} {r:.2f} times" for g, r in ratios.items() if r is not None) + ".")
                numbers[f"{what}, ratios"] = ratios
            if a.keep:
                keep(a.keep, f"{what}_{'facts' if facts else 'name'}", parties, hits)
    body = "\n\n".join(text)
    print(body)
    if a.write:
        kit_text.put_section(f"{ROOT}/bench/RESULTS.md", "alerts_run.py", body)
        with open(f"{ROOT}/bench/alerts.json", "w", encoding="utf-8") as f:
            json.dump(numbers, f, indent=1)
            f.write("\n")


if __name__ == "__main__":
    main()
