"""A licet serve for the tests of one peer: started on a free port, asked, stopped."""

import atexit
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


class Server:
    def __init__(self, licet, folder, home):
        environment = {**os.environ, "LICET_HOME": home}
        made = subprocess.run([licet, "keys", "add", "peer", "--scopes", "screen,read"], capture_output=True, text=True,
                              env=environment, check=True)
        self.key = made.stdout.strip()
        log = os.path.join(folder, f"serve{len(os.listdir(folder))}.log")
        self.process = subprocess.Popen([licet, "serve", "--listen", "127.0.0.1:0"], stderr=open(log, "w"),
                                        stdout=subprocess.DEVNULL, env=environment)
        atexit.register(self.process.kill)  # of a test that fails
        self.url = None
        for _ in range(200):
            for line in open(log):
                event = json.loads(line)
                if event.get("event") == "listening":
                    self.url = event["detail"].rstrip("/")
                    return
            time.sleep(0.05)
        sys.exit("FAILED: the server does not listen: " + open(log).read())

    def ask(self, path, form=None, **query):
        """Status and JSON; a form is posted."""
        at = self.url + path + ("?" + urllib.parse.urlencode(query) if query else "")
        data = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(at, data, {"Authorization": "Bearer " + self.key})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as answer:
            return answer.code, json.load(answer)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=40)
