"""The quality kit on `medium` and `full`, and the labelled pairs: figures, plots and the section of RESULTS.md.

  LICET=build/release/licet LICET_SHARED=../shared python3 bench/kit_run.py [--only medium] [--out DIR] [--write]

Halves: a question is even or odd by the SHA-256 (as a number) of the entry it is about (the least of the accepted, or
of those to avoid, else its own folded name). Constants were fitted on even questions only, at one time on those whose
digest begins with an even byte; "apart" are the odd ones by both rules: nothing was ever fitted on them.
Without --write only the figures are printed, and the plots go to --out (else nowhere).
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kit_svg
import kit_text

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LICET = os.environ.get("LICET", f"{ROOT}/build/release/licet")
SHARED = os.environ.get("LICET_SHARED", f"{ROOT}/../shared")
KIT = f"{SHARED}/quality/kit"
HALVES = ("both", "even", "odd", "apart")
ALERTS = ("1", "2", "5", "10", "20", "50")
# MATCHING.md, section 5: what the release is to reach. "at" is alerts per 1,000 ordinary names.
GOALS = (("derivable aliases at 10 alerts", "0.75", lambda e: e["at"]["10"]["recall_derivable"], 1),
         ("the same at 1 alert", "0.50", lambda e: e["at"]["1"]["recall_derivable"], 1),
         ("alerts needed for 80 % of derivable", "20", lambda e: e["fpr_at_recall"]["derivable@0.8"], -1),
         ("names in another script at 10", "0.80", lambda e: e["at"]["10"]["recall_xscript"], 1),
         ("24 kinds of disturbance at 10", "0.97", lambda e: e["at"]["10"]["recall_perturb"], 1),
         ("near misses wrongly alerted at 10", "0.02", lambda e: e["at"]["10"]["near_wrongly_alerted"], -1),
         ("of them another number", "0.01", lambda e: e["by_kind"].get("near/n_digits", {}).get("wrong"), -1),
         ("names as listed", "1.000", lambda e: e["at"]["10"]["control"], 1),
         ("calibration error", "0.05", lambda e: e["ece"], -1))


def half_of(t):
    key = min(t["accept"]) if t.get("accept") else min(t["avoid"]) if t.get("avoid") else t["name"].casefold()
    digest = hashlib.sha256(key.encode()).digest()
    return {"both", "odd" if digest[-1] % 2 else "even"} | ({"apart"} if digest[-1] % 2 and digest[0] % 2 else set())


def ask(folder, to):
    """The engine's answers to every question, and how long it took."""
    began = time.time()
    with open(f"{folder}/queries.jsonl", "rb") as questions, open(to, "wb") as answers:
        code = subprocess.run([LICET, "match", "--quiet", "--list", f"{folder}/index.jsonl"], stdin=questions,
                              stdout=answers, env=engine_env()).returncode
    if code:
        sys.exit(f"licet match ended with {code}")
    return time.time() - began


def engine_env():
    return dict(os.environ, LICET_DATA=os.environ.get("LICET_DATA", f"{ROOT}/data"))


def evaluate(truth, answers, scratch, half):
    """The kit's own figures for the questions of one half."""
    folder = f"{scratch}/{half}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/truth.jsonl", "w", encoding="utf-8") as f:
        f.writelines(line for line, halves in truth if half in halves)
    subprocess.run([sys.executable, f"{KIT}/evaluate.py", folder, "--name", "licet", "--results", answers, "--quiet",
                    "--json", f"{folder}/out.json", "--curve", f"{folder}/curve.tsv"], check=True)
    with open(f"{folder}/out.json", encoding="utf-8") as f:
        out = json.load(f)
    with open(f"{folder}/curve.tsv", encoding="utf-8") as f:
        rows = [list(map(float, line.split("\t"))) for line in f.readlines()[1:]]
    out["curve"] = [(r[1], r[3], r[4]) for r in rows]
    return out


def run_set(name, scratch):
    folder = f"{SHARED}/quality/{name}"
    answers = f"{scratch}/{name}.jsonl"
    seconds = ask(folder, answers)
    with open(f"{folder}/truth.jsonl", encoding="utf-8") as f:
        truth = [(line, half_of(json.loads(line))) for line in f]
    out = {half: evaluate(truth, answers, f"{scratch}/{name}", half) for half in HALVES}
    out["seconds"], out["questions"] = seconds, len(truth)
    out["sizes"] = {half: sum(half in h for _, h in truth) for half in HALVES}
    return out


# ---- what a threshold costs, by type of party ----

SWEEP = [x / 100 for x in range(70, 96)]
ORDINARY = ("neg_company_world", "neg_company_china", "neg_company_rutrir", "neg_university", "neg_person_real",
            "neg_person_synth", "neg_person_synth_native")
NO_EVIDENCE = ("unrelated", "partial_generic")


def best_scores(name, answers):
    """[(type, set, kind, half, score of the right entry, or of the best wrong one)]"""
    folder = f"{SHARED}/quality/{name}"
    with open(f"{folder}/queries.jsonl", encoding="utf-8") as f:
        types = {q["id"]: q.get("type") or "any" for q in map(json.loads, f)}
    with open(answers, encoding="utf-8") as f:
        results = {a["id"]: a["results"] for a in map(json.loads, f)}
    with open(f"{folder}/truth.jsonl", encoding="utf-8") as f:
        for t in map(json.loads, f):
            right = set(t.get("accept") or ())
            score = max((r["score"] for r in results.get(t["id"], ()) if not right or r["entity_id"] in right), default=0)
            yield types[t["id"]], t["set"], t["kind"], half_of(t), score


def sweep(name, scratch):
    """A table: threshold against what is found of each type of party, and alerts on ordinary names of that type."""
    answers = f"{scratch}/{name}.jsonl"
    ask(f"{SHARED}/quality/{name}", answers)
    rows = list(best_scores(name, answers))
    columns = []
    for party in ("person", "org", "vessel"):
        for what, sets in (("aliases", ("alias",)), ("another script", ("xscript",)), ("disturbed", ("perturb",))):
            scores = [r[4] for r in rows if r[0] == party and r[1] in sets and r[2] not in NO_EVIDENCE]
            if len(scores) >= 20:
                columns.append((f"{party}: {what} ({len(scores)})", scores, 1))
        scores = [r[4] for r in rows if r[0] == party and r[1] in ORDINARY]
        if scores:
            columns.append((f"{party}: alerts per 1,000 ({len(scores)})", scores, 1000))
    out = ["| threshold | " + " | ".join(c[0] for c in columns) + " |", "|" + "---|" * (len(columns) + 1)]
    for t in SWEEP:
        cells = [f"{scale * sum(x >= t for x in scores) / len(scores):.{3 if scale == 1 else 1}f}"
                 for _, scores, scale in columns]
        out.append(f"| {t:.2f} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def run_pairs(scratch):
    """-> (best F1, its threshold, AUC) of the labelled pairs."""
    command = f"'{LICET}' match --quiet --limit 1000 --list {{index}}"
    p = subprocess.run([sys.executable, f"{KIT}/pairs_eval.py", f"{SHARED}/data/pairs_nomenklatura/cases_dev.csv",
                        "--name", "licet", "--cmd", command], stdout=subprocess.PIPE, check=True, text=True,
                       env=dict(engine_env(), TMPDIR=scratch))
    m = re.search(r"(\d+) pairs.*best F1 ([\d.]+) at ([\d.]+).*AUC ([\d.]+)", p.stdout)
    if not m:
        sys.exit(f"not understood: {p.stdout}")
    return {"pairs": int(m[1]), "f1": float(m[2]), "at": float(m[3]), "auc": float(m[4])}


# ---- words ----

def figure(v):
    return "–" if v is None else f"{v:.0f}" if v >= 10 else f"{v:.3f}"


def met(value, goal, sign):
    return value is not None and sign * (value - float(goal)) >= 0


def goals_table(sets):
    head = [f"{name}, {half}" for name in sets for half in HALVES]
    out = ["| figure | goal | " + " | ".join(head) + " |", "|" + "---|" * (len(head) + 2)]
    for what, goal, value, sign in GOALS:
        cells = [value(sets[name][half]) for name in sets for half in HALVES]
        out.append(f"| {what} | {goal} | " + " | ".join(
            figure(v) if met(v, goal, sign) else f"{figure(v)} (short)" for v in cells) + " |")
    return "\n".join(out)


def curve_table(sets):
    out = ["| set, half | " + " | ".join(ALERTS) + " |", "|" + "---|" * (len(ALERTS) + 1)]
    for name in sets:
        for half in HALVES:
            at = sets[name][half]["at"]
            out.append(f"| {name}, {half}: derivable / other script / disturbed | " + " | ".join(
                f"{at[n]['recall_derivable']:.3f} / {at[n]['recall_xscript']:.3f} / {at[n]['recall_perturb']:.3f}"
                for n in ALERTS) + " |")
    return "\n".join(out)


def kinds_table(e):
    out = ["| kind | n | found at 10 alerts (95 % interval) |", "|---|---|---|"]
    for kind, v in e["by_kind"].items():
        if "recall" in v:
            out.append(f"| {kind} | {v['n']} | {v['recall']:.3f} ({v['lo']:.2f} to {v['hi']:.2f}) |")
    return "\n".join(out)


def wrong_table(e):
    out = ["| names that must not alert | n | alerted at 10 alerts, per 1,000 |", "|---|---|---|"]
    for kind, v in e["by_kind"].items():
        if "wrong" in v:
            out.append(f"| {kind.replace('alerts_per_1000/', '')} | {v['n']} | {1000 * v['wrong']:.1f} |")
    return "\n".join(out)


def section(sets, pairs):
    last = "full" if "full" in sets else list(sets)[-1]
    sizes = "; ".join(f"{name}: {s['questions']:,} questions in {s['seconds']:.0f} s, of them "
                      + ", ".join(f"{s['sizes'][h]:,} {h}" for h in HALVES[1:]) for name, s in sets.items())
    short = "" if pairs["f1"] >= 0.86 and pairs["auc"] >= 0.92 else " (short)"
    return "\n\n".join([
        f"{sizes}.", goals_table(sets),
        f"Labelled pairs ({pairs['pairs']}): best F1 {pairs['f1']:.3f} (at {pairs['at']:.3f}), AUC {pairs['auc']:.3f}; "
        f"goals .86 and .92{short}.",
        "Found at so many alerts per 1,000 ordinary names:", curve_table(sets),
        "![recall against alerts](kit_curve.svg) ![reliability](kit_reliability.svg) ![by kind](kit_kinds.svg) "
        "![by script](kit_scripts.svg)",
        f"By kind, `{last}`, both halves:", kinds_table(sets[last]["both"]), wrong_table(sets[last]["both"])])


# ---- plots ----

def plot_bars(path, title, e_of, prefix):
    kinds = [k for k in e_of["both"]["by_kind"] if k.startswith(prefix)]
    rows = []
    for kind in kinds:
        values = [e_of[half]["by_kind"].get(kind) for half in ("even", "odd")]
        rows.append((kind.split("/")[1].replace("x_", "").replace("p_", "").replace("_", " "),
                     [(v["recall"], v["n"]) if v else None for v in values]))
    kit_svg.bars(path, title, rows, ["even half", "odd half"])


def plots(folder, sets):
    last = "full" if "full" in sets else list(sets)[-1]
    e = sets[last]
    kit_svg.curves(f"{folder}/kit_curve.svg", f"Real aliases found against alerts ({last})",
                   [(f"{what}, {half}", [(p[0], p[column]) for p in e[half]["curve"]])
                    for what, column in (("aliases", 1), ("another script", 2)) for half in ("even", "odd")],
                   [(10, .75, "goal: .75"), (1, .50, "goal: .50"), (20, .80, "goal: .80")])
    plot_bars(f"{folder}/kit_kinds.svg", f"Aliases by kind, at 10 alerts per 1,000 ({last})", e, "alias/")
    plot_bars(f"{folder}/kit_scripts.svg", f"Names in another script, at 10 alerts ({last})", e, "xscript/")
    kit_svg.reliability(f"{folder}/kit_reliability.svg", f"Score against truth ({last})",
                        [(half, [(v["mean_score"], v["observed"], v["n"]) for v in e[half]["reliability"].values()])
                         for half in ("even", "odd")])


def small(sets, pairs):
    keep = ("at", "fpr_at_recall", "by_kind", "reliability", "ece", "brier", "log_area_derivable", "log_area_xscript",
            "auc_pr", "top1_alias", "top1_xscript")
    return {"pairs": pairs, "sets": {name: {half: {k: s[half][k] for k in keep} for half in HALVES}
                                     for name, s in sets.items()}}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--only", choices=("medium", "full"))
    ap.add_argument("--out")
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--sweep", action="store_true", help="only what each threshold finds, by type of party")
    a = ap.parse_args()
    if not os.path.isdir(KIT):
        sys.exit(f"the quality kit is not at {KIT}; set LICET_SHARED")
    if a.sweep:
        with tempfile.TemporaryDirectory() as scratch:
            print(sweep(a.only or "full", scratch))
        return
    with tempfile.TemporaryDirectory() as scratch:
        sets = {name: run_set(name, scratch) for name in ("medium", "full") if a.only in (None, name)}
        pairs = run_pairs(scratch)
    body = section(sets, pairs)
    print(body)
    out = f"{ROOT}/bench" if a.write else a.out
    if out:
        plots(out, sets)
    if a.write:
        kit_text.put_section(f"{out}/RESULTS.md", "kit_run.py", body)
        with open(f"{out}/kit_results.json", "w", encoding="utf-8") as f:
            json.dump(small(sets, pairs), f, indent=0, sort_keys=True)
            f.write("\n")


if __name__ == "__main__":
    main()
