# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of the test's own: an X server, a message bus, whatever shows notifications or tray icons, and the console under
test with one incident. Everything is started here and ended here, each process by its own id."""
import glob
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

BUS = """<busconfig><type>session</type><listen>unix:dir={folder}</listen>{services}
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
PATIENCE = 30  # seconds; the machine may be busy


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            skip(f"{program} is missing")


def until(condition, what, patience=PATIENCE):
    """The first true value of `condition`, asked for again and again"""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience} s: {what}")
        time.sleep(0.05)


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Desk:
    def __init__(self, binaries):
        self.binaries = binaries
        self.folder = tempfile.mkdtemp(prefix="nightbell-desk-")
        self.running = []
        self.site = None
        keep = ("PATH", "LANG", "LC_ALL", "TZ", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS")
        self.env = {name: os.environ[name] for name in keep if name in os.environ}
        for name, folder in (("HOME", "home"), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache"),
                             ("XDG_RUNTIME_DIR", "run")):
            self.env[name] = self.path(folder)
            os.mkdir(self.env[name], 0o700)
        # Nobody is to find another bus, or to start one.
        self.env["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + self.path("no-bus")
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=" + self.path("no-bus")
        self.env["NO_AT_BRIDGE"] = "1"

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None and kind is not SystemExit:
            self.picture("failed")
            for _, name in self.running:
                self.print_log(name)
        for process, _ in reversed(self.running):
            self.end(process)
        self.stop_site()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def print_log(self, name):
        with open(self.path(name + ".log"), errors="replace") as log:
            text = log.read()[-3000:].strip()
        if text:
            print(f"--- {name}\n{text}")

    def spawn(self, name, *command, **environment):
        with open(self.path(name + ".log"), "ab") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.env | environment)
        self.running.append((process, name))
        return process

    @staticmethod
    def end(process):
        """Ends one process and returns its exit code"""
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return process.returncode

    def output(self, *command):
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout

    # What a desktop is made of

    def start_bus(self, services=""):
        config = self.path("bus.conf")
        with open(config, "w") as file:
            file.write(BUS.format(folder=self.folder, services=services))
        self.spawn("bus", "dbus-daemon", "--nofork", "--print-address=1", "--config-file=" + config)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = until(lambda: self.first_line("bus"), "the bus has an address")

    def first_line(self, name):
        with open(self.path(name + ".log")) as log:
            line = log.readline()
        return line.strip() if line.endswith("\n") else ""

    def start_display(self, window_manager=True):
        ours, theirs = os.pipe()
        process = subprocess.Popen(["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x800x24", "-nolisten", "tcp"], env=self.env,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[theirs])
        os.close(theirs)
        with open(self.path("display.log"), "w"):
            self.running.append((process, "display"))
        with os.fdopen(ours) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb does not start"
        self.env["DISPLAY"] = ":" + number
        self.env["QT_QPA_PLATFORM"] = "xcb"
        if window_manager:
            # While it starts, openbox swallows the wish of any program to be shown: it is ready when it runs its command.
            self.spawn("window-manager", "openbox", "--startup", "touch " + self.path("managed"))
            until(lambda: os.path.exists(self.path("managed")), "windows are managed")

    def owner(self, name):
        reply = self.output("dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner",
                            "string:" + name)
        return "true" in reply

    # The console and its one incident: a site that does not answer

    def configure(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        os.makedirs(self.path("nightbell-config"), exist_ok=True)
        with open(self.path("nightbell-config/test.toml"), "w") as file:
            file.write(f"""[[source]]
id = "local"
kind = "local"
enabled = false

[[service]]
id = "main-site"
urgency = "high"

[[check]]
id = "home"
kind = "http"
url = "http://127.0.0.1:{self.port}/"
every = "5s"
fail-after = 1
service = "main-site"
""")

    def folders(self):
        return "--config", self.path("nightbell-config"), "--data", self.path("nightbell-data")

    def start_console(self, *options, **environment):
        """The console, once it can be asked: nightbellctl would otherwise do its work itself"""
        process = self.spawn("nightbell", os.path.join(self.binaries, "nightbell"), *self.folders(), *options, **environment)
        until(lambda: process.poll() is not None or self.answers(), "the console listens")
        return process

    def kill_console(self):
        """As kill -9 does"""
        process = next(process for process, name in reversed(self.running) if name == "nightbell")
        process.kill()
        process.wait()

    def picture(self, name):
        """What is on the screen, into the folder NIGHTBELL_PICTURES if there is one"""
        folder = os.environ.get("NIGHTBELL_PICTURES")
        if folder and "DISPLAY" in self.env and shutil.which("import"):
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], env=self.env, timeout=PATIENCE, check=False)

    def answers(self):
        for path in glob.glob(self.path("run/nightbell-*.sock")):
            with socket.socket(socket.AF_UNIX) as peer:
                if peer.connect_ex(path) == 0:
                    return True
        return False

    def ask(self, *command):
        """What nightbellctl says of the console"""
        text = self.output(os.path.join(self.binaries, "nightbellctl"), *self.folders(), "--json", *command)
        return json.loads(text) if text.strip() else None

    def trigger(self, *options):
        """An incident of a script"""
        return self.ask("event", "trigger", *options)

    def notices(self):
        """What nightbellctl prints beside the answer: notifications that cannot be shown, mistakes in the configuration"""
        return subprocess.run([os.path.join(self.binaries, "nightbellctl"), *self.folders(), "incidents"], env=self.env, capture_output=True,
                              text=True, timeout=PATIENCE, check=False).stderr

    def states(self):
        incidents = self.ask("incidents", "--all")
        return [incident["state"] for incident in incidents or []]

    def wait_for(self, *states):
        until(lambda: self.states() == list(states), f"the incidents are {states}, not {self.states()}")

    def repair(self):
        """The site answers from now on"""
        self.site = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Site)
        threading.Thread(target=self.site.serve_forever, daemon=True).start()

    def stop_site(self):
        if self.site is not None:
            self.site.shutdown()
            self.site.server_close()
            self.site = None

    def windows(self, visible=True, name="^(?!Page: )"):
        """The console's windows, but for the alert window"""
        options = ["--onlyvisible"] if visible else []
        found = self.output("xdotool", "search", *options, "--name", "Nightbell|Page: ").split()
        return [window for window in found if re.search(name, self.output("xdotool", "getwindowname", window))]

    def alerts(self):
        return self.windows(name="^Page: ")
