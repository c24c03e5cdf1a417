#!/usr/bin/env python3
"""What each parser reads out of every real list file at hand: a table in Markdown.

  bench/sources_run.py --build build/release --shared ../shared > docs/sources.md

Each file goes through the parser alone (bench/sources_count.c), three times; the best time counts.
Then every list is imported into one home, and the index they make together is measured.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

# source, files, what the data's own notes say of it, and why ours differs where it does
OFAC = "ofac/2023-12-28"
NSF = "us_nsfreg_2026-07-09"
FILES = [
    ("us_csl", ["us_csl/csl_2026-07-31_rebuilt.csv"], "25,921 parties", ""),
    ("us_csl", ["us_csl/csl_2026-07-31_rebuilt.json"], "25,921 parties", ""),
    ("us_csl", ["us_csl/csl_2019-12_sample.csv"], "a sample", ""),
    ("us_bis_dpl", ["us_bis_dpl/dpl_2019-07.txt"], "546", ""),
    ("us_bis_dpl", ["us_bis_dpl/dpl_2022-09.txt"], "581", ""),
    ("us_bis_dpl", ["us_bis_dpl/2026-06_dpl.csv"], "564 rows", ""),
    ("us_bis_el", ["us_bis_entity_list/entity_list_2026-07-09_nsfreg.json"], "3,409 entries", ""),
    ("us_bis_meu", [f"{NSF}/bis_meu.json"], "70", ""),
    ("us_ofac_sdn", [f"{OFAC}/sdn.csv", f"{OFAC}/add.csv", f"{OFAC}/alt.csv"], "13,821", ""),
    ("us_ofac_sdn", ["ofac/2021-07/sdn.csv", "ofac/2021-07/add.csv", "ofac/2021-07/alt.csv"], "8,976", ""),
    ("us_ofac_cons", ["ofac/2025-12/cons_prim.csv", "ofac/2025-12/cons_add.csv", "ofac/2025-12/cons_alt.csv"],
     "442 entries", ""),
    ("us_ofac_cons", ["ofac/2025-03_consolidated_nonSDN_xml/consolidated.xml"], "443 entries", ""),
    ("us_ddtc", ["us_bis_dpl/2026-06_ddtc-debarred-statutory.csv",
                 "us_bis_dpl/2026-06_ddtc-debarred-administrative.csv"], "779 + 8", ""),
    ("us_isn", [f"{NSF}/state_nonproliferation.json"], "528",
     "376 of them ended: they have a last day"),
    ("us_dod_1260h", [f"{NSF}/dow_1260h.json"], "80", ""),
    ("us_uflpa", [f"{NSF}/dhs_uflpa.json"], "148", ""),
    ("un", ["un/un_2018-10-29.xml"], "703 + 390", ""),
    ("un", ["un/un_2025-04-19.xml"], "684 + 193", ""),
    ("un", ["un/un_2025-11-15.xml"], "727 + 273", ""),
    ("un", ["un/un_2025-11-20.xml"], "727 + 273", ""),
    ("uk_ofsi", ["uk/OFSI_ConList_2025-04-10.csv"], "18,796 rows, 4,686 groups, 3,990 rows with non-Latin names",
     "3,226 different ones, 160 of them in Latin letters all the same"),
    ("ca_sema", ["canada/sema_2025-05.xml"], "4,759 records", ""),
    ("au_dfat", ["australia/dfat_2026-08-02.csv"],
     "11,068 rows, 3,846 primary names, 455 in original script",
     "one of the 455 is in Latin letters; 26 aliases are not"),
    ("jp_meti", ["jp_cn_lists_2026-07/entities__jp.json"], "835",
     "37 records have no name: it stands behind the country and is read from there"),
    ("cn_mofcom", ["jp_cn_lists_2026-07/entities__cn.json"], "61 + 139 + 40", "two numbers stand twice"),
    ("ftm", ["opensanctions_exports/entities.ftm_yente_parteispenden.json"], "(none)",
     "475 lines: 96 parties, 89 addresses, 290 payments"),
    ("ftm", ["opensanctions_exports/entities.ftm_yente_zala.json"], "(none)",
     "91 lines: 17 parties, 3 of them no targets"),
]
# one edition of each, for the home that has all
TOGETHER = [("us_csl", 0, "2026-07-31"), ("us_bis_dpl", 5, "2026-06-18"), ("us_bis_el", 6, "2026-07-09"),
            ("us_bis_meu", 7, "2026-07-09"), ("us_ofac_sdn", 8, "2023-12-28"), ("us_ofac_cons", 11, "2025-03-28"),
            ("us_ddtc", 12, "2026-06-18"), ("us_isn", 13, "2026-07-09"), ("us_dod_1260h", 14, "2026-07-09"),
            ("us_uflpa", 15, "2026-07-09"), ("un", 19, "2025-11-20"), ("uk_ofsi", 20, "2025-04-10"),
            ("ca_sema", 21, "2025-03-20"), ("au_dfat", 22, "2026-08-02"), ("jp_meti", 23, "2026-07-20"),
            ("cn_mofcom", 24, "2026-07-19"), ("ftm", 26, "2026-04-29")]
RUNS = 3
SCREENS = 15

HEAD = """# What is read out of every list

Each row is a real file through its parser alone, in one run of `bench/sources_run.py` (the best of three; MB/s of
processor time). "Published"
is what the notes that came with the file say of it. Names in original script are those not in Latin letters. A remark is a
diagnostic of the parser: something kept that it did not know, or could not read as it should; none of the files
below lost a record.

| source | file | published | entries | names | original script | addresses | identifiers | remarks | MB/s | peak MB | difference |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""


def count(build, source, paths):
    best = None
    for _ in range(RUNS):
        run = subprocess.run([build / "sources_count", source, *paths], capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"{source} {paths[0]}: {run.stderr}")
        got = json.loads(run.stdout)
        if best is None or got["seconds"] < best["seconds"]:
            best = got
    return best


def row(build, data, source, files, published, why):
    paths = [data / f for f in files]
    if not all(p.exists() for p in paths):
        return None
    c = count(build, source, [str(p) for p in paths])
    if c["lost"]:
        sys.exit(f"{source}: {c['lost']} records lost")
    speed = c["bytes"] / 1e6 / max(c["seconds"], 1e-6)
    name = files[0] + (f" and {len(files) - 1} more" if len(files) > 1 else "")
    cells = [source, f"`{name}`", published, f"{c['entries']:,}", f"{c['names']:,}", f"{c['original']:,}",
             f"{c['addresses']:,}", f"{c['idents']:,}", f"{c['diags']:,}", f"{speed:.0f}", f"{c['peak_kib'] / 1024:.0f}",
             why]
    return "| " + " | ".join(cells) + " |"


def licet(build, home, data_dir, *args):
    env = dict(os.environ, LICET_HOME=str(home), LICET_DATA=str(data_dir))
    begin = time.monotonic()
    run = subprocess.run([build / "licet", *args], capture_output=True, text=True, env=env)
    return run, time.monotonic() - begin


def together(build, data, data_dir):
    home = pathlib.Path(tempfile.mkdtemp(prefix="licet-sources-"))
    entries = sources = 0
    last = 0.0
    try:
        for source, at, day in TOGETHER:
            paths = [str(data / f) for f in FILES[at][1]]
            if not all(os.path.exists(p) for p in paths):
                continue
            run, last = licet(build, home, data_dir, "lists", "import", "--json", "--source", source, "--list-date", day,
                              *paths)
            if run.returncode not in (0, 2) or not run.stdout:
                sys.exit(f"{source}: {run.stderr}")
            entries += json.loads(run.stdout)["entries"]
            sources += 1
        indexes = sorted((home / "index").glob("*.lix"), key=lambda p: p.stat().st_mtime)
        size = indexes[-1].stat().st_size
        cold, cpu = [], []
        for _ in range(SCREENS):
            before = os.times()
            cold.append(licet(build, home, data_dir, "screen", "Ri Won Ho", "--country", "KP", "--json")[1])
            after = os.times()
            cpu.append(after.children_user + after.children_system - before.children_user - before.children_system)
        cold.sort()
        cpu.sort()
        hit = json.loads(licet(build, home, data_dir, "screen", "Ri Won Ho", "--country", "KP", "--json")[0].stdout)
        found = {(h["source"], h["list"]) for h in hit["hits"] if h["primary"].lower().replace(",", "") == "ri won ho"}
        print("\n## All together\n")
        print(f"{entries:,} entries of {sources} sources in one home: the last import, index included, "
              f"{last:.1f} s; index {size / 1e6:.0f} MB; `licet screen` from cold {cold[len(cold) // 2] * 1000:.0f} ms "
              f"(median of {SCREENS}; best {cold[0] * 1000:.0f} ms), of which {cpu[len(cpu) // 2] * 1000:.0f} ms of "
              f"processor. The goal is 60 ms. Load {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors.")
        print(f"\nOne name, \"Ri Won Ho\", is found on {len(found)} lists: "
              f"{', '.join(sorted(f'{l} ({s})' for s, l in found))}; each hit says what its list means.")
    finally:
        shutil.rmtree(home)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--build", required=True, type=pathlib.Path)
    p.add_argument("--shared", default=os.environ.get("LICET_SHARED", "../shared"), type=pathlib.Path)
    p.add_argument("--data", default=pathlib.Path(__file__).resolve().parent.parent / "data", type=pathlib.Path)
    p.add_argument("--files-only", action="store_true", help="without the home that has all")
    a = p.parse_args()
    build, data = a.build.resolve(), a.shared.resolve() / "data"
    rows = [r for r in (row(build, data, *f) for f in FILES) if r]
    if not rows:
        sys.exit(f"no list files under {data}")
    print(HEAD + "\n".join(rows))
    print(FOOT)
    if not a.files_only:
        together(build, data, a.data)


FOOT = """
No file of the publisher's own was at hand for these forms, and `licet lists status` says so of each: UK Sanctions List
(XML, CSV), EU Financial Sanctions Files (XML, CSV), SECO (XML), OFAC advanced XML, the Supplements 6 and 7 of part 744
as XML, DFAT's workbook (its table was read as CSV), `targets.simple.csv`; METI, MOFCOM, ISN, 1260H, UFLPA and MEU were
read from registers that others made of the publishers' documents.

The same files hold registers of other lists (FCC, CBP, section 1286) that have no source here."""

if __name__ == "__main__":
    main()
