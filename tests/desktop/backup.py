#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""backup.py BINARIES: nobody answers a page, so the backup is told: by a real server of e-mail with STARTTLS and a password, and
by a webhook. Not before its time, once, also after kill -9; and they hear when somebody has it."""
import email
import email.header
import http.server
import json
import socket
import ssl
import subprocess
import sys
import threading
import time

from desk import Desk, need, skip, until

need("Xvfb", "openbox", "dbus-daemon", "openssl")
try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword
except ImportError:
    skip("python3-aiosmtpd is missing")

ESCALATE_AFTER = 6  # seconds
PASSWORD = "correct horse battery"
MORE = """
[[service]]
id = "main-site"
urgency = "high"
escalate-after = "{after}s"

[[channel]]
id = "mail"
kind = "email"
server = "localhost"
port = {mail_port}
username = "night"
from = "night@example.com"
to = ["ann@example.com"]
ca-file = "{ca}"

[[channel]]
id = "hook"
kind = "webhook"
url = "http://127.0.0.1:{hook_port}/hook"
"""


class Inbox:
    """What the server of e-mail was given, and when"""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append((time.time(), envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return "250 taken"


class Hook(http.server.ThreadingHTTPServer):
    """A webhook that takes what it is given, or holds it for ever"""

    def __init__(self):
        self.bodies = []
        self.holds = False
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hook.bodies.append((time.time(), body))
                if hook.holds:
                    threading.Event().wait(60)
                    return
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = True
        threading.Thread(target=self.serve_forever, daemon=True).start()


def certificates(desk):
    """An authority of the test's own, and a server's certificate by it"""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=desk.folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=Test authority")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "mail.key", "-out", "mail.csr", "-subj", "/CN=localhost")
    with open(desk.path("mail.ext"), "w") as file:
        file.write("subjectAltName=DNS:localhost\n")
    openssl("x509", "-req", "-in", "mail.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "mail.ext", "-out", "mail.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(desk.path("mail.pem"), desk.path("mail.key"))
    return context


def is_known(_server, _session, _envelope, mechanism, data):
    good = mechanism in ("LOGIN", "PLAIN") and isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


def start_mail(desk, inbox):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, tls_context=certificates(desk), require_starttls=True, auth_required=True,
                            authenticator=is_known)
    controller.start()
    return controller, port


def configure(desk, mail_port, hook_port):
    desk.configure()
    path = desk.path("nightbell-config/test.toml")
    with open(path) as file:
        text = file.read()
    text = text.replace('[[service]]\nid = "main-site"\nurgency = "high"\n', "")
    with open(path, "w") as file:
        file.write(text + MORE.format(after=ESCALATE_AFTER, mail_port=mail_port, hook_port=hook_port, ca=desk.path("ca.pem")))


def subject(mail):
    return str(email.header.make_header(email.header.decode_header(mail["Subject"])))


def raised(desk):
    """When the incident was opened, in seconds since 1970"""
    created = desk.ask("incidents")[0]["created"]
    return time.mktime(time.strptime(created[:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone + float(created[19:-1])


def the_backup_is_told(binaries):
    inbox, hook = Inbox(), Hook()
    with Desk(binaries) as desk:
        controller, mail_port = start_mail(desk, inbox)
        try:
            desk.start_bus()
            desk.start_display()
            configure(desk, mail_port, hook.server_port)
            desk.start_console(NIGHTBELL_SECRET_MAIL_PASSWORD=PASSWORD)
            desk.wait_for("triggered")
            begun = raised(desk)
            until(lambda: inbox.mails and hook.bodies, "e-mail and webhook have it")
            for told, what in ((inbox.mails[0][0], "e-mail"), (hook.bodies[0][0], "webhook")):
                assert told - begun >= ESCALATE_AFTER - 0.05, f"{what} came after {told - begun:.2f} s, before its time"
                print(f"ok: {what} came {told - begun:.2f} s after the incident, at {ESCALATE_AFTER} s and not before")
            _, recipients, mail = inbox.mails[0]
            assert recipients == ["ann@example.com"], recipients
            assert subject(mail).startswith("Nobody has answered: "), subject(mail)
            text = mail.get_payload(decode=True).decode()
            assert f"127.0.0.1:{desk.port}" in text and "without an answer" in text, text
            body = hook.bodies[0][1]
            assert body["event"] == "escalation" and body["id"] in mail["Message-ID"], body
            identifier = desk.ask("incidents")[0]["id"]
            desk.picture("backup-told")
            desk.ask("ack", identifier)
            until(lambda: len(inbox.mails) == 2 and len(hook.bodies) == 2, "they hear that somebody has it")
            assert inbox.mails[1][2]["In-Reply-To"] == mail["Message-ID"], "it answers the first"
            assert hook.bodies[1][1]["event"] == "over"
            print("ok: they heard that somebody has it")
            for name in ("nightbell", "bus"):
                with open(desk.path(name + ".log"), errors="replace") as log:
                    assert PASSWORD not in log.read(), "the password is in a log"
        finally:
            controller.stop()
            hook.shutdown()


def killed_while_telling(binaries):
    inbox, hook = Inbox(), Hook()
    hook.holds = True
    with Desk(binaries) as desk:
        controller, mail_port = start_mail(desk, inbox)
        try:
            desk.start_bus()
            desk.start_display()
            configure(desk, mail_port, hook.server_port)
            desk.start_console(NIGHTBELL_SECRET_MAIL_PASSWORD=PASSWORD)
            until(lambda: inbox.mails and hook.bodies, "e-mail has it, and the webhook holds it")
            time.sleep(1)  # the note of the e-mail is on disk
            desk.kill_console()
            hook.holds = False
            desk.start_console(NIGHTBELL_SECRET_MAIL_PASSWORD=PASSWORD)
            until(lambda: len(hook.bodies) == 2, "the webhook is told again")
            assert hook.bodies[1][1]["id"] == hook.bodies[0][1]["id"], "and can see that it is the same"
            time.sleep(ESCALATE_AFTER + 2)
            assert len(hook.bodies) == 2 and len(inbox.mails) == 1, f"{len(hook.bodies)} webhooks, {len(inbox.mails)} e-mails"
            print("ok: after kill -9 what was not taken is sent once more, what was taken is not")
        finally:
            controller.stop()
            hook.shutdown()


if __name__ == "__main__":
    the_backup_is_told(sys.argv[1])
    killed_while_telling(sys.argv[1])
