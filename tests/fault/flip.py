"""Flips single bits in copies of a home: in the index file, and in every column of a decision row."""
import glob
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

LICET = os.environ["LICET"]
SAMPLE = os.path.join(os.environ["LICET_SOURCE"], "data/sample/consolidated_sample.csv")
AS_OF = "2026-07-31"


def run(home, *args):
    env = dict(os.environ, LICET_HOME=home)
    return subprocess.run([LICET, *args], env=env, capture_output=True, text=True)


def flip_index(home, rounds):
    (path,) = glob.glob(home + "/index/*.lix")
    data = bytearray(open(path, "rb").read())
    for _ in range(rounds):
        bit = random.randrange(len(data) * 8)
        data[bit // 8] ^= 1 << bit % 8
        open(path, "wb").write(data)
        v = run(home, "verify")
        assert v.returncode == 2, f"bit {bit} of the index went unseen: {v.stdout}"
        s = run(home, "screen", "Quiet Harbour Bakery", "--as-of", AS_OF)
        assert s.returncode == 2, f"bit {bit}: exit {s.returncode}: {s.stdout}"
        data[bit // 8] ^= 1 << bit % 8
    open(path, "wb").write(data)
    assert run(home, "verify").returncode == 0


def flipped(value):
    if isinstance(value, int):
        return value ^ (1 << random.randrange(20))
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    raw[random.randrange(len(raw))] ^= 1 << random.randrange(7)
    if isinstance(value, bytes):
        return bytes(raw)
    return raw.decode("utf-8", "replace")


def flip_rows(home, rounds):
    path = home + "/licet.db"
    kept = path + ".kept"
    con = sqlite3.connect(path)
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    con.close()
    shutil.copy(path, kept)
    for i in range(rounds):
        for f in glob.glob(path + "-*"):
            os.remove(f)
        shutil.copy(kept, path)
        con = sqlite3.connect(path)
        for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            con.execute(f'DROP TRIGGER "{name}"')
        columns = [c[1] for c in con.execute("PRAGMA table_info(decision)")]
        column = columns[i % len(columns)]
        (sequence,) = con.execute("SELECT sequence FROM decision ORDER BY random() LIMIT 1").fetchone()
        (value,) = con.execute(f'SELECT "{column}" FROM decision WHERE sequence=?', (sequence,)).fetchone()
        try:
            con.execute(f'UPDATE decision SET "{column}"=? WHERE sequence=?', (flipped(value), sequence))
        except sqlite3.Error:
            con.close()
            continue  # the database itself refused
        con.commit()
        con.close()
        v = run(home, "verify")
        assert v.returncode == 2, f"a bit of {column} in decision {sequence} went unseen: {v.stdout}"


def main():
    rounds = int(sys.argv[1])
    seed = int(os.environ.get("SEED", time.time_ns() % 1000000))
    random.seed(seed)
    folder = tempfile.mkdtemp(prefix="licet-flip-")
    home = os.path.join(folder, "home")
    try:
        r = run(home, "lists", "import", "--sample", "--source", "us_csl", "--list-date", AS_OF, SAMPLE)
        assert r.returncode == 0, r.stderr
        for name in ["NSO Group", "Candiru", "Quiet Harbour Bakery", "Positive Technologies"]:
            run(home, "screen", name, "--as-of", AS_OF)
        flip_index(home, rounds)
        flip_rows(home, rounds)
        print(f"seed {seed}: {rounds} bits of the index and {rounds} of decision rows, all noticed")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
