"""The server as its clients see it: serve.py LICET FOLDER GOLDEN. LICET_HOME holds two entries."""

import atexit
import concurrent.futures
import http.client
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time

LICET, TMP, GOLDEN = sys.argv[1:4]
HOME = os.environ["LICET_HOME"]
checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        sys.exit(f"FAILED: {what}")


def licet(*arguments, code=0):
    done = subprocess.run([LICET, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    check(done.returncode == code, f"licet {' '.join(arguments)}: {done.returncode}, {done.stderr}")
    return done.stdout


class Server:
    def __init__(self, *arguments, limit=None, **environment):
        self.log = open(os.path.join(TMP, f"serve{len(os.listdir(TMP))}.log"), "w+")
        self.process = subprocess.Popen([LICET, "serve", "--listen", "127.0.0.1:0", *arguments],
                                        stderr=self.log, stdout=subprocess.DEVNULL, preexec_fn=limit,
                                        env={**os.environ, **environment})
        atexit.register(self.process.kill)  # of a test that fails
        for _ in range(200):
            for line in open(self.log.name):
                event = json.loads(line)
                if event.get("event") == "listening":
                    self.port = int(event["detail"].rsplit(":", 1)[1].rstrip("/"))
                    return
            if self.process.poll() is not None:
                sys.exit("FAILED: the server ended: " + open(self.log.name).read())
            time.sleep(0.05)
        sys.exit("FAILED: the server does not listen")

    def ask(self, method, path, body=None, headers=None, raw=False):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        data = body if body is None or isinstance(body, (bytes, str)) else json.dumps(body)
        connection.request(method, path, data, headers or {})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if raw:
            return answer.status, text, dict(answer.getheaders())
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text.decode("utf-8", "replace")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=40)
        check(code == 0, f"a stopped server ends with 0, not {code}")


def key(name, scopes):
    return {"Authorization": "Bearer " + licet("keys", "add", name, "--scopes", scopes).strip()}


ALL = key("all", "screen,read,adjudicate,approve")
SCREEN = key("screen only", "screen")
server = Server()

# ---- who may ----
check(server.ask("GET", "/healthz") == (200, {"status": "ok"}), "alive")
check(server.ask("GET", "/readyz")[0] == 200, "ready: the only required list is in force")
status, problem, headers = server.ask("GET", "/v1/lists", raw=True)
check(status == 401 and headers["Content-Type"] == "application/problem+json", "no key, no lists")
check(headers["WWW-Authenticate"].startswith("Bearer"), "it says how to bring one")
check(server.ask("GET", "/v1/lists", headers=SCREEN)[0] == 403, "a key without the scope")
check(server.ask("GET", "/v1/lists", headers={"Authorization": "Bearer licet_no"})[0] == 401, "a wrong key")
check(server.ask("GET", "/v1/lists", headers={"X-Licet-Page": "1"})[0] == 200, "the page on this machine")
check(server.ask("GET", "/v1/lists", headers={"X-Licet-Page": "1", "Host": "evil.example"})[0] == 401,
      "a rebound name is no page of ours")
check(server.ask("GET", "/v1/lists", headers={"X-Licet-Page": "1", "Sec-Fetch-Site": "cross-site"})[0] == 401,
      "another site's script is no page of ours")
licet("keys", "add", "all", "--scopes", "read", code=2)
for n in range(5):  # each made and used at once, though wrong ones came before
    check(server.ask("GET", "/v1/lists", headers={"X-Api-Key": f"licet_no{n}"})[0] == 401, "a wrong key again")
    time.sleep(0.06)
    check(server.ask("GET", "/v1/lists", headers=key(f"new {n}", "read"))[0] == 200, "a new key holds at once")
third = key("third", "read")
licet("keys", "revoke", "third")
time.sleep(1.6)
check(server.ask("GET", "/v1/lists", headers=third)[0] == 401, "a revoked key ends within seconds")

# ---- the contract ----
status, api = server.ask("GET", "/openapi.json")
check(status == 200 and api["openapi"].startswith("3.1") and len(api["paths"]) > 30, "it describes itself")
ids = [o["operationId"] for p in api["paths"].values() for o in p.values()]
check(len(ids) == len(set(ids)), "every operation has a name of its own")
for body, expected in [("{", 400), ("[]", 422), ('{"name":""}', 422), ('{"name":"a","nmae":"b"}', 422),
                       ('{"name":"a","name":"b"}', 400), ('{"name":7}', 422), (b'{"name":"\xff"}', 400),
                       ('{"name":"a","birth":"garbage"}', 422), ('{"name":"a","birth":"1971-13-45"}', 422),
                       ('{"name":"a","birth":"71"}', 422), ('{"name":"Ossian","birth":"1971-02"}', 200),
                       ('{"name":"a","as_of":"2021-02-30"}', 422), ("[" * 100000, 400),
                       ('{"name":"' + "x" * 5000 + '"}', 422), ('{"name":"a","type":"ship"}', 422)]:
    status, problem = server.ask("POST", "/v1/screen", body, ALL)
    check(status == expected and (status == 200 or problem["detail"]), f"{str(body)[:40]}: {status}, expected {expected}")
for body, says in [({"since": "2999-01-01"}, "after today"), ({"since": "2026-02-01", "as_of": "2026-01-01"}, "after body.as_of")]:
    status, problem = server.ask("POST", "/v1/book/run", body, ALL)
    check(status == 422 and says in problem["detail"], f"no run since {body['since']}")
check(server.ask("GET", "/v1/book/run", headers=ALL)[1]["state"] == "none", "and none was begun")
check(server.ask("PUT", "/v1/book?name=b.csv&date=2999-01-01", "id,name\n1,A\n", ALL)[0] == 422, "no edition of tomorrow")
for path in ("/v1/lists/changes?since=2021-01-01&source=nope", "/v1/lists/nope/diff?a=1&b=2"):
    check(server.ask("GET", path, headers=ALL)[0] == 404, f"{path}: there is no such source")
for body in ('{"name":"a\\u0000b"}', '{"na\\u0000me":"a"}'):
    status, problem = server.ask("POST", "/v1/screen", body, ALL)
    check(status == 400 and problem["detail"].startswith("a NUL character is not allowed in text"), problem["detail"])
check(server.ask("POST", "/v1/screen", "x" * (5 << 20), ALL)[0] == 413, "too large a body")
status, problem, sent = server.ask("POST", "/v1/determine", {"id": "7", "facts": {"bogus": 1}}, ALL, raw=True)
check(status == 422 and b"bogus" in problem and sent["Content-Type"] == "application/problem+json", "a fact there is none of")
check(server.ask("GET", "/v1/search?q=a&x=1", headers=ALL)[0] == 400, "an unknown parameter")
check(server.ask("GET", "/v1/search?q=%ff", headers=ALL)[0] == 400, "a query that is no UTF-8")
check(server.ask("GET", "/v1/entries/..%2f..%2flicet.db", headers=ALL)[0] == 404, "a path is no way out")
check(server.ask("GET", "/v1/batches/../files/x", headers=ALL)[0] == 404, "nor is a batch")
check(server.ask("DELETE", "/v1/screen", headers=ALL)[0] == 405, "another method")
check(server.ask("GET", "/v1/nothing", headers=ALL)[0] == 404, "nothing there")
for accept, kind in [("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
                     ("application/json;q=0.5 , text/html;q=0.75", "text/html"),
                     ("*/*", "application/problem+json"), ("text/html;q=0,", "application/problem+json"),
                     ("text/html;q=0.5,application/json", "application/problem+json"),
                     ("text/htmlish", "application/problem+json")]:
    status, _, headers = server.ask("GET", "/nowhere", headers={"Accept": accept}, raw=True)
    check(status == 404 and headers["Content-Type"] == kind, f"no such page, to whom takes {accept}: {status} {headers['Content-Type']}")

# ---- the same decisions as the command line ----
for name, country in [("Marrow Hill Trading Ltd", "GB"), ("Marrow Hill Trading", None), ("Ossian Vale", "IE"),
                      ("Quiet Orchard Bakery", None), ("Осиан Вале", None)]:
    body = {"name": name, **({"country": country} if country else {}), "as_of": "2026-07-31"}
    status, ours = server.ask("POST", "/v1/screen", body, SCREEN)
    line = ["screen", name, "--json", "--as-of", "2026-07-31", *(["--country", country] if country else [])]
    done = subprocess.run([LICET, *line], capture_output=True, text=True)
    theirs = json.loads(done.stdout)
    check(status == 200 and ours == theirs, f"{name}: one answer, by whatever way it is asked")
many = server.ask("POST", "/v1/screen/many", {"parties": [{"name": "Ossian Vale"}, {"name": "?!"}, {"name": "Nobody Else"}]},
                  SCREEN)[1]["results"]
check([r["verdict"] for r in many] == ["POSSIBLE_MATCH", "NOT_SCREENED", "NO_MATCH"], "several, in their order")

# ---- while somebody types ----
names = server.ask("GET", "/v1/complete?q=oss+va&limit=5", headers=ALL)[1]["names"]
check([n["name"] for n in names] == ["Ossian Vale"] and names[0]["entry"], "every typed word begins a word")
check(server.ask("GET", "/v1/complete?q=zzz", headers=ALL)[1]["names"] == [], "nothing begins so")
check(server.ask("GET", "/v1/complete?q=a&limit=101", headers=ALL)[0] == 400, "not as many as that")
check(server.ask("GET", "/v1/complete?q=a&as_of=2019-02-29", headers=ALL)[0] == 400, "no such day")

# ---- a request that is sent twice ----
once = {**SCREEN, "Idempotency-Key": "order-7"}
before = server.ask("GET", "/v1/decisions?limit=1", headers=ALL)[1]["items"][0]["sequence"]
first = server.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, once, raw=True)
again = server.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, once, raw=True)
check(first[:2] == again[:2] and again[2].get("Idempotency-Replayed") == "true", "the same answer again")
check(server.ask("POST", "/v1/screen", {"name": "Other"}, once)[0] == 422, "the key of another request")
after = server.ask("GET", "/v1/decisions?limit=1", headers=ALL)[1]["items"][0]["sequence"]
check(after > before, "and it is kept")
check(len([i for i in server.ask("GET", "/v1/decisions?limit=500", headers=ALL)[1]["items"]
           if i["sequence"] > before]) == 1, "once")

# ---- and many times at the same moment ----
def together(body, headers, n):
    with concurrent.futures.ThreadPoolExecutor(n) as pool:
        return [f.result() for f in [pool.submit(server.ask, "POST", "/v1/screen", body, headers, True) for _ in range(n)]]


for round in range(5):
    start = server.ask("GET", "/v1/decisions?limit=1", headers=ALL)[1]["items"][0]["sequence"]
    answers = together({"name": f"Ossian Vale {round}"}, {**SCREEN, "Idempotency-Key": f"same-{round}"}, 64)
    check({s for s, _, _ in answers} <= {200, 409}, "the answer, or word that it is being made")
    check(len({b for s, b, _ in answers if s == 200}) == 1, "one answer")
    check(all("Retry-After" in h for s, _, h in answers if s == 409), "when to ask again")
    made = [i for i in server.ask("GET", "/v1/decisions?limit=500", headers=ALL)[1]["items"] if i["sequence"] > start]
    check(len(made) == 1, f"one decision, not {len(made)}")
    check(server.ask("POST", "/v1/screen", {"name": f"Ossian Vale {round}"},
                     {**SCREEN, "Idempotency-Key": f"same-{round}"}, True)[2].get("Idempotency-Replayed") == "true", "kept")

# ---- another process writes to the home for long: answers do not wait for it, and none is lost ----
def hold(seconds):
    """The home's write lock, as an import has it."""
    return subprocess.Popen([sys.executable, "-c", f"""
import sqlite3, sys, time
db = sqlite3.connect({os.path.join(HOME, "licet.db")!r}, isolation_level=None, timeout=30)
db.execute("BEGIN IMMEDIATE"); print("held", flush=True); time.sleep({seconds}); db.execute("ROLLBACK")"""],
                            stdout=subprocess.PIPE, text=True)


def acknowledged(n, name):
    taken, ids = [], []
    for i in range(n):
        began = time.monotonic()
        status, answer = server.ask("POST", "/v1/screen", {"name": f"{name} {i}"}, SCREEN)
        taken.append(time.monotonic() - began)
        check(status == 200, "answered while the log is busy")
        ids.append(answer["decision_id"])
    return taken, ids


holder = hold(3)
holder.stdout.readline()
taken, ids = acknowledged(100, "Beside")
kept = {**SCREEN, "Idempotency-Key": "beside"}
first = server.ask("POST", "/v1/screen", {"name": "Beside"}, kept, True)
again = server.ask("POST", "/v1/screen", {"name": "Beside"}, kept, True)
check(holder.poll() is None, "the lock was held all the while")
check(first[:2] == again[:2] and again[2].get("Idempotency-Replayed") == "true", "once, beside the log, too")
check(sorted(taken)[-2] < 1, f"no answer waits for the lock: {max(taken):.2f} s")
check(server.ask("GET", f"/v1/decisions/{ids[0]}", headers=ALL)[0] in (200, 503), "not said to be missing")
holder.wait()
for i in ids:
    check(server.ask("GET", f"/v1/decisions/{i}", headers=ALL)[0] == 200, "and then in the log")
again = server.ask("POST", "/v1/screen", {"name": "Beside"}, kept, True)
check(first[:2] == again[:2] and again[2].get("Idempotency-Replayed") == "true", "the kept answer, too")

for taken_up_by in ("the next server", "the next command"):
    holder = hold(3)
    holder.stdout.readline()
    _, ids = acknowledged(50, "Killed")
    server.process.kill()
    server.process.wait()
    with open(os.path.join(HOME, "journal"), "ab") as f:
        f.write(b"00000100 half a record")  # as a crash in the midst of a write would leave it
    check(holder.poll() is None, "killed while the log was busy")
    holder.wait()
    if taken_up_by == "the next command":
        licet("replay", ids[-1])
    server = Server()
    for i in ids:
        check(server.ask("GET", f"/v1/decisions/{i}", headers=ALL)[0] == 200, f"what a killed server acknowledged, by {taken_up_by}")
    torn = os.path.join(HOME, "journal.torn")
    check(open(torn, "rb").read() == b"00000100 half a record", "what is torn is put aside")
    os.remove(torn)
check(json.loads(licet("verify", "--json"))["ok"] is True, "the log is whole")

# ---- the log ----
page = server.ask("GET", "/v1/decisions?limit=3", headers=ALL)[1]
check(len(page["items"]) == 3 and page["next_before"] == page["items"][-1]["sequence"], "pages of the log")
older = server.ask("GET", f"/v1/decisions?limit=3&before={page['next_before']}", headers=ALL)[1]
check(older["items"][0]["sequence"] < page["items"][-1]["sequence"], "go on where they ended")
decision = page["items"][0]["id"]
check(server.ask("POST", f"/v1/decisions/{decision}/replay", headers=ALL)[1]["same"] is True, "computed again")
check(server.ask("GET", "/v1/decisions/K-AAAA", headers=ALL)[0] == 404, "keys are not read back")

# ---- hits, and who may settle them ----
hit = server.ask("GET", "/v1/hits", headers=ALL)[1]["hits"][0]
word = {"outcome": "false_hit", "entry": hit["entry"], "reason": "DIFFERENT_NAME", "note": "read in full", "by": "Ada"}
check(server.ask("POST", f"/v1/decisions/{hit['decision']}/resolutions", word, SCREEN)[0] == 403, "not with this key")
status, problem = server.ask("POST", f"/v1/decisions/{hit['decision']}/resolutions", {k: v for k, v in word.items() if k != "reason"}, ALL)
check(status == 400 and problem["detail"].startswith("a reason is needed; one of DIFFERENT_NAME, "), problem["detail"])
status, settled = server.ask("POST", f"/v1/decisions/{hit['decision']}/resolutions", word, ALL)
check(status == 200 and settled["resolutions"], "settled")
resolution = settled["resolutions"][0]["id"]
record = server.ask("GET", f"/v1/decisions/{resolution}", headers=ALL)[1]["record"]
check(record["by"] == "all", "signed by the key's name, whatever the body says")
approve = {"outcome": "approve", "note": "seen"}
check(server.ask("POST", f"/v1/decisions/{resolution}/resolutions", {**approve, "by": "Bob"}, {"X-Licet-Page": "1"})[0]
      == 403, "two names typed on one page are not two people")
check(server.ask("POST", f"/v1/decisions/{resolution}/resolutions", approve, ALL)[0] == 400,
      "nor may the first person approve")

# ---- peers ----
body = {"queries": {"a": {"schema": "Company", "properties": {"name": ["Marrow Hill Trading Ltd"]}},
                    "b": {"schema": "Person", "properties": {"name": "Nobody Else"}}}}
found = server.ask("POST", "/match/default", body, SCREEN)[1]["responses"]
check(found["a"]["results"][0]["id"] and found["a"]["results"][0]["match"] is True, "as yente: found")
check(found["b"]["results"] == [] and found["b"]["total"] == {"value": 0, "relation": "eq"}, "as yente: nothing")
check(server.ask("POST", "/match/nonsense", body, SCREEN)[0] == 404, "as yente: no such data set")
check("detail" in server.ask("POST", "/match/default", {"queries": {"a": {"schema": "Goat", "properties": {}}}}, SCREEN)[1],
      "as yente: no such schema")
ask = lambda properties, query="", **more: server.ask(
    "POST", "/match/default" + query, {"queries": {"a": {"properties": properties}}, **more}, SCREEN)
ids = lambda answer: [r["id"] for r in answer[1]["responses"]["a"]["results"]]
vale = ids(ask({"name": "Ossian Vale"}))
check(vale and ids(ask({"name": ["Quiet Orchard", "Ossian Vale"]})) == vale == ids(ask({"alias": "Ossian Vale"})),
      "as yente: every name is looked for")
check(ids(ask({"firstName": "Ossian", "lastName": ["Vale"]})) == vale, "as yente: a name in its parts")
check(ids(ask({"name": "Ossian Vale"}, "?exclude_entity_ids=" + vale[0].replace("/", "%2F"))) == [], "as yente: not these")
check(ids(ask({"name": "Ossian Vale"}, "?changed_since=2099-01-01")) == [], "as yente: not of before")
many = ["Quiet Orchard"] * 20
check(ask({"name": many, "alias": "Ossian Vale"})[0] == 400, "as yente: no name of too many is left out unsaid")
echo = ask({"name": "Ossian Vale", "country": "Russia", "idNumber": 12})[1]["responses"]["a"]["query"]
check(echo == {"id": None, "properties": {"name": ["Ossian Vale"], "country": ["ru"], "idNumber": ["12"]}}, f"cleaned: {echo}")
for query, more, status in [("?limit=501", {}, 422), ("?threshold=x", {}, 422), ("?algorithm=bogus", {}, 400),
                            ("?exclude_schema=Goat", {}, 400), ("?include_dataset=nope", {}, 400), ("?changed_since=x", {}, 422),
                            ("", {"config": {"bogus": 1}}, 400), ("", {"weights": "x"}, 422)]:
    answer = ask({"name": "Ossian Vale"}, query, **more)
    check(answer[0] == status and "detail" in answer[1] and "title" not in answer[1], f"as yente: {query}{more}: {answer}")
found = server.ask("GET", "/search/default?q=ossi&facets=countries&facets=schema", headers=ALL)[1]
check(found["results"][0]["id"] == vale[0] and found["facets"]["schema"]["values"], "as yente: a text that begins a word")
tag = server.ask("GET", "/catalog", headers=ALL, raw=True)[2]["ETag"]
check(server.ask("GET", "/catalog", headers={**ALL, "If-None-Match": tag}, raw=True)[0] == 304, "as yente: the catalog as before")
for query in ["name=Ossian+Vale&source=nope", "name=Ossian+Vale&gov_bogus=RU:1", "name=Ossian+Vale&gov_passport=1",
              "name=Ossian+Vale&birthDate=x", "name=Ossian+Vale&limit=101", "type=person"]:
    answer = server.ask("GET", "/v2/search?" + query, headers=SCREEN)
    check(answer[0] == 400 and list(answer[1]) == ["error"], f"as watchman: {query}: {answer}")
found = server.ask("GET", "/v2/search?name=Quiet+Orchard&altNames=Ossian+Vale&source=own", headers=SCREEN)[1]["entities"]
check([e["name"] for e in found] == ["Ossian Vale"], "as watchman: the other names, too")
found = server.ask("GET", "/v2/search?name=Ossian+Vale&type=person", headers=SCREEN)[1]
check(found["entities"][0]["name"] == "Ossian Vale" and found["entities"][0]["match"] >= 0.9, "as watchman")
check(server.ask("GET", "/v2/search?name=a&colour=red", headers=SCREEN)[0] == 400, "as watchman: unknown parameter")
check(server.ask("GET", "/consolidated_screening_list/v1/sources", headers=ALL)[1]["sources"][0]["value"] == "CAP",
      "as trade.gov")
manifest = server.ask("GET", "/reconcile", headers=ALL)[1]
check("0.2" in manifest["versions"] and manifest["suggest"]["entity"]["service_path"], "reconciliation: manifest")
form = {**ALL, "Content-Type": "application/x-www-form-urlencoded"}
asked = "queries=" + json.dumps({"q0": {"query": "Ossian Vale", "limit": 3}}).replace('"', "%22").replace(" ", "+")
check(server.ask("POST", "/reconcile", asked, form)[1]["q0"]["result"][0]["name"] == "Ossian Vale", "reconciled")

# ---- a batch, and the same table by the command line ----
table = "Order,Customer,Country,ECCN\n" + "".join(
    f"A{i},{n},GB,EAR99\n" for i, n in enumerate(["Marrow Hill Trading Ltd", "Quiet Orchard Bakery", "Ossian Vale"] * 334))
open(os.path.join(TMP, "orders.csv"), "w").write(table)
status, batch = server.ask("POST", "/v1/batches?name=orders.csv", table, ALL)
check(status == 201 and batch["state"] == "waiting_for_columns", "a table is taken in")
for method, where in (("PUT", "/v1/batches?name=part.csv"), ("POST", "/v1/batches?name=part.csv"), ("PUT", "/v1/book?name=part.csv")):
    status, problem, sent = server.ask(method, where, table, {**ALL, "Content-Range": "bytes 0-33/99999"}, raw=True)
    check(status == 400 and b"Content-Range" in problem and "problem+json" in sent["Content-Type"], f"{method} {where}: a part is no file")
check(all(b["name"] != "part.csv" for b in server.ask("GET", "/v1/batches", headers=ALL)[1]["batches"]), "and makes no batch")
check(server.ask("POST", "/v1/batches?name=orders.exe", table, ALL)[0] == 400, "of known kinds")
at = f"/v1/batches/{batch['id']}"
preview = server.ask("POST", at + "/preview", {}, ALL)[1]
check(preview["mapping"]["columns"][1]["column"] == "purchaser_name" and len(preview["rows"]) == 20, "its columns")
check(server.ask("POST", at + "/run", {"as_of": "2026-07-31"}, ALL)[0] == 202, "it runs")
for _ in range(1200):
    state = server.ask("GET", at, headers=ALL)[1]
    if state["state"] in ("done", "failed"):
        break
    time.sleep(0.05)
check(state["state"] == "done" and state["summary"]["rows"] == 1002, f"it is done: {state}")
ours = server.ask("GET", at + "/files/answered.csv", headers=ALL, raw=True)[1].decode()
subprocess.run([LICET, "check", os.path.join(TMP, "orders.csv"), "--out", os.path.join(TMP, "theirs.csv"), "--as-of",
                "2026-07-31", "--quiet"], capture_output=True)
check(ours == open(os.path.join(TMP, "theirs.csv")).read(), "the same answers as licet check, byte for byte")
check(server.ask("GET", at + "/files/batch.json", headers=ALL)[0] == 404, "its own notes are not served")
events = server.ask("GET", at + "/events", headers=ALL, raw=True)
check(events[2]["Content-Type"] == "text/event-stream" and b'"state":"done"' in events[1], "progress as events")

# ---- many at once, and new lists meanwhile: every answer is of one index, nothing is lost ----
own = open(os.path.join(TMP, "own.jsonl")).read()


def one(i):
    status, answer = server.ask("POST", "/v1/screen", {"name": f"Ossian Vale {i % 7}"}, SCREEN)
    return status, answer.get("decision_id"), answer.get("index")


with concurrent.futures.ThreadPoolExecutor(16) as pool:
    wave = [pool.submit(one, i) for i in range(300)]
    for n in range(3):
        with open(os.path.join(TMP, "own.jsonl"), "w") as f:
            f.write(own + json.dumps({"entity_id": f"n{n}", "names": [f"Newly Listed {n}"], "type": "org",
                                      "countries": ["GB"]}) + "\n")
        licet("lists", "import", "--source", "own", "--list-date", "2026-07-31", os.path.join(TMP, "own.jsonl"))
        wave += [pool.submit(one, i) for i in range(300)]
answers = [w.result() for w in wave]
check({s for s, _, _ in answers} == {200}, "no request failed while lists changed")
for _ in range(40):
    if server.ask("POST", "/v1/screen", {"name": "Newly Listed 2"}, SCREEN)[1]["verdict"] == "POSSIBLE_MATCH":
        break
    time.sleep(0.1)
else:
    sys.exit("FAILED: a new list is not taken up")
kept = {i["id"] for page in [server.ask("GET", "/v1/decisions?limit=500", headers=ALL)[1],
                             ] for i in page["items"]}
before, seen = None, set()
while True:
    page = server.ask("GET", "/v1/decisions?limit=500" + (f"&before={before}" if before else ""), headers=ALL)[1]
    seen |= {i["id"] for i in page["items"]}
    before = page.get("next_before")
    if not before:
        break
check({d for _, d, _ in answers} <= seen, "what was acknowledged is in the log")
metrics = server.ask("GET", "/metrics", headers=ALL, raw=True)[1].decode()
check("licet_index_swaps_total" in metrics and metrics.endswith("# EOF\n"), "metrics")
check("Ossian" not in open(server.log.name).read(), "no name stands in the log of requests")

# ---- an answer is of one version of the lists, whatever is imported meanwhile ----
def edition(n):
    with open(os.path.join(TMP, "own.jsonl"), "w") as f:
        f.write(own)
        for i in range(6):
            f.write(json.dumps({"entity_id": f"edition{n}-{i}", "names": ["Tern Island Freight"], "type": "org"}) + "\n")
    licet("lists", "import", "--source", "own", "--list-date", "2026-07-31", os.path.join(TMP, "own.jsonl"))


def editions_of(i):
    answer = server.ask("POST", "/v1/screen", {"name": "Tern Island Freight"}, SCREEN)[1]
    return answer["index"], sorted({re.search(r"edition(\d+)", h["entry"]).group(1) for h in answer["hits"]}), len(answer["hits"])


edition(0)
time.sleep(1.2)
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    seen = [editions_of(0)]
    for n in range(1, 5):
        before = seen[-1][0]
        wave = [pool.submit(editions_of, i) for i in range(300)]
        edition(n)
        seen += [w.result() for w in wave]
        until = time.time() + 10
        while seen[-1][0] == before and time.time() < until:  # the swap comes within a second or so
            seen += list(pool.map(editions_of, range(16)))
by_index = {}
for index, editions, hits in seen:
    by_index.setdefault(index, set()).add((tuple(editions), hits))
check(all(len(e) == 1 for e in by_index.values()), f"one index, one answer: {by_index}")
check(all(len(e) == 1 and h == 6 for a in by_index.values() for e, h in a), f"no answer is of two editions: {by_index}")
check(len(by_index) > 2, "several were in force meanwhile")

# ---- a thousand watch one batch, and hold nobody up ----
def started(path, headers):
    s = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    lines = "".join(f"{k}: {v}\r\n" for k, v in headers.items())
    s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode())
    return s


def read_to(s, end):
    text = b""
    while end not in text:
        more = s.recv(65536)
        if not more:
            break
        text += more
    return text


status, batch = server.ask("POST", "/v1/batches?name=orders.csv", table, ALL)
at = f"/v1/batches/{batch['id']}"
watchers = [started(at + "/events", ALL) for _ in range(1000)]
for s in watchers:
    check(b"waiting_for_columns" in read_to(s, b"waiting_for_columns"), "how it stands is told at once")
began = time.monotonic()
for _ in range(50):
    check(server.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, SCREEN)[0] == 200, "others are answered")
check(time.monotonic() - began < 10, f"a thousand watchers hold nobody up: {time.monotonic() - began:.1f} s")
check(server.ask("POST", at + "/run", {"as_of": "2026-07-31"}, ALL)[0] == 202, "it runs")
for s in watchers:
    check(b'"state":"done"' in read_to(s, b"0\r\n\r\n"), "each hears the end")
    s.close()

# ---- more than can be answered: 503 that says when, or an answer; nothing else, and nothing is dropped ----
def raw(payload, timeout=60):
    s = socket.create_connection(("127.0.0.1", server.port), timeout=timeout)
    s.sendall(payload)
    text = b""
    try:
        while True:
            more = s.recv(65536)
            if not more:
                break
            text += more
    except OSError:
        pass
    s.close()
    return text


def request(method, path, body=b"", headers=None, close=True):
    lines = {"Host": "x", "Content-Length": len(body), **(headers or {})}
    if close:
        lines["Connection"] = "close"
    return (f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n").encode() + body


def status_of(text):
    return int(text.split(b" ", 2)[1]) if text.startswith(b"HTTP/1.1 ") else 0


many = request("POST", "/v1/screen/many", json.dumps({"parties": [{"name": f"Ossian Vale {i}"} for i in range(1000)]}).encode(),
               SCREEN)
with concurrent.futures.ThreadPoolExecutor(200) as pool:
    wave = [pool.submit(raw, many) for _ in range(400)]
    slowest = 0
    for _ in range(20):
        began = time.monotonic()
        check(server.ask("GET", "/healthz")[0] == 200 and server.ask("GET", "/")[0] == 200, "alive, and the page is there")
        slowest = max(slowest, time.monotonic() - began)
    answers = [w.result() for w in wave]
statuses = sorted({status_of(a) for a in answers})
check(statuses in ([200], [200, 503]), f"answers or 503: {statuses}")
check(all(b"Retry-After: 1" in a and b"application/problem+json" in a for a in answers if status_of(a) == 503), "when to come again")
check(slowest < 5, f"no waiting to hear that it is alive: {slowest:.1f} s")
began = time.monotonic()
while server.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, SCREEN)[0] != 200:
    check(time.monotonic() - began < 5, "well again")

# ---- malformed HTTP, slow and idle clients ----
screen = b'{"name":"Ossian Vale"}'
bearer = f"Authorization: {SCREEN['Authorization']}\r\n".encode()
head = b"POST /v1/screen HTTP/1.1\r\nHost: x\r\n" + bearer
smuggled = b"GET /v1/decisions HTTP/1.1\r\nHost: x\r\n\r\n"
for what, sent, expected in [
        ("two lengths at odds", head + b"Content-Length: 22\r\nContent-Length: 5\r\n\r\n" + screen, {400, 0}),
        ("a length and chunks", head + b"Content-Length: 22\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, {400, 0}),
        ("chunks and a length", head + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + smuggled, {400, 0}),
        ("an encoding nobody knows", head + b"Transfer-Encoding: gzip\r\n\r\n" + screen, {400, 501, 0}),
        ("chunked twice", head + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", {400, 501, 0}),
        ("a length with a sign", head + b"Content-Length: +22\r\n\r\n" + screen, {400, 0}),
        ("a length in hex", head + b"Content-Length: 0x16\r\n\r\n" + screen, {400, 0}),
        ("a negative length", head + b"Content-Length: -1\r\n\r\n", {400, 0}),
        ("a length beyond 64 bits", head + b"Content-Length: 99999999999999999999999\r\n\r\n", {400, 413, 0}),
        ("a chunk that is no number", head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + screen, {400, 0}),
        ("a chunk beyond 64 bits", head + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + screen, {400, 413, 0}),
        ("a header line that is folded", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n", {200, 400}),
        ("a space before the colon", b"GET /healthz HTTP/1.1\r\nHost : x\r\nConnection: close\r\n\r\n", {400, 0}),
        ("no host", b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", {400, 0}),
        ("a bare line feed in a header", b"GET /healthz HTTP/1.1\r\nHost: x\nX: y\r\nConnection: close\r\n\r\n", {200, 400, 0}),
        ("another's address", b"GET http://evil.example/v1/lists HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", {400, 401, 404}),
        ("a NUL in the path", b"GET /healthz%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", {400, 404}),
        ("a raw NUL in the path", b"GET /health\x00z HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", {400, 404, 0}),
        ("up and out", b"GET /v1/batches/%2e%2e/files/licet.db HTTP/1.1\r\nHost: x\r\n" + bearer + b"Connection: close\r\n\r\n", {403, 404}),
        ("up from the page", b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", {400, 404}),
        ("escaped up from the page", b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", {400, 404}),
        ("64 kB of a header", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 65536 + b"\r\nConnection: close\r\n\r\n", {400, 413, 431, 0}),
        ("10,000 headers", b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 10000 + b"Connection: close\r\n\r\n", {400, 413, 431, 0}),
        ("a version of its own", b"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n", {400, 505, 0}),
        ("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400, 0}),
        ("half a body", head + b"Content-Length: 22\r\nConnection: close\r\n\r\n{", {0})]:
    text = raw(sent, timeout=1.5)
    check(status_of(text) in expected, f"{what}: {status_of(text)}, not one of {expected}: {text[:200]}")
    check(text.count(b"HTTP/1.1 200") <= 1 and b'"items"' not in text, f"{what}: what is smuggled is not answered")
check(status_of(raw(request("POST", "/v1/batches?name=a.csv", b"x" * 100000))) == 401, "no key, no file")
check(not [f for f in os.listdir(os.path.join(HOME, "spool"))], "nothing stays in the spool")
slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
for s in slow:
    s.sendall(head + b"Content-Length: 1000\r\n\r\n{")  # and never the rest
check(server.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, SCREEN)[0] == 200, "slow clients hold nobody up")
for s in slow:
    s.close()
for bytes_sent in [b"\x00\x01\x02\r\n\r\n", b"GET /healthz HTTP/9.9\r\n\r\n", b"POST /v1/screen HTTP/1.1\r\nHost: x\r\n"
                   b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"GET " + b"/" * 70000 + b" HTTP/1.1\r\n\r\n"]:
    s = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    s.sendall(bytes_sent)
    try:
        s.recv(4096)
    except OSError:
        pass
    s.close()
idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(500)]
check(server.ask("GET", "/healthz")[0] == 200, "500 idle connections do not matter")
for s in idle:
    s.close()
server.stop()
check(json.loads(licet("verify", "--json"))["ok"] is True, "and all of it verifies")

# ---- nothing to look at is never an empty list ----
empty = Server(LICET_HOME=os.path.join(TMP, "empty"), LICET_X="1")
page = {"X-Licet-Page": "1"}
check(empty.ask("GET", "/readyz")[0] == 503, "without lists it is not ready")
check(empty.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, page)[1]["verdict"] == "NOT_SCREENED", "NOT_SCREENED")
for method, path, body in [("POST", "/match/default", {"queries": {"a": {"properties": {"name": "Ossian Vale"}}}}),
                           ("GET", "/v1/complete?q=Ossian", None), ("GET", "/search/default?q=Ossian", None), ("GET", "/v2/search?name=Ossian", None),
                           ("GET", "/consolidated_screening_list/v1/search?name=Ossian", None),
                           ("GET", "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22Ossian%22%7D%7D", None)]:
    check(empty.ask(method, path, body, page)[0] == 503, f"{path}: 503, not an empty list")
empty.stop()

# ---- a home whose index is stale, missing or damaged; a disk that is full ----
def home_with(name, entries, list_date="2026-07-31", policy="[lists]\nrequired = own\n[list own]\nmax_age_days = 36500\n"):
    path = os.path.join(TMP, name)
    os.makedirs(path)
    open(os.path.join(path, "policy.ini"), "w").write(policy)
    open(os.path.join(path, "own.jsonl"), "w").write("".join(json.dumps(e) + "\n" for e in entries))
    done = subprocess.run([LICET, "lists", "import", "--source", "own", "--list-date", list_date, os.path.join(path, "own.jsonl")],
                          capture_output=True, text=True, env={**os.environ, "LICET_HOME": path})
    check(done.returncode in (0, 2), done.stderr)
    return path


def index_of(path):
    return [os.path.join(path, "index", f) for f in os.listdir(os.path.join(path, "index")) if f.endswith(".lix")][0]


LISTED = [{"entity_id": "1", "names": ["Ossian Vale"], "type": "person"}]
UNSURE = [("POST", "/match/default", {"queries": {"a": {"properties": {"name": "Quiet Orchard"}}}}),
          ("GET", "/v2/search?name=Quiet+Orchard", None), ("GET", "/search/default?q=Quiet+Orchard", None),
          ("GET", "/consolidated_screening_list/v1/search?name=Quiet+Orchard", None),
          ("GET", "/reconcile?queries=%7B%22q%22%3A%7B%22query%22%3A%22Quiet+Orchard%22%7D%7D", None)]


def refuses(s, what):
    """Never a clear answer, and never an empty list."""
    check(s.ask("GET", "/readyz")[0] == 503 and s.ask("GET", "/healthz")[0] == 200, f"{what}: alive, not ready")
    status, answer = s.ask("POST", "/v1/screen", {"name": "Quiet Orchard"}, page)
    check(status == 503 or (answer["verdict"] == "NOT_SCREENED" and answer["hits"] is None), f"{what}: {status}, {answer}")
    for method, path, body in UNSURE:
        status, answer, headers = s.ask(method, path, body, page, raw=True)
        check(status == 503 and headers["Content-Type"] == "application/problem+json", f"{what}: {path}: {status}")


stale = Server(LICET_HOME=home_with("stale", LISTED, "2020-01-01", "[lists]\nrequired = own\n[list own]\nmax_age_days = 30\n"))
refuses(stale, "a stale list")
answer = stale.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, page)[1]
check(answer["verdict"] != "NO_MATCH" and answer["hits"], "a stale list still gives hits")
near = {"queries": {"a": {"properties": {"name": "Ossian Valle"}}}}
for method, path, body in [("POST", "/match/default?threshold=1", near), ("POST", "/match/own?topics=debarment", near),
                           ("GET", "/v2/search?name=Ossian+Valle&minMatch=1", None), ("GET", "/search/default?q=Ossian&offset=5", None)]:
    check(stale.ask(method, path, body, page)[0] == 503, f"{path}: hits sifted away leave no clear answer")
stale.stop()

damaged = home_with("damaged", LISTED)
serving = Server(LICET_HOME=damaged)
index = index_of(damaged)
whole = open(index, "rb").read()
for what, put in [("damaged", lambda f: f.write(whole[:-200] + bytes(b ^ 0x55 for b in whole[-200:]))),
                  ("cut", lambda f: f.write(whole[: len(whole) // 2])), ("empty", lambda f: None)]:
    with open(index + ".new", "wb") as f:
        put(f)
    os.rename(index + ".new", index)
    check(serving.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, page)[1]["verdict"] == "POSSIBLE_MATCH",
          "what was checked when it was opened goes on answering")
    again = Server(LICET_HOME=damaged)
    refuses(again, f"an index that is {what}")
    again.stop()
os.unlink(index)
check(serving.ask("POST", "/v1/screen", {"name": "Ossian Vale"}, page)[1]["verdict"] == "POSSIBLE_MATCH", "though its file is gone")
again = Server(LICET_HOME=damaged)
refuses(again, "an index that is gone")
open(os.path.join(damaged, "own.jsonl"), "a").write(json.dumps({"entity_id": "2", "names": ["Tern Island Freight"]}) + "\n")
subprocess.run([LICET, "lists", "import", "--source", "own", "--list-date", "2026-08-01", os.path.join(damaged, "own.jsonl")],
               capture_output=True, env={**os.environ, "LICET_HOME": damaged})
for s in (serving, again):
    for _ in range(100):
        if s.ask("POST", "/v1/screen", {"name": "Tern Island Freight"}, page)[1].get("verdict") == "POSSIBLE_MATCH":
            break
        time.sleep(0.1)
    else:
        sys.exit("FAILED: an import mends a lost index")
    check(s.ask("GET", "/readyz")[0] == 200, "and both are ready")
    s.stop()

full = home_with("full", LISTED)


def no_more_than(n):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (n, resource.RLIM_INFINITY))
    return limit


room = max(os.path.getsize(os.path.join(full, f)) for f in os.listdir(full) if f.startswith("licet.db")) + 200000
serving = Server(LICET_HOME=full, limit=no_more_than(room))
ids, refused = [], []
for i in range(1000):
    status, answer, headers = serving.ask("POST", "/v1/screen", {"name": f"Quiet Orchard {i}"}, page, raw=True)
    if status == 200:
        ids.append(json.loads(answer)["decision_id"])
    else:
        refused.append((status, headers["Content-Type"], json.loads(answer)["detail"]))
    if len(refused) == 5:
        break
check(len(ids) > 5 and len(refused) == 5, f"it was answered until the disk was full: {len(ids)}, {len(refused)}")
check({r[:2] for r in refused} == {(503, "application/problem+json")}, f"then 503: {refused[0]}")
check(serving.ask("POST", "/v1/batches?name=a.csv", b"Customer\n" + b"x" * (room + 100000), page)[0] == 503, "nor is a table taken")
check(serving.ask("GET", "/healthz")[0] == 200, "alive on a full disk")
resource.prlimit(serving.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
for _ in range(100):
    status, answer = serving.ask("POST", "/v1/screen", {"name": "Quiet Orchard again"}, page)
    if status == 200:
        break
    time.sleep(0.1)
check(status == 200, "it goes on when there is room again")
for i in [*ids, answer["decision_id"]]:
    check(serving.ask("GET", f"/v1/decisions/{i}", headers=page)[0] == 200, "nothing acknowledged is lost")
serving.stop()
done = subprocess.run([LICET, "verify", "--json"], capture_output=True, text=True, env={**os.environ, "LICET_HOME": full})
check(json.loads(done.stdout)["ok"] is True, "and all of it verifies")

# ---- hostile names, as text ----
HOSTILE = ["<img src=x onerror=alert(1)>", "\u202egnidart\u202c Ltd", "Zero\u200bWidth\u2060 Ltd", "\"><script>alert(1)</script>"]
hostile = Server(LICET_HOME=home_with("hostile", [{"entity_id": str(i), "names": [n + " Marrow Hill"]} for i, n in enumerate(HOSTILE)]))
for i in range(len(HOSTILE)):
    status, text, headers = hostile.ask("GET", f"/reconcile/preview?id=HOUSE%2F{i}", headers=page, raw=True)
    check(status == 200 and b"<img" not in text and b"<script" not in text, "the preview escapes")
    check("script-src 'self'" in headers["Content-Security-Policy"], "and forbids scripts of others")
for name in [*HOSTILE, "x" * 4096, "\u202e" * 200, "A\u0301" * 500]:
    status, text, headers = hostile.ask("POST", "/v1/screen", {"name": name}, page, raw=True)
    check(status in (200, 422) and b"json" in headers["Content-Type"].encode(), f"{name[:20]}: {status}")
    check(headers["X-Content-Type-Options"] == "nosniff" and json.loads(text), "JSON, and nothing else")
check(hostile.ask("POST", "/v1/screen", {"name": "x" * 65536}, page)[0] == 422, "64 kB are no name")
check("onerror" not in open(hostile.log.name).read(), "nor is one in the log")
hostile.stop()

# ---- beyond this machine only with keys ----
done = subprocess.run([LICET, "serve", "--listen", "0.0.0.0:0"], capture_output=True, text=True, timeout=20,
                      env={**os.environ, "LICET_HOME": os.path.join(TMP, "nokeys")})
check(done.returncode == 2 and "there is no key" in done.stderr, "an open address needs a key first")
print(f"{checks} checks of the server")
