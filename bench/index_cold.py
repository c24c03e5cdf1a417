"""`licet screen` from the start of the process to its end: the Consolidated Screening List alone, and every list at hand
in one home (bench/sources_run.py names them). Rules, lexicons and a checked index are read anew each time."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import sources_run

RUNS = 41


def ask(licet, env):
    subprocess.run([licet, "screen", "Ri Won Ho", "--country", "KP", "--json"], env=env, stdout=subprocess.DEVNULL)


def of_home(licet, home, data):
    env = dict(os.environ, LICET_HOME=str(home), LICET_DATA=data)
    wall, before = [], os.times()
    for _ in range(RUNS):
        began = time.monotonic()
        ask(licet, env)
        wall.append(time.monotonic() - began)
    after = os.times()
    wall.sort()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    size = max((p for p in (home / "index").glob("*.lix")), key=lambda p: p.stat().st_mtime).stat().st_size
    return {"ms": 1000 * wall[RUNS // 2], "best_ms": 1000 * wall[0], "cpu_ms": 1000 * cpu / RUNS, "mb": size / 1e6}


def measure(licet, data, shared):
    """[(what, figures)]"""
    home, out, n = pathlib.Path(tempfile.mkdtemp(prefix="licet-cold-")), [], 0
    try:
        for source, at, day in sources_run.TOGETHER:
            paths = [os.path.join(shared, "data", f) for f in sources_run.FILES[at][1]]
            if not all(os.path.exists(p) for p in paths):
                continue
            run, _ = sources_run.licet(pathlib.Path(licet).parent, home, data, "lists", "import", "--json", "--source",
                                       source, "--list-date", day, *paths)
            if run.returncode not in (0, 2) or not run.stdout:
                raise SystemExit(f"{source}: {run.stderr}")
            n += 1
            if n == 1:
                out.append((f"{source} alone", of_home(licet, home, data)))
        if n > 1:
            out.append((f"{n} sources", of_home(licet, home, data)))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if not out:
        print("SKIP the cold start: no list is at hand", flush=True)
    for what, x in out:
        print(f"licet screen, {what}: {x['ms']:.0f} ms (best {x['best_ms']:.0f}), {x['cpu_ms']:.0f} ms of processor, index "
              f"{x['mb']:.0f} MB", flush=True)
    return out
