"""Pages printed to PDF by Chromium: one process for many, spoken to through its pipe."""

import base64
import json
import os
import shutil
import subprocess
import tempfile

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


class Browser:
    """A running Chromium; use it in a `with`."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()

        def pipes():
            os.dup2(theirs_in, 63)
            os.dup2(theirs_out, 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        command = [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"]
        command += [f"--user-data-dir={self.profile.name}", "about:blank"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, preexec_fn=pipes, close_fds=False, stdout=quiet, stderr=quiet)
        os.close(theirs_in)
        os.close(theirs_out)
        self.number, self.rest = 0, b""
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.call("Page.enable", {}, self.session)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        os.close(self.to)
        os.close(self.back)
        self.profile.cleanup()

    def message(self):
        """The next message of the browser."""
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 20)
            if not more:
                raise RuntimeError("the browser has ended")
            self.rest += more
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, params, session=None):
        """Calls a method and waits for its result."""
        self.number += 1
        call = {"id": self.number, "method": method, "params": params}
        if session:
            call["sessionId"] = session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def printed(self, path):
        """A page as PDF."""
        self.call("Page.navigate", {"url": "file://" + os.path.abspath(path)}, self.session)
        while self.message().get("method") != "Page.loadEventFired":
            pass
        made = self.call("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True}, self.session)
        return base64.b64decode(made["data"])
