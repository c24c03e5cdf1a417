#!/usr/bin/env python3
"""OpenRefine (Debian's, headless) reconciles a column of names against a running licet.

  tests/openrefine/run.py SERVICE_URL NAMES.csv OUT.md

SERVICE_URL: http://127.0.0.1:8080/reconcile?key=licet_...; NAMES.csv: one column "name".
Writes what was sent and what came back as a transcript."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PORT = 33333
BASE = f"http://127.0.0.1:{PORT}"


def call(path, data=None, kind="application/x-www-form-urlencoded", **query):
    url = BASE + path + ("?" + urllib.parse.urlencode(query) if query else "")
    if isinstance(data, dict):
        data = urllib.parse.urlencode(data).encode()
    request = urllib.request.Request(url, data, {"Content-Type": kind} if data else {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.geturl(), answer.read().decode()


def token():
    return json.loads(call("/command/core/get-csrf-token")[1])["token"]


def start(folder):
    process = subprocess.Popen(["openrefine", "-i", "127.0.0.1", "-p", str(PORT), "-d", folder, "-x",
                                "refine.headless=true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(120):
        try:
            return process, json.loads(call("/command/core/get-version")[1])["full_version"]
        except OSError:
            time.sleep(0.5)
    sys.exit("OpenRefine does not start")


def new_project(path):
    edge = "----licet"
    body = f'--{edge}\r\nContent-Disposition: form-data; name="project-file"; filename="names.csv"\r\nContent-Type: text/csv\r\n\r\n'
    body += open(path, encoding="utf-8").read() + f"\r\n--{edge}--\r\n"
    options = json.dumps({"separator": ",", "headerLines": 1, "encoding": "UTF-8"})
    url, _ = call("/command/core/create-project-from-upload", body.encode(), f"multipart/form-data; boundary={edge}",
                  format="text/line-based/*sv", options=options, csrf_token=token())
    return re.search(r"project=(\d+)", url).group(1)


def reconcile(project, service):
    manifest = json.loads(urllib.request.urlopen(service, timeout=30).read())
    operation = {"op": "core/recon", "columnName": "name", "engineConfig": {"facets": [], "mode": "row-based"},
                 "config": {"mode": "standard-service", "service": service, "identifierSpace": manifest["identifierSpace"],
                            "schemaSpace": manifest["schemaSpace"], "type": None, "autoMatch": True,
                            "columnDetails": [], "limit": 5}}
    call("/command/core/apply-operations", {"operations": json.dumps([operation]), "csrf_token": token()},
         project=project)
    began = time.time()
    while time.time() - began < 300:
        if not json.loads(call("/command/core/get-processes", project=project)[1])["processes"]:
            return manifest, time.time() - began
        time.sleep(0.2)
    sys.exit("OpenRefine did not end")


def main():
    service, names, out = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        process, version = start(folder)
        try:
            project = new_project(names)
            manifest, seconds = reconcile(project, service)
            rows = json.loads(call("/command/core/get-rows", project=project, start=0, limit=10000)[1])
        finally:
            process.terminate()
            subprocess.run(["pkill", "-f", f"refine.port={PORT}"], check=False)
    recons = rows["pool"]["recons"]
    matched = judged = none = 0
    lines = []
    for row in rows["rows"]:
        cell = row["cells"][0]
        recon = recons.get(str(cell.get("r")), {})
        candidates = recon.get("c", [])
        best = recon.get("m") or (candidates[0] if candidates else None)
        matched += recon.get("j") == "matched"
        judged += bool(best) and recon.get("j") != "matched"
        none += not best
        lines.append(f"| {cell['v']} | {recon.get('j', '')} | {best['name'] if best else ''} | "
                     f"{best['id'] if best else ''} | {best['score'] if best else ''} |".replace("\n", " "))
    head = [f"OpenRefine {version} against {manifest['name']} ({', '.join(manifest['versions'])}): "
            f"{len(rows['rows'])} names in {seconds:.1f} s; {matched} matched by themselves, {judged} with candidates "
            f"for a person to judge, {none} with none.", "", "| name | judgement | best candidate | entry | score |",
            "|---|---|---|---|---|"]
    open(out, "w", encoding="utf-8").write("\n".join(head + lines) + "\n")
    print(head[0])
    if len(rows["rows"]) == 0 or matched == 0:
        sys.exit(1)


main()
