#!/usr/bin/env python3
"""What licet reads out of each public file, beside what the file's provenance says; every difference by name.

    bench/lists_counts.py LICET [--shared DIR] > docs/lists-counts.md
    bench/lists_counts.py LICET --check docs/lists-counts.md      ends with 1 if it reads otherwise
"""
import argparse, csv, json, os, re, sqlite3, subprocess, sys, tempfile, unicodedata

# file(s), source, list date, entries, what the provenance says
FILES = [
    ("ofac/2021-07", ["sdn.csv", "add.csv", "alt.csv"], "us_ofac_sdn", "2021-07-07", 8976, "8,976 entries"),
    ("ofac/2023-12-28", ["sdn.csv", "add.csv", "alt.csv"], "us_ofac_sdn", "2023-12-28", 13821, "13,821 entries"),
    ("ofac/2025-12", ["add.csv", "alt.csv", "sdn_comments.csv"], "us_ofac_sdn", "2025-12-24", None,
     "18,494 numbers in add.csv, no sdn.csv"),
    ("ofac/2025-12", ["cons_prim.csv", "cons_add.csv", "cons_alt.csv"], "us_ofac_cons", "2025-12-19", 442, "442 entries"),
    ("ofac/2025-03_consolidated_nonSDN_xml", ["consolidated.xml"], "us_ofac_cons", None, 443, "443 entries"),
    ("us_bis_dpl", ["dpl_2019-07.txt"], "us_bis_dpl", "2019-07-09", 546, "546 rows"),
    ("us_bis_dpl", ["dpl_2022-09.txt"], "us_bis_dpl", "2022-09-07", 581, "581 rows"),
    ("us_bis_dpl", ["2026-06_dpl.csv"], "us_bis_dpl", "2026-06-18", 564, "564 rows"),
    ("us_bis_dpl", ["2026-06_ddtc-debarred-statutory.csv", "2026-06_ddtc-debarred-administrative.csv"], "us_ddtc",
     "2026-06-18", 787, "779 + 8"),
    ("us_bis_entity_list", ["entity_list_2026-07-09_nsfreg.json"], "us_bis_el", None, 3409, "3,409 entries"),
    ("us_nsfreg_2026-07-09", ["bis_entity_list.json"], "us_bis_el", None, 3409, "3,409"),
    ("us_nsfreg_2026-07-09", ["bis_meu.json"], "us_bis_meu", None, 70, "70"),
    ("us_nsfreg_2026-07-09", ["state_nonproliferation.json"], "us_isn", None, 528, "528"),
    ("us_nsfreg_2026-07-09", ["dow_1260h.json"], "us_dod_1260h", None, 80, "80"),
    ("us_nsfreg_2026-07-09", ["dhs_uflpa.json"], "us_uflpa", None, 148, "148"),
    ("us_nsfreg_2026-07-09", ["bis_dpl.json"], None, "2026-07-09", None, "564, the file of 2026-04-14"),
    ("us_nsfreg_2026-07-09", ["state_debarred_statutory.json"], None, "2026-07-09", None, "779"),
    ("us_nsfreg_2026-07-09", ["state_debarred_admin.json"], None, "2026-07-09", None, "8"),
    ("us_nsfreg_2026-07-09", ["dow_1286.json"], None, "2026-07-09", None, "134"),
    ("us_nsfreg_2026-07-09", ["ofac_nscmic.json"], None, "2026-07-09", None, "68"),
    ("us_nsfreg_2026-07-09", ["ofac_eo14032_annex.json"], None, "2026-07-09", None, "59"),
    ("us_nsfreg_2026-07-09", ["cbp_wro.json"], None, "2026-07-09", None, "67"),
    ("us_nsfreg_2026-07-09", ["fcc_covered.json"], None, "2026-07-09", None, "15"),
    ("us_csl", ["csl_2019-12_sample.csv"], "us_csl", "2019-12-03", 115, "a sample, no count"),
    ("us_csl", ["csl_2023-11-16_truncated.csv"], "us_csl", "2023-11-16", None, "4,226 valid rows, the last cut off, line 2 the header again"),
    ("us_csl", ["csl_2026-07-31_rebuilt.csv"], "us_csl", "2026-07-31", 25921, "25,921 parties"),
    ("us_csl", ["csl_2026-07-31_rebuilt.json"], "us_csl", None, 25921, "25,921 parties"),
    ("us_csl", ["csl_spyware_vendors_2026-09-24.json"], None, "2026-09-24", None, "14 of 26,144 records, keyed anew by hand"),
]
WHY_REFUSED = {
    "add.csv": "the names are in sdn.csv; the other files alone are no list",
    "bis_dpl.json": "no publisher's form; the same 564 rows are in 2026-06_dpl.csv (below)",
    "state_debarred_statutory.json": "no publisher's form; the same 779 are in the file of the State Department above",
    "state_debarred_admin.json": "no publisher's form; the same 8 are in the file of the State Department above",
    "dow_1286.json": "universities of section 1286: a rule on research funds, no list licet screens",
    "ofac_nscmic.json": "no publisher's form; the 68 are in OFAC's consolidated list (programme CMIC-EO13959)",
    "ofac_eo14032_annex.json": "the order's annex of 2021; who of it is listed today is in OFAC's consolidated list",
    "cbp_wro.json": "import bans of the Customs and Border Protection, no list of parties for exports",
    "fcc_covered.json": "equipment that may not be authorised, no list of parties for exports",
    "csl_2023-11-16_truncated.csv": "refused as it stands: the header stands twice and the last row is cut off; without these two lines it is read (below)",
    "csl_spyware_vendors_2026-09-24.json": "none of the list's layouts",
}
# The provenance says 1,738 SDN and 4,226 in all, but its parts make 4,227: the row cut off is an SDN.
CSL_2023 = {"SDN": 1737, "EL": 919, "DPL": 577, "SSI": 288, "UVL": 186, "ISN": 144, "DTC": 142, "PLC": 78, "MEU": 71,
            "CMIC": 68, "NS-MBS": 14, "FSE": 1, "CAP": 1}


class Run:
    def __init__(self, licet, shared):
        self.licet, self.data = os.path.abspath(licet), os.path.join(shared, "data")
        self.tmp = tempfile.TemporaryDirectory()
        self.homes, self.wrong = 0, []

    def home(self):
        self.homes += 1
        return os.path.join(self.tmp.name, str(self.homes))

    def command(self, home, *words):
        return subprocess.run([self.licet, *words, "--home", home], capture_output=True, text=True)

    def take(self, files, source=None, date=None, home=None):
        home = home or self.home()
        words = ["lists", "import", "--json", *files]
        words += ["--source", source] if source else []
        words += ["--list-date", date] if date else []
        p = self.command(home, *words)
        try:
            return json.loads(p.stdout), home, ""
        except json.JSONDecodeError:
            return None, home, p.stderr.splitlines()[0].split(": ", 1)[-1] if p.stderr else "no answer"

    def path(self, folder, name):
        return os.path.join(self.data, folder, name)

    def expect(self, what, got, want):
        if got != want:
            self.wrong.append(f"{what}: {got}, expected {want}")


def entries_of(home):
    with sqlite3.connect(os.path.join(home, "licet.db")) as db:
        return [json.loads(t) for (t,) in db.execute("SELECT json FROM body ORDER BY id")]


def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", plain.replace("ı", "i")).split())


def number(n):
    return f"{n:,}"


def table(run, out):
    out.append("| file | provenance says | entries | names | rows | damaged | remarks | by sub-list |\n|---|---|---|---|---|---|---|---|")
    refused, remarks = [], []
    for folder, names, source, date, want, says in FILES:
        shown = f"{folder}/{' '.join(names)}"
        o, _, why = run.take([run.path(folder, n) for n in names], source, date)
        if o is None:
            run.expect(shown, None, want)
            out.append(f"| {shown} | {says} | refused | | | | | |")
            refused.append((shown, names[0]))
            continue
        run.expect(shown, o["entries"], want)
        subs = " ".join(f"{k} {number(v)}" for k, v in o["sublists"].items())
        out.append(f"| {shown} | {says} | {number(o['entries'])} | {number(o['names'])} | {number(o['rows'])} | "
                   f"{o['rows_bad']} | {o['diagnostics_total']} | {subs} |")
        if o["diagnostics_total"]:
            remarks.append((shown, [f"line {d['line']}: {d['text']}" for d in o["diagnostics"]]))
    out.append("\nA row of OFAC's address, alias and comment files is a row, too; so rows are more than entries.\n")
    out.append("## Files that are not taken, and why\n")
    out += [f"- `{shown}`: {WHY_REFUSED[first]}" for shown, first in refused]
    out.append("\n## What was told of the files that are\n")
    for shown, lines in remarks:
        out.append(f"- `{shown}`")
        out += [f"  - {line}" for line in lines]


def sdn_numbers(run, out):
    with open(run.path("ofac/2025-12", "add.csv"), encoding="latin-1", newline="") as f:
        numbers = {r[0] for r in csv.reader(f) if len(r) == 6}
    run.expect("numbers in add.csv of 2025-12", len(numbers), 18494)
    out.append(f"\n## The SDN files of 2025-12\n\nadd.csv has {number(len(numbers))} numbers of entries; their names are not at hand.")


def consolidated(run, out):
    """The two editions differ by nine months; every entry that differs, and in what."""
    home = run.home()
    run.take([run.path("ofac/2025-03_consolidated_nonSDN_xml", "consolidated.xml")], "us_ofac_cons", None, home)
    later, _, _ = run.take([run.path("ofac/2025-12", f"cons_{x}.csv") for x in ("prim", "add", "alt")], "us_ofac_cons", "2025-12-19", home)
    diff = json.loads(run.command(home, "lists", "diff", "1", "2", "--source", "us_ofac_cons", "--json").stdout)
    prim = {r[0]: r[11] for r in csv.reader(open(run.path("ofac/2025-12", "cons_prim.csv"), encoding="latin-1")) if len(r) == 12}
    cut = {n for n, remarks in prim.items() if len(remarks) >= 999 and not remarks.rstrip().endswith(".")}
    out.append("\n## OFAC's consolidated list: XML of 2025-03-28 and files of 2025-12-19\n")
    out.append(f"443 and 442 entries: {diff['unchanged']} the same, {diff['modified']} otherwise, {diff['removed']} gone, "
               f"{diff['added']} come. The second is quarantined when it follows the first ({later['why'].rstrip('.')}), "
               "as it should be until a person has looked.\n")
    out.append("| entry | name | differs in | why |\n|---|---|---|---|")
    for group in diff["groups"]:
        for e in sorted(group["entries"], key=lambda e: e["entry"]):
            fields = sorted({c["field"] for c in e.get("changes", [])})
            key = e["entry"].split("/")[1]
            order_only = fields == ["attrs"] and same_parts(e["changes"])
            why = ("removed between the two days" if e["what"] == "removed" else
                   "remarks cut at 1,000 letters; cons_comments.csv is not at hand" if key in cut else
                   "numbers of one kind stand in another order" if order_only else "changed between the two days")
            out.append(f"| {e['entry']} | {e['name']} | {', '.join(fields)} | {why} |")


def same_parts(changes):
    def parts(side):
        found = []
        for c in changes:
            if side in c:
                name, _, text = c[side].partition(": ")
                found += [re.sub("^alt[.] ", "", x) for x in text.rstrip(".").split("; ")] if name == "remarks" else [f"{name} {text}"]
        return sorted(found)
    return parts("was") == parts("is")


def csl_2023(run, out):
    with open(run.path("us_csl", "csl_2023-11-16_truncated.csv"), encoding="utf-8", newline="") as f:
        lines = f.read().split("\n")
    mended = os.path.join(run.tmp.name, "mended.csv")
    with open(mended, "w", encoding="utf-8", newline="") as f:
        f.write("\n".join([lines[0], *lines[2:-1]]) + "\n")
    o, _, why = run.take([mended], "us_csl", "2023-11-16")
    out.append("\n## The CSL of 2023-11-16 without its second and its last line\n")
    if o is None:
        run.wrong.append(f"mended CSL of 2023: {why}")
        return
    run.expect("CSL of 2023, mended", o["entries"], 4226)
    run.expect("its sub-lists", o["sublists"], CSL_2023)
    out.append(f"{number(o['entries'])} entries: " + ", ".join(f"{k} {number(v)}" for k, v in o["sublists"].items())
               + ".\nThe provenance says the same of each but SDN 1,738: it counts the row that is cut off, which its sum of 4,226 does not.")


def entity_list(run, out):
    path = run.path("us_bis_entity_list", "entity_list_2026-07-09_nsfreg.json")
    source = json.load(open(path, encoding="utf-8"))["entities"]
    _, home, _ = run.take([path], "us_bis_el")
    ours = entries_of(home)
    aliases = sum(len(e["aliases"]) for e in source)
    bare = [e for e in source if not e["address"]]
    run.expect("aliases of the Entity List", aliases, 5172)
    run.expect("entries without an address", len(bare), 125)
    alone = [e for e in ours if e.get("address_only")]
    out.append(f"\n## The Entity List of 2026-07-09\n\n{number(aliases)} aliases and {len(bare)} entries without an address "
               f"in the file, as its provenance says; {len(alone)} entries are addresses (\"Address 01\").")
    found = [(s, o) for s, o in zip(source, ours) if not s["address"] and o.get("addresses")]
    out.append(f"Of those without an address {len(found)} have one at the end of their last alias, which is read:\n")
    out += [f"- {s['name']} ({s['country']}): {o['addresses'][0]['text']}" for s, o in found]
    csl = [r for r in json.load(open(run.path("us_csl", "csl_2026-07-31_rebuilt.json"), encoding="utf-8"))["results"] if "(EL)" in r["source"]]
    here, there = {}, {}
    for e in source:
        here.setdefault(folded(e["name"]), []).append(e["country"])
    for r in csl:
        there.setdefault(folded(r["name"]), []).append(r.get("federal_register_notice") or "")
    out.append(f"\n### Beside the {number(len(csl))} Entity List rows of the CSL of 2026-07-31\n")
    more = sorted((n, len(c) - len(here.get(n, []))) for n, c in there.items() if len(c) > len(here.get(n, [])))
    less = sorted((n, len(c) - len(there.get(n, []))) for n, c in here.items() if len(c) > len(there.get(n, [])))
    out.append(f"{sum(k for _, k in more)} rows of the CSL have no row of that name in the regulation and {sum(k for _, k in less)} the "
               f"other way round, which makes the difference of {len(csl) - len(source)}. Names are compared by letters and digits: "
               "most stand on both sides in another spelling, with more of the body's name, or with an alias or address inside.\n")
    out.append("| only in the CSL | only in the regulation |\n|---|---|")
    left = [n for n, k in more for _ in range(k)]
    right = [n for n, k in less for _ in range(k)]
    for i in range(max(len(left), len(right))):
        out.append(f"| {left[i] if i < len(left) else ''} | {right[i] if i < len(right) else ''} |")


def denied_persons(run, out):
    rows = json.load(open(run.path("us_nsfreg_2026-07-09", "bis_dpl.json"), encoding="utf-8"))["entities"]
    _, home, _ = run.take([run.path("us_bis_dpl", "2026-06_dpl.csv")], "us_bis_dpl", "2026-06-18")
    ours = [folded(e["names"][0]["text"]) for e in entries_of(home)]
    theirs = [folded(e["name"]) for e in rows]
    out.append(f"\n## The Denied Persons List of 2026\n\nThe register of 2026-07-09 and the file of 2026-06-18 have {len(theirs)} and "
               f"{len(ours)} rows. First names that differ: the file's one column holds name and address, and the register ends the "
               "name at the first comma.\n")
    both = sorted(set(ours) ^ set(theirs))
    out.append("| in the file | in the register |\n|---|---|")
    a, b = [n for n in both if n in set(ours)], [n for n in both if n in set(theirs)]
    for i in range(max(len(a), len(b))):
        out.append(f"| {a[i] if i < len(a) else ''} | {b[i] if i < len(b) else ''} |")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("licet")
    p.add_argument("--shared", default=os.environ.get("LICET_SHARED", "../shared"))
    p.add_argument("--check")
    a = p.parse_args()
    if not os.path.isdir(os.path.join(a.shared, "data/ofac/2021-07")):
        print("skipped: no shared data")
        return 77
    run = Run(a.licet, a.shared)
    out = ["# Counts\n\nWhat licet reads out of public files of the US lists, beside what the files' provenance says of them, and\n"
           "every difference by name. Made by `bench/lists_counts.py LICET`; a test makes it anew.\n"]
    for part in (table, sdn_numbers, consolidated, csl_2023, entity_list, denied_persons):
        part(run, out)
    text = "\n".join(out) + "\n"
    for w in run.wrong:
        print("WRONG:", w, file=sys.stderr)
    if not a.check:
        sys.stdout.write(text)
    elif open(a.check, encoding="utf-8").read() != text:
        print(f"{a.check} reads otherwise: bench/lists_counts.py LICET > {a.check}, and look at what changed", file=sys.stderr)
        return 1
    return 1 if run.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
