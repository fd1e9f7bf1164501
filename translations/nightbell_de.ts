<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Action</name>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>&amp;Resolve</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>&amp;New incident</source>
        <translation>&amp;Neuer Vorfall</translation>
    </message>
    <message>
        <source>&amp;Escalate</source>
        <translation>&amp;Eskalieren</translation>
    </message>
    <message>
        <source>Maintenance o&amp;f its service</source>
        <translation>&amp;Wartung seines Dienstes</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Zusammenführen</translation>
    </message>
    <message>
        <source>Add &amp;note</source>
        <translation>N&amp;otiz hinzufügen</translation>
    </message>
    <message>
        <source>Change &amp;priority</source>
        <translation>&amp;Priorität ändern</translation>
    </message>
    <message>
        <source>Reassi&amp;gn</source>
        <translation>Z&amp;uweisen</translation>
    </message>
    <message>
        <source>Ask for &amp;help</source>
        <translation>Um &amp;Hilfe bitten</translation>
    </message>
    <message>
        <source>&amp;Trigger again</source>
        <translation>Erneut &amp;auslösen</translation>
    </message>
    <message>
        <source>&amp;Snooze</source>
        <translation>&amp;Schlummern lassen</translation>
    </message>
    <message>
        <source>Send status up&amp;date</source>
        <translation>Stan&amp;d mitteilen</translation>
    </message>
    <message>
        <source>Change t&amp;itle</source>
        <translation>T&amp;itel ändern</translation>
    </message>
    <message>
        <source>Run &amp;workflow</source>
        <translation>Ablauf star&amp;ten</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Whoever is on call for the service is told at once.</source>
        <translation>Wer für den Dienst Bereitschaft hat, wird sofort benachrichtigt.</translation>
    </message>
    <message>
        <source>Whoever is on that level is told at once.</source>
        <translation>Wer auf dieser Stufe steht, wird sofort benachrichtigt.</translation>
    </message>
    <message>
        <source>Its service raises no new incidents for that time.</source>
        <translation>Sein Dienst meldet so lange keine neuen Vorfälle.</translation>
    </message>
    <message>
        <source>The alerts of the others move into the one that is kept, and the others are resolved.</source>
        <translation>Die Alarme der anderen kommen zu dem, der bleibt; die anderen sind damit gelöst.</translation>
    </message>
    <message>
        <source>Priority changed</source>
        <translation>Priorität geändert</translation>
    </message>
    <message>
        <source>Reassigned</source>
        <translation>Neu zugewiesen</translation>
    </message>
    <message>
        <source>Whoever it goes to is told at once, and acknowledges it anew.</source>
        <translation>Wer ihn bekommt, wird sofort benachrichtigt und übernimmt ihn neu.</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>They are asked to join in; the incident stays with whoever has it.</source>
        <translation>Sie werden dazugebeten; der Vorfall bleibt bei dem, der ihn hat.</translation>
    </message>
    <message>
        <source>It needs somebody again: whoever it is assigned to is told at once.</source>
        <translation>Er braucht wieder jemanden: wem er zugewiesen ist, wird sofort benachrichtigt.</translation>
    </message>
    <message>
        <source>Snooze for &amp;15 min</source>
        <translation>&amp;15 min schlummern lassen</translation>
    </message>
    <message>
        <source>Snooze for 1 &amp;h</source>
        <translation>1 &amp;h schlummern lassen</translation>
    </message>
    <message>
        <source>Snooze for &amp;4 h</source>
        <translation>&amp;4 h schlummern lassen</translation>
    </message>
    <message>
        <source>Snooze until to&amp;day 09:00</source>
        <translation>Bis &amp;heute 09:00 schlummern lassen</translation>
    </message>
    <message>
        <source>Snooze until &amp;tomorrow 09:00</source>
        <translation>Bis &amp;morgen 09:00 schlummern lassen</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Schlummert</translation>
    </message>
    <message>
        <source>It is acknowledged until then, and triggers again.</source>
        <translation>Er ist bis dahin übernommen und wird dann wieder ausgelöst.</translation>
    </message>
    <message>
        <source>Everybody who follows the incident reads it.</source>
        <translation>Alle, die dem Vorfall folgen, lesen es.</translation>
    </message>
    <message>
        <source>Title changed</source>
        <translation>Titel geändert</translation>
    </message>
    <message>
        <source>Urgency changed</source>
        <translation>Dringlichkeit geändert</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stummgeschaltet</translation>
    </message>
    <message>
        <source>Its source notifies nobody of it for that time, neither you nor others.</source>
        <translation>Die Quelle benachrichtigt für diese Zeit niemanden darüber, weder Sie noch andere.</translation>
    </message>
    <message>
        <source>Everything that mutes it ends now, also what others have muted.</source>
        <translation>Alles, was ihn stummschaltet, endet jetzt, auch was andere stummgeschaltet haben.</translation>
    </message>
    <message>
        <source>M&amp;ute its monitor</source>
        <translation>Monitor stu&amp;mmschalten</translation>
    </message>
    <message>
        <source>Unmute its m&amp;onitor</source>
        <translation>Stummschaltung des Monitors au&amp;fheben</translation>
    </message>
    <message>
        <source>Change urgenc&amp;y</source>
        <translation>Drin&amp;glichkeit ändern</translation>
    </message>
</context>
<context>
    <name>ActionButton</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>BackupMessage</name>
    <message>
        <source>Nobody has answered: %1</source>
        <translation>Niemand hat geantwortet: %1</translation>
    </message>
    <message>
        <source>This is late: it was due at %1, and the computer that pages was not running then.</source>
        <translation>Das kommt verspätet: Es war am %1 fällig, und der Rechner, der alarmiert, lief da nicht.</translation>
    </message>
    <message>
        <source>Since: %1</source>
        <translation>Seit: %1</translation>
    </message>
    <message>
        <source>Severity: %1</source>
        <translation>Schweregrad: %1</translation>
    </message>
    <message>
        <source>Service: %1</source>
        <translation>Dienst: %1</translation>
    </message>
    <message>
        <source>Host: %1</source>
        <translation>Rechner: %1</translation>
    </message>
    <message>
        <source>Paged at %1, without an answer: %2 on %3</source>
        <translation>Alarmiert am %1, ohne Antwort: %2 auf %3</translation>
    </message>
    <message>
        <source>Incident: %1</source>
        <translation>Vorfall: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more of the same cause:</source>
        <translation>
            <numerusform>%n weiterer mit derselben Ursache:</numerusform>
            <numerusform>%n weitere mit derselben Ursache:</numerusform>
        </translation>
    </message>
    <message>
        <source>You are told because nobody has acknowledged it. Please look after it.</source>
        <translation>Sie werden benachrichtigt, weil ihn niemand übernommen hat. Bitte kümmern Sie sich darum.</translation>
    </message>
    <message>
        <source>It needs nobody any more: %1.</source>
        <translation>Der Vorfall braucht niemanden mehr: %1.</translation>
    </message>
    <message>
        <source>It was acknowledged at %1.</source>
        <translation>Der Vorfall wurde am %1 übernommen.</translation>
    </message>
    <message>
        <source>%1 has acknowledged it at %2.</source>
        <translation>%1 hat den Vorfall am %2 übernommen.</translation>
    </message>
    <message>
        <source>It was resolved at %1.</source>
        <translation>Der Vorfall wurde am %1 gelöst.</translation>
    </message>
    <message>
        <source>%1 has resolved it at %2.</source>
        <translation>%1 hat den Vorfall am %2 gelöst.</translation>
    </message>
    <message>
        <source>Somebody has it: %1</source>
        <translation>Jemand hat ihn: %1</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>Vorbei: %1</translation>
    </message>
    <message>
        <source>You were told of it before. Nothing more is asked of you.</source>
        <translation>Sie wurden zuvor darüber benachrichtigt. Sie müssen nichts weiter tun.</translation>
    </message>
    <message>
        <source>Test: nothing is broken</source>
        <translation>Test: Nichts ist ausgefallen</translation>
    </message>
    <message>
        <source>This is a test by %1 on %2, sent at %3. Nothing is broken.</source>
        <translation>Dies ist ein Test von %1 auf %2, gesendet am %3. Nichts ist ausgefallen.</translation>
    </message>
    <message>
        <source>When nobody answers a page there, you are told in this way.</source>
        <translation>Wenn dort niemand auf einen Alarm antwortet, werden Sie auf diesem Weg benachrichtigt.</translation>
    </message>
    <message>
        <source>Not watched any more: %1</source>
        <translation>Nicht mehr überwacht: %1</translation>
    </message>
    <message>
        <source>Whether it goes on is not known.</source>
        <translation>Ob es weitergeht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>You were told of it before. You hear no more of it from here.</source>
        <translation>Sie wurden zuvor darüber benachrichtigt. Von hier hören Sie nichts mehr davon.</translation>
    </message>
    <message>
        <source>It ended while Nightbell was not running; when is not known.</source>
        <translation>Der Vorfall endete, während Nightbell nicht lief; wann, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>ChannelKind</name>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
</context>
<context>
    <name>CheckKind</name>
    <message>
        <source>Web page (HTTP)</source>
        <translation>Webseite (HTTP)</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Print a line for each change.</source>
        <translation>Für jede Änderung eine Zeile ausgeben.</translation>
    </message>
    <message>
        <source>Watches until it is interrupted, or for DURATION (90s, 5m, 1h), and prints a line for each change. With --json each line is an object with at, event and what it is about. While it runs, other calls of nightbellctl talk to it.</source>
        <translation>Überwacht bis zum Abbruch oder für DURATION (90s, 5m, 1h) und gibt für jede Änderung eine Zeile aus. Mit --json ist jede Zeile ein Objekt mit at, event und dem, worum es geht. Solange es läuft, sprechen andere Aufrufe von nightbellctl mit ihm.</translation>
    </message>
    <message>
        <source>Say in a few lines how things are.</source>
        <translation>In wenigen Zeilen sagen, wie es steht.</translation>
    </message>
    <message>
        <source>Says what needs you and how the sources are. Exit code 5: something needs you.</source>
        <translation>Sagt, was auf Sie wartet und wie es um die Quellen steht. Exit-Code 5: Etwas wartet auf Sie.</translation>
    </message>
    <message>
        <source>List the open incidents.</source>
        <translation>Die offenen Vorfälle auflisten.</translation>
    </message>
    <message>
        <source>Lists the open incidents; with --all also those that are resolved and remembered.</source>
        <translation>Listet die offenen Vorfälle auf; mit --all auch die gelösten, die noch bekannt sind.</translation>
    </message>
    <message>
        <source>List the hosts with their figures.</source>
        <translation>Die Rechner mit ihren Messwerten auflisten.</translation>
    </message>
    <message>
        <source>Lists the hosts of all sources: CPU, memory, restarts by failure, and how old the figures are.</source>
        <translation>Listet die Rechner aller Quellen auf: CPU, Speicher, Neustarts nach Fehlern und das Alter der Messwerte.</translation>
    </message>
    <message>
        <source>List the site checks.</source>
        <translation>Die Prüfungen auflisten.</translation>
    </message>
    <message>
        <source>Lists the configured checks with their last results.</source>
        <translation>Listet die eingerichteten Prüfungen mit ihren letzten Ergebnissen auf.</translation>
    </message>
    <message>
        <source>List the sources and the age of their data.</source>
        <translation>Die Quellen und das Alter ihrer Daten auflisten.</translation>
    </message>
    <message>
        <source>Lists the sources, whether they answer, and how old what they said is.</source>
        <translation>Listet die Quellen auf, ob sie antworten und wie alt ihre Daten sind.</translation>
    </message>
    <message>
        <source>Acknowledge incidents.</source>
        <translation>Vorfälle übernehmen.</translation>
    </message>
    <message>
        <source>Acknowledges incidents by their ids. Exit code 0: each is acknowledged; 1: one was refused, or is queued since its source cannot be reached (it is sent when it can be).</source>
        <translation>Übernimmt die Vorfälle mit diesen IDs. Exit-Code 0: Alle sind übernommen; 1: Einer wurde abgelehnt oder wartet, weil seine Quelle nicht erreichbar ist (er wird gesendet, sobald sie es ist).</translation>
    </message>
    <message>
        <source>Resolve incidents.</source>
        <translation>Vorfälle lösen.</translation>
    </message>
    <message>
        <source>Resolves incidents by their ids. Exit code 0: each is resolved; 1: one was refused, or is queued since its source cannot be reached (it is sent when it can be).</source>
        <translation>Löst die Vorfälle mit diesen IDs. Exit-Code 0: Alle sind gelöst; 1: Einer wurde abgelehnt oder wartet, weil seine Quelle nicht erreichbar ist (er wird gesendet, sobald sie es ist).</translation>
    </message>
    <message>
        <source>Run one check once.</source>
        <translation>Eine Prüfung einmal ausführen.</translation>
    </message>
    <message>
        <source>Looks once at an address, or runs a configured check once, and prints where the time went and why it failed. Exit code 1: it failed.</source>
        <translation>Prüft einmal eine Adresse oder führt eine eingerichtete Prüfung einmal aus und sagt, wo die Zeit blieb und warum sie scheiterte. Exit-Code 1: Sie scheiterte.</translation>
    </message>
    <message>
        <source>Look for mistakes in the configuration.</source>
        <translation>Fehler in der Konfiguration suchen.</translation>
    </message>
    <message>
        <source>Reads all *.toml files of the configuration folder. Exit code 3: there are mistakes, each with file, line and key.</source>
        <translation>Liest alle Dateien *.toml des Konfigurationsordners. Exit-Code 3: Es gibt Fehler, jeder mit Datei, Zeile und Schlüssel.</translation>
    </message>
    <message>
        <source>Options:
  --config DIR   read the configuration of this folder
  --data DIR     keep history and queued actions in this folder
  --json         print JSON
  --demo         a scripted world instead of what is configured
  -h, --help     this text, or with a command its own
  -v, --version  the version</source>
        <translation>Optionen:
  --config DIR   die Konfiguration dieses Ordners lesen
  --data DIR     Verlauf und wartende Aktionen in diesem Ordner aufbewahren
  --json         JSON ausgeben
  --demo         eine erfundene Welt statt der eingerichteten
  -h, --help     dieser Text, mit einem Befehl dessen eigener
  -v, --version  die Version</translation>
    </message>
    <message>
        <source>Usage: nightbellctl [OPTIONS] %1</source>
        <translation>Aufruf: nightbellctl [OPTIONEN] %1</translation>
    </message>
    <message>
        <source>Usage: nightbellctl [OPTIONS] COMMAND

Asks and commands the running console; where none runs, it does the work itself.

Commands:
</source>
        <translation>Aufruf: nightbellctl [OPTIONEN] BEFEHL

Fragt und steuert die laufende Konsole; wo keine läuft, erledigt es die Arbeit selbst.

Befehle:
</translation>
    </message>
    <message>
        <source>Try: nightbellctl --help</source>
        <translation>Hilfe: nightbellctl --help</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Es gibt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source>There is no command “%1”. Did you mean “%2”?</source>
        <translation>Es gibt keinen Befehl „%1“. Meinten Sie „%2“?</translation>
    </message>
    <message>
        <source>%1 wants a duration such as 90s, 5m or 1h, not “%2”.</source>
        <translation>%1 verlangt eine Dauer wie 90s, 5m oder 1h, nicht „%2“.</translation>
    </message>
    <message>
        <source>There is no option “%1” with a value.</source>
        <translation>Es gibt keine Option „%1“ mit einem Wert.</translation>
    </message>
    <message>
        <source>There is no option “%1”.</source>
        <translation>Es gibt keine Option „%1“.</translation>
    </message>
    <message>
        <source>%1 wants a value.</source>
        <translation>%1 verlangt einen Wert.</translation>
    </message>
    <message>
        <source>A command is missing.</source>
        <translation>Es fehlt ein Befehl.</translation>
    </message>
    <message>
        <source>“%1” has no option %2.</source>
        <translation>„%1“ hat keine Option %2.</translation>
    </message>
    <message>
        <source>“%1” wants %2.</source>
        <translation>„%1“ verlangt %2.</translation>
    </message>
    <message>
        <source>“%1” does not want “%2”.</source>
        <translation>„%1“ kennt kein „%2“.</translation>
    </message>
    <message>
        <source>There is no check “%1”; an address begins with https:// or http://.</source>
        <translation>Es gibt keine Prüfung „%1“; eine Adresse beginnt mit https:// oder http://.</translation>
    </message>
    <message>
        <source>“%1” cannot be checked: %2</source>
        <translation>„%1“ kann nicht geprüft werden: %2</translation>
    </message>
    <message>
        <source>Open an incident from a script, and end it.</source>
        <translation>Aus einem Skript einen Vorfall öffnen und beenden.</translation>
    </message>
    <message>
        <source>event trigger --summary TEXT [--severity critical|error|warning|info] [--dedup-key KEY] [--service ID]
              [--host NAME] [--url URL] [--details TEXT] [--to SOURCE]
event acknowledge|resolve --dedup-key KEY [--to SOURCE]

Opens an incident and prints its dedup key; triggered again while it is open, it says what was said last. It stays open
until somebody resolves it. The service decides whether it pages; without one, critical (which it is unless said
otherwise) and error do.

With --to it is sent to that source of kind pagerduty instead, and up to four times if PagerDuty does not take it at
once. Exit code 4: it did not get there; sent again with the same dedup key it raises nothing twice.</source>
        <translation>event trigger --summary TEXT [--severity critical|error|warning|info] [--dedup-key KEY] [--service ID]
              [--host NAME] [--url URL] [--details TEXT] [--to SOURCE]
event acknowledge|resolve --dedup-key KEY [--to SOURCE]

Öffnet einen Vorfall und gibt seinen Dedup-Schlüssel aus; noch einmal ausgelöst, solange er offen ist, sagt er, was zuletzt gesagt
wurde. Er bleibt offen, bis ihn jemand löst. Ob er alarmiert, entscheidet der Dienst; ohne einen tun das critical (wenn nichts
anderes gesagt ist) und error.

Mit --to wird er stattdessen an diese Quelle der Art pagerduty gesandt, und bis zu vier Mal, wenn PagerDuty ihn nicht gleich
annimmt. Exit-Code 4: Er kam nicht an; mit demselben Dedup-Schlüssel noch einmal gesandt, löst er nichts doppelt aus.</translation>
    </message>
    <message>
        <source>%1 may have %2 characters at most.</source>
        <translation>%1 darf höchstens %2 Zeichen haben.</translation>
    </message>
    <message>
        <source>%1 wants an address that begins with https:// or http://, not “%2”.</source>
        <translation>%1 verlangt eine Adresse, die mit https:// oder http:// beginnt, nicht „%2“.</translation>
    </message>
    <message>
        <source>%1 wants critical, error, warning or info, not “%2”.</source>
        <translation>%1 verlangt critical, error, warning oder info, nicht „%2“.</translation>
    </message>
    <message>
        <source>Say who is on call, and when you are.</source>
        <translation>Sagen, wer Bereitschaft hat und wann Sie sie haben.</translation>
    </message>
    <message>
        <source>Says whether you are on call, who stands on each level of each escalation policy now and next, and your shifts of 14 days.</source>
        <translation>Sagt, ob Sie Bereitschaft haben, wer jetzt und danach auf jeder Stufe jeder Eskalationsregel steht, und Ihre Schichten der nächsten 14 Tage.</translation>
    </message>
    <message>
        <source>Acknowledge incidents for a while.</source>
        <translation>Vorfälle für eine Weile bestätigen.</translation>
    </message>
    <message>
        <source>Acknowledges incidents for DURATION (15m, 1h, 2d) or until TIME (09:00, &quot;2026-01-05 09:00&quot;), seven days at most; they trigger again then, unless they are resolved. Exit codes as of ack.</source>
        <translation>Bestätigt Vorfälle für eine DAUER (15m, 1h, 2d) oder bis zu einer ZEIT (09:00, &quot;2026-01-05 09:00&quot;), höchstens sieben Tage; danach lösen sie wieder aus, wenn sie nicht gelöst sind. Exit-Codes wie bei ack.</translation>
    </message>
    <message>
        <source>Write a note to an incident.</source>
        <translation>Eine Notiz zu einem Vorfall schreiben.</translation>
    </message>
    <message>
        <source>Writes a note to the timeline of an incident, for all who see it. Exit codes as of ack.</source>
        <translation>Schreibt eine Notiz in den Verlauf eines Vorfalls, für alle, die ihn sehen. Exit-Codes wie bei ack.</translation>
    </message>
    <message>
        <source>%1 wants a time such as 09:00 or “2026-01-05 09:00”, not “%2”.</source>
        <translation>%1 braucht eine Zeit wie 09:00 oder „2026-01-05 09:00“, nicht „%2“.</translation>
    </message>
    <message>
        <source>Say whether a page would reach you.</source>
        <translation>Sagen, ob ein Alarm Sie erreichen würde.</translation>
    </message>
    <message>
        <source>Says of each thing that a page needs to reach you how it is, and how to mend it. Exit code 5: a page may be missed.

With --test a test page goes the whole way; ends when somebody has reacted, or nobody did for three minutes, and prints what it took. Exit code 0: somebody reacted; 1: nobody did, or it could not be sent.</source>
        <translation>Sagt von allem, was ein Alarm braucht, um Sie zu erreichen, wie es darum steht und was zu tun ist. Exit-Code 5: Ein Alarm kann verpasst werden.

Mit --test nimmt ein Testalarm den ganzen Weg; endet, wenn jemand reagiert oder drei Minuten lang niemand reagiert hat, und gibt aus, wie lange es dauerte. Exit-Code 0: Jemand hat reagiert; 1: Niemand hat reagiert, oder er ließ sich nicht senden.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 configuration in error, 4 a source could not be reached,
5 something needs you (status), or a page may be missed (readiness).</source>
        <translation>Exit-Codes: 0 erledigt, 1 abgelehnt oder gescheitert, 2 falscher Aufruf, 3 Fehler in der Konfiguration, 4 eine Quelle war nicht erreichbar,
5 etwas wartet auf Sie (status), oder ein Alarm kann verpasst werden (readiness).</translation>
    </message>
    <message>
        <source>Hear nothing new for a while.</source>
        <translation>Eine Weile nichts Neues hören.</translation>
    </message>
    <message>
        <source>Keeps back new pages and notifications for DURATION (30m, 1h) or until TIME (09:00, &quot;2026-01-05 09:00&quot;), seven days at most. What still needs somebody then pages at once. Services that say always = true page all the same, and what has paged already goes on.</source>
        <translation>Hält neue Alarme und Benachrichtigungen für DURATION (30m, 1h) oder bis TIME (09:00, &quot;2026-01-05 09:00&quot;) zurück, höchstens sieben Tage. Was dann noch jemanden braucht, löst sofort Alarm aus. Dienste mit always = true lösen trotzdem Alarm aus, und was schon alarmiert hat, geht weiter.</translation>
    </message>
    <message>
        <source>End a pause.</source>
        <translation>Eine Pause beenden.</translation>
    </message>
    <message>
        <source>Ends a pause now: what was kept back and still needs somebody pages at once.</source>
        <translation>Beendet eine Pause jetzt: Was zurückgehalten wurde und noch jemanden braucht, löst sofort Alarm aus.</translation>
    </message>
    <message>
        <source>List what keeps alerts quiet.</source>
        <translation>Auflisten, was Alarme still hält.</translation>
    </message>
    <message>
        <source>Lists the silences of Alertmanagers and the downtimes of Datadog: what each reaches, whose it is, and when it ends. Exit code 4: a source did not answer.</source>
        <translation>Listet die Stummschaltungen von Alertmanagern und die Downtimes von Datadog: was jede erfasst, wessen sie ist und wann sie endet. Exit-Code 4: Eine Quelle hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Keep alerts of a source quiet for a while.</source>
        <translation>Alarme einer Quelle eine Zeit lang still halten.</translation>
    </message>
    <message>
        <source>Keeps what REACH reaches quiet for DURATION (30m, 2h, 7d), or with --until TIME (09:00, &quot;2026-01-05 09:00&quot;), and says which open incidents that is now. REACH is written as the source writes it: &apos;alertname=&quot;DiskFull&quot;, instance=~&quot;web-.*&quot;&apos; for an Alertmanager, &apos;monitor:42 AND host:web-1&apos; for Datadog. --comment TEXT says why.</source>
        <translation>Hält für DURATION (30m, 2h, 7d) oder mit --until TIME (09:00, &quot;2026-01-05 09:00&quot;) still, was REACH erfasst, und sagt, welche offenen Vorfälle das jetzt sind. REACH schreibt man wie die Quelle: &apos;alertname=&quot;DiskFull&quot;, instance=~&quot;web-.*&quot;&apos; für einen Alertmanager, &apos;monitor:42 AND host:web-1&apos; für Datadog. --comment TEXT sagt, warum.</translation>
    </message>
    <message>
        <source>Let silences end at another time.</source>
        <translation>Stummschaltungen zu einer anderen Zeit enden lassen.</translation>
    </message>
    <message>
        <source>End silences.</source>
        <translation>Stummschaltungen beenden.</translation>
    </message>
    <message>
        <source>Print what happened.</source>
        <translation>Ausgeben, was geschehen ist.</translation>
    </message>
    <message>
        <source>Prints what was seen, shown, heard, answered and told, the newest last: all that has each WORD (or a word that begins so), since DURATION ago (24h, 7d) or TIME (22:00, 2026-01-05, &quot;2026-01-05 22:00&quot;). Without --since the newest 100.</source>
        <translation>Gibt aus, was gesehen, gezeigt, gehört, beantwortet und gemeldet wurde, das Neueste zuletzt: alles, was jedes WORD enthält (oder ein Wort, das so beginnt), seit DURATION (24h, 7d) oder TIME (22:00, 2026-01-05, &quot;2026-01-05 22:00&quot;). Ohne --since die neuesten 100.</translation>
    </message>
    <message>
        <source>Say how often you were paged, and how you answered.</source>
        <translation>Sagen, wie oft Sie alarmiert wurden und wie Sie geantwortet haben.</translation>
    </message>
    <message>
        <source>Counts the pages of the last 30 days, or since DURATION ago or TIME: how many were answered and how quickly, how many came at night, and for which services. Test pages do not count.</source>
        <translation>Zählt die Alarme der letzten 30 Tage, oder seit DURATION oder TIME: wie viele beantwortet wurden und wie schnell, wie viele nachts kamen und für welche Dienste. Probealarme zählen nicht.</translation>
    </message>
    <message>
        <source>%1 wants a duration such as 24h or 7d, or a time such as 22:00 or 2026-01-05, not “%2”.</source>
        <translation>%1 will eine Dauer wie 24h oder 7d oder eine Zeit wie 22:00 oder 2026-01-05, nicht „%2“.</translation>
    </message>
    <message>
        <source>List the monitors of all sources, and the rules for each host.</source>
        <translation>Die Monitore aller Quellen und die Regeln für jeden Host auflisten.</translation>
    </message>
    <message>
        <source>Lists all monitors of the sources that have them (Datadog), the worst first, with how many of their groups are in which state; and the built-in rules for each host, what they see and whether they fire. With --state only those in one of these states: alert, warn, no-data, ok, unknown, skipped, ignored, over (no longer alerting, and not listed anew yet), a word of the source; clear, firing and unknown of the rules. Exit code 4: what is shown is old.</source>
        <translation>Listet alle Monitore der Quellen, die welche haben (Datadog), die schlimmsten zuerst, mit der Zahl ihrer Gruppen in jedem Zustand; dazu die eingebauten Regeln für jeden Host, was sie sehen und ob sie auslösen. Mit --state nur die in einem dieser Zustände: alert, warn, no-data, ok, unknown, skipped, ignored, over (löst nicht mehr aus und ist noch nicht neu aufgelistet), ein Wort der Quelle; clear, firing und unknown bei den Regeln. Exit-Code 4: Was gezeigt wird, ist alt.</translation>
    </message>
    <message>
        <source>Lets silences end DURATION from now, or at TIME, sooner or later than they would have. ID is that of the list, or the beginning of it; --source SOURCE says whose it is where several sources list it.</source>
        <translation>Lässt Stummschaltungen DURATION von jetzt an oder zur Zeit TIME enden, früher oder später als bisher. ID ist die der Liste oder ihr Anfang; --source SOURCE sagt, wessen sie ist, wo mehrere Quellen sie auflisten.</translation>
    </message>
    <message>
        <source>Ends silences now. ID is that of the list, or the beginning of it; --source SOURCE says whose it is where several sources list it.</source>
        <translation>Beendet Stummschaltungen jetzt. ID ist die der Liste oder ihr Anfang; --source SOURCE sagt, wessen sie ist, wo mehrere Quellen sie auflisten.</translation>
    </message>
    <message>
        <source>say why</source>
        <translation>sagt, warum</translation>
    </message>
    <message>
        <source>for so long: 90s, 5m, 1h</source>
        <translation>so lange: 90s, 5m, 1h</translation>
    </message>
    <message>
        <source>until then: 09:00, &quot;2026-01-05 09:00&quot;</source>
        <translation>bis dahin: 09:00, &quot;2026-01-05 09:00&quot;</translation>
    </message>
    <message>
        <source>the source that it is of</source>
        <translation>die Quelle, aus der sie ist</translation>
    </message>
    <message>
        <source>since then, or so long ago</source>
        <translation>seit dann, oder seit so langer Zeit</translation>
    </message>
    <message>
        <source>only those in one of these states</source>
        <translation>nur die in einem dieser Zustände</translation>
    </message>
    <message>
        <source>those that are resolved, too</source>
        <translation>auch die behobenen</translation>
    </message>
    <message>
        <source>send a test page</source>
        <translation>schickt einen Testalarm</translation>
    </message>
</context>
<context>
    <name>Datadog</name>
    <message>
        <source>see monitors</source>
        <translation>Monitore sehen</translation>
    </message>
    <message>
        <source>acknowledge and mute</source>
        <translation>bestätigen und stummschalten</translation>
    </message>
    <message>
        <source>see hosts</source>
        <translation>Hosts sehen</translation>
    </message>
    <message>
        <source>chart hosts</source>
        <translation>Verläufe von Hosts zeigen</translation>
    </message>
    <message>
        <source>%1 accepts the API key</source>
        <translation>%1 nimmt den API-Schlüssel an</translation>
    </message>
    <message>
        <source>Cannot %1: the application key lacks the scope %2</source>
        <translation>Nicht möglich: %1. Dem Anwendungsschlüssel fehlt der Scope %2</translation>
    </message>
    <message>
        <source>Cannot %1: %2</source>
        <translation>Nicht möglich: %1. %2</translation>
    </message>
    <message>
        <source>The application key has every scope that is needed</source>
        <translation>Der Anwendungsschlüssel hat alle nötigen Scopes</translation>
    </message>
    <message>
        <source>Muted until %1 (%2)</source>
        <translation>Stumm bis %1 (%2)</translation>
    </message>
    <message>
        <source>Muted without an end (%1)</source>
        <translation>Stumm ohne Ende (%1)</translation>
    </message>
    <message>
        <source>Monitor in Datadog</source>
        <translation>Monitor in Datadog</translation>
    </message>
    <message>
        <source>Replication lag</source>
        <translation>Replikationsverzug</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>PostgreSQL connections</source>
        <translation>PostgreSQL-Verbindungen</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stummgeschaltet</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>without an end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>Letzte Meldung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No data: %1</source>
        <translation>Keine Daten: %1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>Notifies: %1</source>
        <translation>Benachrichtigt: %1</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <translation>Stumm bis %1</translation>
    </message>
    <message>
        <source>see what a monitor told</source>
        <translation>Meldungen von Monitoren sehen</translation>
    </message>
    <message>
        <source>What its monitor told could not be read: %1</source>
        <translation>Was sein Monitor gemeldet hat, war nicht zu lesen: %1</translation>
    </message>
    <message>
        <source>The monitor told of it: %1</source>
        <translation>Der Monitor hat es gemeldet: %1</translation>
    </message>
    <message>
        <source>see your teams</source>
        <translation>Ihre Teams sehen</translation>
    </message>
    <message>
        <source>see who is on call</source>
        <translation>sehen, wer Bereitschaft hat</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Metric queries: %1 of %2 in the last hour.</source>
        <translation>Metrik-Abfragen: %1 von %2 in der letzten Stunde.</translation>
    </message>
    <message>
        <source>Limit of the whole organisation for %1: %2 of %3 left in %4.</source>
        <translation>Grenze der ganzen Organisation für %1: %2 von %3 übrig in %4.</translation>
    </message>
    <message>
        <source>The monitors could not be listed: %1</source>
        <translation>Die Monitore konnten nicht aufgelistet werden: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s) could not be read.</source>
        <translation>
            <numerusform>%n Monitor war nicht lesbar.</numerusform>
            <numerusform>%n Monitore waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) of monitors could not be read.</source>
        <translation>
            <numerusform>%n Gruppe von Monitoren war nicht lesbar.</numerusform>
            <numerusform>%n Gruppen von Monitoren waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 groups of monitors came: the others are shown as they were.</source>
        <translation>%1 von %2 Gruppen von Monitoren kamen an: Die anderen werden gezeigt, wie sie waren.</translation>
    </message>
    <message>
        <source>The downtimes could not be listed: %1</source>
        <translation>Die Downtimes konnten nicht aufgelistet werden: %1</translation>
    </message>
    <message>
        <source>Datadog&apos;s clock is %1 ahead of this machine&apos;s.</source>
        <translation>Die Uhr von Datadog geht gegenüber diesem Rechner %1 vor.</translation>
    </message>
    <message>
        <source>Datadog&apos;s clock is %1 behind this machine&apos;s.</source>
        <translation>Die Uhr von Datadog geht gegenüber diesem Rechner %1 nach.</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) could not be read.</source>
        <translation>
            <numerusform>%n Rechner war nicht lesbar.</numerusform>
            <numerusform>%n Rechner waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The budget of %1 queries an hour is used up: the figures of hosts wait.</source>
        <translation>Die %1 Abfragen je Stunde sind aufgebraucht: Die Messwerte der Rechner warten.</translation>
    </message>
    <message>
        <source>The figures of hosts did not come: %1</source>
        <translation>Die Messwerte der Rechner kamen nicht: %1</translation>
    </message>
</context>
<context>
    <name>DatadogOnCall</name>
    <message>
        <source>Teams cannot be looked up by their handles: the application key lacks the scope %1.</source>
        <translation>Teams lassen sich nicht über ihre Kürzel finden: Dem Anwendungsschlüssel fehlt der Scope %1.</translation>
    </message>
    <message numerus="yes">
        <source>Only %n of your teams are asked for; name those that matter in Settings → Sources.</source>
        <translation>
            <numerusform>Nur nach %n Ihrer Teams wird gefragt; nennen Sie unter Einstellungen → Quellen die, auf die es ankommt.</numerusform>
            <numerusform>Nur nach %n Ihrer Teams wird gefragt; nennen Sie unter Einstellungen → Quellen die, auf die es ankommt.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no team “%1” in Datadog On-Call that the keys may see.</source>
        <translation>In Datadog On-Call gibt es kein Team „%1“, das die Schlüssel sehen dürfen.</translation>
    </message>
    <message>
        <source>Of “%1” the turns until %2 are known so far.</source>
        <translation>Von „%1“ sind bisher die Schichten bis %2 bekannt.</translation>
    </message>
    <message>
        <source>There is no schedule “%1” that the keys may see.</source>
        <translation>Es gibt keinen Dienstplan „%1“, den die Schlüssel sehen dürfen.</translation>
    </message>
    <message>
        <source>It does not say whose application key that is: your own shifts cannot be shown.</source>
        <translation>Datadog sagt nicht, wessen Anwendungsschlüssel das ist: Ihre eigenen Schichten lassen sich nicht zeigen.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n person/people on call it does not say until when.</source>
        <translation>
            <numerusform>Von %n Person in Bereitschaft sagt Datadog nicht, bis wann.</numerusform>
            <numerusform>Von %n Personen in Bereitschaft sagt Datadog nicht, bis wann.</numerusform>
        </translation>
    </message>
    <message>
        <source>Name teams or schedules of Datadog On-Call in Settings → Sources, and give the application key the scopes %1 and %2: who is on call there is shown here.</source>
        <translation>Nennen Sie unter Einstellungen → Quellen Teams oder Dienstpläne von Datadog On-Call und geben Sie dem Anwendungsschlüssel die Scopes %1 und %2: Dann steht hier, wer dort Bereitschaft hat.</translation>
    </message>
    <message>
        <source>%1 (whoever was on call before)</source>
        <translation>%1 (wer zuvor Bereitschaft hatte)</translation>
    </message>
    <message>
        <source>%1 (whoever is next)</source>
        <translation>%1 (wer als Nächstes dran ist)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>Web shop</source>
        <translation>Webshop</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Streaming</translation>
    </message>
    <message>
        <source>nobody now</source>
        <translation>derzeit niemand</translation>
    </message>
    <message>
        <source>on call: %1</source>
        <translation>Bereitschaft: %1</translation>
    </message>
    <message>
        <source>Level %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Everybody is affected</source>
        <translation>Alle sind betroffen</translation>
    </message>
    <message>
        <source>Many are affected</source>
        <translation>Viele sind betroffen</translation>
    </message>
    <message>
        <source>It can wait for the morning</source>
        <translation>Es kann bis zum Morgen warten</translation>
    </message>
    <message>
        <source>Open a channel for it</source>
        <translation>Einen Kanal dafür öffnen</translation>
    </message>
    <message>
        <source>and invite who is on call</source>
        <translation>und einladen, wer Bereitschaft hat</translation>
    </message>
    <message>
        <source>Tell the status page</source>
        <translation>Auf der Statusseite melden</translation>
    </message>
</context>
<context>
    <name>FaceDetails</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>For example https://example.com/health</source>
        <translation>Zum Beispiel https://example.com/health</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Sent with the request; set its Content-Type under Headers</source>
        <translation>Wird mit der Anfrage gesendet; sein Content-Type steht unter „Kopfzeilen“</translation>
    </message>
    <message>
        <source>Expected status</source>
        <translation>Erwarteter Status</translation>
    </message>
    <message>
        <source>Numbers, ranges and classes, such as 200-299, 401 or 3xx, with commas between them</source>
        <translation>Zahlen, Bereiche und Klassen wie 200-299, 401 oder 3xx, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Text that must appear</source>
        <translation>Text, der vorkommen muss</translation>
    </message>
    <message>
        <source>Capital and small letters matter</source>
        <translation>Groß- und Kleinschreibung zählt</translation>
    </message>
    <message>
        <source>Expression that must match</source>
        <translation>Ausdruck, der passen muss</translation>
    </message>
    <message>
        <source>A regular expression as in Perl</source>
        <translation>Ein regulärer Ausdruck wie in Perl</translation>
    </message>
    <message>
        <source>Text that must not appear</source>
        <translation>Text, der nicht vorkommen darf</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>For the whole answer, with all redirects</source>
        <translation>Für die ganze Antwort mit allen Umleitungen</translation>
    </message>
    <message>
        <source>Redirects to follow</source>
        <translation>Umleitungen folgen</translation>
    </message>
    <message>
        <source>0: a redirect is the answer</source>
        <translation>0: Eine Umleitung ist die Antwort</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Not sent on to another host by a redirect</source>
        <translation>Gehen bei einer Umleitung nicht an einen anderen Rechner</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Sent as “Authorization: Bearer …”, but not on to another host</source>
        <translation>Wird als „Authorization: Bearer …“ gesendet, aber nicht an einen anderen Rechner</translation>
    </message>
    <message>
        <source>IP version</source>
        <translation>IP-Version</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA-Datei</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Part of the ids of incidents and hosts: choose it once.</source>
        <translation>Teil der IDs von Vorfällen und Rechnern: einmal wählen, dann behalten.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Ask every</source>
        <translation>Fragen alle</translation>
    </message>
    <message>
        <source>Part of the ids of incidents: choose it once.</source>
        <translation>Teil der IDs von Vorfällen: einmal wählen, dann behalten.</translation>
    </message>
    <message>
        <source>Check every</source>
        <translation>Prüfen alle</translation>
    </message>
    <message>
        <source>Failures in a row until an incident</source>
        <translation>Fehlschläge in Folge bis zum Vorfall</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>What breaks when this fails; its urgency decides who is woken.</source>
        <translation>Was ausfällt, wenn dies scheitert; seine Dringlichkeit entscheidet, wer geweckt wird.</translation>
    </message>
    <message>
        <source>What checks name it by: choose it once.</source>
        <translation>So nennen ihn die Prüfungen: einmal wählen, dann behalten.</translation>
    </message>
    <message>
        <source>Urgency</source>
        <translation>Dringlichkeit</translation>
    </message>
    <message>
        <source>CPU above (percent)</source>
        <translation>CPU über (Prozent)</translation>
    </message>
    <message>
        <source>CPU without interruption for</source>
        <translation>CPU ohne Unterbrechung für</translation>
    </message>
    <message>
        <source>Memory above (percent)</source>
        <translation>Speicher über (Prozent)</translation>
    </message>
    <message>
        <source>Memory without interruption for</source>
        <translation>Speicher ohne Unterbrechung für</translation>
    </message>
    <message>
        <source>Restarts by failure, more than</source>
        <translation>Neustarts nach Fehlern, mehr als</translation>
    </message>
    <message>
        <source>Restarts within</source>
        <translation>Neustarts innerhalb von</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Keep watching when the window is closed</source>
        <translation>Weiter überwachen, wenn das Fenster zu ist</translation>
    </message>
    <message>
        <source>Keep history for</source>
        <translation>Verlauf aufbewahren für</translation>
    </message>
    <message>
        <source>Services to watch</source>
        <translation>Überwachte Dienste</translation>
    </message>
    <message>
        <source>Names or patterns such as nginx or postgresql@*. Empty: all services.</source>
        <translation>Namen oder Muster wie nginx oder postgresql@*. Leer: alle Dienste.</translation>
    </message>
    <message>
        <source>Services to leave out</source>
        <translation>Ausgelassene Dienste</translation>
    </message>
    <message>
        <source>Names or patterns. They win over the services to watch.</source>
        <translation>Namen oder Muster. Sie gehen den überwachten Diensten vor.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Assign to</source>
        <translation>Zuweisen an</translation>
    </message>
    <message>
        <source>To level</source>
        <translation>An Stufe</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>To people</source>
        <translation>An Personen</translation>
    </message>
    <message>
        <source>Or to an escalation policy</source>
        <translation>Oder an eine Eskalationsregel</translation>
    </message>
    <message>
        <source>What was done about it</source>
        <translation>Was dagegen getan wurde</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Wen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Message to those who follow it</source>
        <translation>Nachricht an alle, die ihm folgen</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Ring when something needs me</source>
        <translation>Läuten, wenn mich etwas braucht</translation>
    </message>
    <message>
        <source>Ring for at most</source>
        <translation>Höchstens läuten</translation>
    </message>
    <message>
        <source>Alert window</source>
        <translation>Alarmfenster</translation>
    </message>
    <message>
        <source>In front of everything, on every screen. It takes no key that you are typing.</source>
        <translation>Vor allem anderen, auf jedem Bildschirm. Es nimmt keine Taste, die Sie gerade tippen.</translation>
    </message>
    <message>
        <source>Nobody reacts for</source>
        <translation>Niemand reagiert seit</translation>
    </message>
    <message>
        <source>https://api.pagerduty.com, or https://api.eu.pagerduty.com for accounts in Europe</source>
        <translation>https://api.pagerduty.com, oder https://api.eu.pagerduty.com für Konten in Europa</translation>
    </message>
    <message>
        <source>A user&apos;s API key (My Profile, User Settings, Create API User Token), or one of the account</source>
        <translation>Ein API-Schlüssel einer Person (My Profile, User Settings, Create API User Token) oder einer des Kontos</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>Ihre E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Needed with a key of the account: who acts</source>
        <translation>Bei einem Schlüssel des Kontos nötig: wer handelt</translation>
    </message>
    <message>
        <source>Only these teams</source>
        <translation>Nur diese Teams</translation>
    </message>
    <message>
        <source>Their ids, as in the address of their page</source>
        <translation>Ihre Kennungen, wie in der Adresse ihrer Seite</translation>
    </message>
    <message>
        <source>Only these services</source>
        <translation>Nur diese Dienste</translation>
    </message>
    <message>
        <source>Only this urgency</source>
        <translation>Nur diese Dringlichkeit</translation>
    </message>
    <message>
        <source>Address for events</source>
        <translation>Adresse für Ereignisse</translation>
    </message>
    <message>
        <source>Routing key</source>
        <translation>Routing-Schlüssel</translation>
    </message>
    <message>
        <source>Of an Events API v2 integration: what “nightbellctl event --to” sends with</source>
        <translation>Einer Integration der Events API v2: womit „nightbellctl event --to“ sendet</translation>
    </message>
    <message>
        <source>Prometheus</source>
        <translation>Prometheus</translation>
    </message>
    <message>
        <source>Its address, with any path before /api. Also Mimir, Thanos or VictoriaMetrics. Empty: none.</source>
        <translation>Die Adresse, mit allem, was vor /api steht. Auch Mimir, Thanos oder VictoriaMetrics. Leer: keins.</translation>
    </message>
    <message>
        <source>Alertmanager</source>
        <translation>Alertmanager</translation>
    </message>
    <message>
        <source>Its address; all those of a cluster, one a line. Empty: none.</source>
        <translation>Die Adresse; bei einem Verbund alle, eine je Zeile. Leer: keiner.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Goes with the password. Empty: the token is used, or nothing.</source>
        <translation>Gehört zum Passwort. Leer: Es gilt das Token, oder nichts.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>For a proxy that wants a bearer token.</source>
        <translation>Für einen Proxy, der ein Bearer-Token will.</translation>
    </message>
    <message>
        <source>Sent with each request, such as X-Scope-OrgID = team-a.</source>
        <translation>Gehen mit jeder Anfrage hinaus, etwa X-Scope-OrgID = team-a.</translation>
    </message>
    <message>
        <source>PEM. Trusted beside the system&apos;s certificates.</source>
        <translation>PEM. Gilt neben den Zertifikaten des Systems.</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>PEM file, for servers that want one.</source>
        <translation>PEM-Datei, für Server, die eins verlangen.</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>Client-Schlüssel</translation>
    </message>
    <message>
        <source>PEM file without a password. Empty: it is in the file of the certificate.</source>
        <translation>PEM-Datei ohne Passwort. Leer: Er steht in der Datei des Zertifikats.</translation>
    </message>
    <message>
        <source>Label of the severity</source>
        <translation>Label der Schwere</translation>
    </message>
    <message>
        <source>Severities</source>
        <translation>Schweregrade</translation>
    </message>
    <message>
        <source>What a word of that label means: P1 = critical. One of critical, error, warning, info. Words that are not known page.</source>
        <translation>Was ein Wort dieses Labels heißt: P1 = critical. Eins von critical, error, warning, info. Unbekannte Wörter lösen Alarm aus.</translation>
    </message>
    <message>
        <source>Urgent alerts</source>
        <translation>Dringende Alarme</translation>
    </message>
    <message>
        <source>Conditions on labels, one set a line: severity=&quot;info&quot;, team=~&quot;db.*&quot;. They win.</source>
        <translation>Bedingungen an Labels, je Zeile eine Gruppe: severity=&quot;info&quot;, team=~&quot;db.*&quot;. Sie gehen vor.</translation>
    </message>
    <message>
        <source>Alerts that can wait</source>
        <translation>Alarme, die warten können</translation>
    </message>
    <message>
        <source>Conditions on labels, one set a line: severity=&quot;warning&quot;. Info can always wait.</source>
        <translation>Bedingungen an Labels, je Zeile eine Gruppe: severity=&quot;warning&quot;. Info kann immer warten.</translation>
    </message>
    <message>
        <source>Label of the service</source>
        <translation>Label des Dienstes</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Conditions on labels by service: main-site = job=&quot;blackbox&quot;. Others have the label&apos;s.</source>
        <translation>Bedingungen an Labels je Dienst: main-site = job=&quot;blackbox&quot;. Für andere gilt das Label.</translation>
    </message>
    <message>
        <source>Alerts that always fire</source>
        <translation>Alarme, die immer anstehen</translation>
    </message>
    <message>
        <source>Conditions on labels, one alert a line. When such an alert is missing, you are paged. Empty: Watchdog and DeadMansSwitch, once they were seen.</source>
        <translation>Bedingungen an Labels, je Zeile ein Alarm. Fehlt er, werden Sie alarmiert. Leer: Watchdog und DeadMansSwitch, sobald sie einmal da waren.</translation>
    </message>
    <message>
        <source>Rules that alerts take over</source>
        <translation>Regeln, die Alarme übernehmen</translation>
    </message>
    <message>
        <source>Expressions on the alert&apos;s name by built-in rule: cpu = HighCPU|Load. Such an alert keeps the rule quiet on its host.</source>
        <translation>Ausdrücke für den Namen des Alarms je eingebauter Regel: cpu = HighCPU|Load. Ein solcher Alarm lässt die Regel auf seinem Host schweigen.</translation>
    </message>
    <message>
        <source>Silence for</source>
        <translation>Stummschalten für</translation>
    </message>
    <message>
        <source>How long the silence lasts that acknowledges an alert.</source>
        <translation>Wie lange die Stummschaltung gilt, mit der ein Alarm quittiert wird.</translation>
    </message>
    <message>
        <source>Silence until resolved</source>
        <translation>Stumm, bis er behoben ist</translation>
    </message>
    <message>
        <source>The silence is prolonged while the alert lives, and ends with it.</source>
        <translation>Die Stummschaltung wird verlängert, solange der Alarm ansteht, und endet mit ihm.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Written on silences. Empty: your name on this machine.</source>
        <translation>Steht auf Stummschaltungen. Leer: Ihr Name auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Trouble of the monitoring</source>
        <translation>Ärger mit der Überwachung</translation>
    </message>
    <message>
        <source>Targets that are down, rules that fail, alerts that do not get through.</source>
        <translation>Ziele, die nicht antworten, Regeln, die scheitern, Alarme, die nicht durchkommen.</translation>
    </message>
    <message>
        <source>Label of the host</source>
        <translation>Label des Hosts</translation>
    </message>
    <message>
        <source>A host is</source>
        <translation>Ein Host ist</translation>
    </message>
    <message>
        <source>Rates over</source>
        <translation>Raten über</translation>
    </message>
    <message>
        <source>At least four times the interval at which Prometheus reads its targets.</source>
        <translation>Mindestens viermal so lang wie der Abstand, in dem Prometheus seine Ziele liest.</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>PromQL of your own by figure: cpu, memory, load, disk, restarts, up and others. $host is a condition on the host&apos;s label, $window the time above. Empty: the usual exporters.</source>
        <translation>Eigenes PromQL je Wert: cpu, memory, load, disk, restarts, up und andere. $host ist eine Bedingung an das Label des Hosts, $window die Zeit darüber. Leer: die üblichen Exporter.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Where your organisation lives: the address of its web pages says so.</source>
        <translation>Wo Ihre Organisation liegt: die Adresse ihrer Webseiten sagt es.</translation>
    </message>
    <message>
        <source>Other address</source>
        <translation>Andere Adresse</translation>
    </message>
    <message>
        <source>Of the API, instead of the site&apos;s: for a proxy, or a site that is not listed.</source>
        <translation>Der API, statt der der Site: für einen Proxy oder eine Site, die nicht aufgeführt ist.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Application key</source>
        <translation>Anwendungsschlüssel</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>A search as on the page of triggered monitors: tag:&quot;team:web&quot;. Empty: all.</source>
        <translation>Eine Suche wie auf der Seite der ausgelösten Monitore: tag:&quot;team:web&quot;. Leer: alle.</translation>
    </message>
    <message>
        <source>A warning</source>
        <translation>Eine Warnung</translation>
    </message>
    <message>
        <source>A monitor without data</source>
        <translation>Ein Monitor ohne Daten</translation>
    </message>
    <message>
        <source>Priorities that can wait</source>
        <translation>Prioritäten, die warten können</translation>
    </message>
    <message>
        <source>Of monitors, one a line. Those without a priority page.</source>
        <translation>Von Monitoren, eine je Zeile. Solche ohne Priorität alarmieren.</translation>
    </message>
    <message>
        <source>Tag of the service</source>
        <translation>Tag des Dienstes</translation>
    </message>
    <message>
        <source>Mute for</source>
        <translation>Stummschalten für</translation>
    </message>
    <message>
        <source>How long the downtime lasts that acknowledges an alert.</source>
        <translation>Wie lange die Downtime dauert, die einen Alarm bestätigt.</translation>
    </message>
    <message>
        <source>Written on downtimes. Empty: your name on this machine.</source>
        <translation>Steht auf Downtimes. Leer: Ihr Name auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Watch its hosts</source>
        <translation>Seine Hosts überwachen</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>A search as on the list of hosts. Empty: all.</source>
        <translation>Eine Suche wie in der Liste der Hosts. Leer: alle.</translation>
    </message>
    <message>
        <source>Scope of the figures</source>
        <translation>Bereich der Messwerte</translation>
    </message>
    <message>
        <source>Tags as between the braces of a query: env:prod,team:web.</source>
        <translation>Tags wie zwischen den Klammern einer Abfrage: env:prod,team:web.</translation>
    </message>
    <message>
        <source>Figures every</source>
        <translation>Messwerte alle</translation>
    </message>
    <message>
        <source>Queries an hour</source>
        <translation>Abfragen je Stunde</translation>
    </message>
    <message>
        <source>At most. Datadog counts those of your whole organisation together, usually up to 1600.</source>
        <translation>Höchstens. Datadog zählt die Ihrer ganzen Organisation zusammen, meist bis 1600.</translation>
    </message>
    <message>
        <source>What services name it by: choose it once.</source>
        <translation>So nennen ihn die Dienste: einmal wählen, dann behalten.</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>My own ring</source>
        <translation>Eigener Klingelton</translation>
    </message>
    <message>
        <source>Path of a WAV file. Empty: the built-in ring, which is also used when the file cannot be played.</source>
        <translation>Pfad einer WAV-Datei. Leer: der eingebaute Klingelton; er gilt auch, wenn die Datei nicht abgespielt werden kann.</translation>
    </message>
    <message>
        <source>Ring on</source>
        <translation>Läuten auf</translation>
    </message>
    <message>
        <source>Name of a sound device, or a part of it. Empty, or where it is not connected: the default device.</source>
        <translation>Name eines Tongeräts oder ein Teil davon. Leer, oder wenn es nicht angeschlossen ist: das Standardgerät.</translation>
    </message>
    <message>
        <source>Low urgency</source>
        <translation>Niedrige Dringlichkeit</translation>
    </message>
    <message>
        <source>Unmute the device and turn it up for a page</source>
        <translation>Tongerät bei einem Alarm einschalten und lauter stellen</translation>
    </message>
    <message>
        <source>Mute and volume are as before once somebody has reacted.</source>
        <translation>Stummschaltung und Lautstärke sind wie zuvor, sobald jemand reagiert hat.</translation>
    </message>
    <message>
        <source>Turn it up to (%)</source>
        <translation>Lauter stellen auf (%)</translation>
    </message>
    <message>
        <source>Say aloud what is broken</source>
        <translation>Ansagen, was ausgefallen ist</translation>
    </message>
    <message>
        <source>End do-not-disturb for a page</source>
        <translation>„Nicht stören“ bei einem Alarm beenden</translation>
    </message>
    <message>
        <source>Where the desktop would hide it: dunst, mako and MATE. What other programs had to say is shown then, too. It is on again once somebody has reacted.</source>
        <translation>Wo die Arbeitsumgebung ihn verbergen würde: dunst, mako und MATE. Dann erscheint auch, was andere Programme zu sagen hatten. Es ist wieder an, sobald jemand reagiert hat.</translation>
    </message>
    <message>
        <source>Hide titles</source>
        <translation>Titel verbergen</translation>
    </message>
    <message>
        <source>In notifications, in the alert window and in what is said aloud. They ring and stay as urgent as they are.</source>
        <translation>In Benachrichtigungen, im Alarmfenster und in Ansagen. Alarme läuten und bleiben so dringend, wie sie sind.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Hold up sleep for a moment</source>
        <translation>Ruhezustand kurz aufhalten</translation>
    </message>
    <message>
        <source>So that it can be said that this computer stops watching.</source>
        <translation>Damit noch gesagt werden kann, dass dieser Rechner nicht mehr beobachtet.</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>Bereit?</translation>
    </message>
    <message>
        <source>Test page before my shift</source>
        <translation>Testalarm vor meiner Schicht</translation>
    </message>
    <message>
        <source>It rings like any other page. Somebody has to acknowledge it.</source>
        <translation>Er läutet wie jeder andere Alarm. Jemand muss ihn übernehmen.</translation>
    </message>
    <message>
        <source>Test page each day at</source>
        <translation>Testalarm täglich um</translation>
    </message>
    <message>
        <source>High pages at once, always. Low is told of without insisting, within the support hours.</source>
        <translation>Hoch alarmiert sofort und immer. Niedrig wird unaufdringlich gemeldet, innerhalb der Servicezeiten.</translation>
    </message>
    <message>
        <source>Incidents of sources</source>
        <translation>Vorfälle der Quellen</translation>
    </message>
    <message>
        <source>Ids; * stands for any text. What is filled in has to fit, all of it; the first service that fits counts.</source>
        <translation>IDs; * steht für beliebigen Text. Was ausgefüllt ist, muss passen, und zwar alles; der erste Dienst, der passt, gilt.</translation>
    </message>
    <message>
        <source>… of hosts</source>
        <translation>… der Rechner</translation>
    </message>
    <message>
        <source>… of checks</source>
        <translation>… der Prüfungen</translation>
    </message>
    <message>
        <source>… with labels</source>
        <translation>… mit Labels</translation>
    </message>
    <message>
        <source>Such as team=payments.</source>
        <translation>Etwa team=payments.</translation>
    </message>
    <message>
        <source>Support hours: days</source>
        <translation>Servicezeiten: Tage</translation>
    </message>
    <message>
        <source>Such as mon-fri, or daily. Outside the hours low urgency is held. Empty: no hours.</source>
        <translation>Etwa mon-fri oder daily. Außerhalb der Zeiten wird niedrige Dringlichkeit zurückgehalten. Leer: keine Zeiten.</translation>
    </message>
    <message>
        <source>… from</source>
        <translation>… von</translation>
    </message>
    <message>
        <source>Such as 09:00.</source>
        <translation>Etwa 09:00.</translation>
    </message>
    <message>
        <source>… to</source>
        <translation>… bis</translation>
    </message>
    <message>
        <source>Such as 17:00. Earlier than the beginning: on the next day.</source>
        <translation>Etwa 17:00. Früher als der Beginn: am nächsten Tag.</translation>
    </message>
    <message>
        <source>… in the time zone</source>
        <translation>… in der Zeitzone</translation>
    </message>
    <message>
        <source>Such as America/Los_Angeles. Empty: the one of this computer.</source>
        <translation>Etwa America/Los_Angeles. Leer: die dieses Rechners.</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Feiertage</translation>
    </message>
    <message>
        <source>Dates such as 2026-12-25.</source>
        <translation>Daten wie 2026-12-25.</translation>
    </message>
    <message>
        <source>Louder, each time again after</source>
        <translation>Lauter, jeweils wieder nach</translation>
    </message>
    <message>
        <source>A page that nobody acknowledges. 0s: never.</source>
        <translation>Ein Alarm, den niemand übernimmt. 0s: nie.</translation>
    </message>
    <message>
        <source>Tell the backup after</source>
        <translation>Vertretung benachrichtigen nach</translation>
    </message>
    <message>
        <source>Through the channels, if nobody has acknowledged by then. 0s: never.</source>
        <translation>Über die Kanäle, wenn bis dahin niemand übernommen hat. 0s: nie.</translation>
    </message>
    <message>
        <source>Through the channels</source>
        <translation>Über die Kanäle</translation>
    </message>
    <message>
        <source>Their ids. Empty: all.</source>
        <translation>Ihre IDs. Leer: alle.</translation>
    </message>
    <message>
        <source>Page again after</source>
        <translation>Erneut alarmieren nach</translation>
    </message>
    <message>
        <source>What was acknowledged, and is open still. 0s: never.</source>
        <translation>Was übernommen wurde und noch offen ist. 0s: nie.</translation>
    </message>
    <message>
        <source>Page even while notifications are paused</source>
        <translation>Auch alarmieren, wenn Benachrichtigungen pausieren</translation>
    </message>
    <message>
        <source>Server for outgoing e-mail</source>
        <translation>Server für ausgehende E-Mail</translation>
    </message>
    <message>
        <source>Its name: smtp.example.com</source>
        <translation>Sein Name: smtp.example.com</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>A server that offers neither is not used.</source>
        <translation>Ein Server, der keine von beiden bietet, wird nicht benutzt.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>0: the usual one</source>
        <translation>0: der übliche</translation>
    </message>
    <message>
        <source>Empty where the server asks for none.</source>
        <translation>Leer, wenn der Server keinen verlangt.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>An address that the server lets you send from.</source>
        <translation>Eine Adresse, von der aus der Server Sie senden lässt.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Addresses of the backup, each told on its own.</source>
        <translation>Adressen der Vertretung; jede wird einzeln benachrichtigt.</translation>
    </message>
    <message>
        <source>Who takes it</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>For ntfy with the topic: https://ntfy.sh/my-topic</source>
        <translation>Bei ntfy mit dem Thema: https://ntfy.sh/my-topic</translation>
    </message>
    <message>
        <source>Secret address</source>
        <translation>Geheime Adresse</translation>
    </message>
    <message>
        <source>Instead of the address where knowing it is enough to write there, as with Slack and Mattermost.</source>
        <translation>Statt der Adresse, wenn jeder dort schreiben kann, der sie kennt, wie bei Slack und Mattermost.</translation>
    </message>
    <message>
        <source>Empty where none is asked for.</source>
        <translation>Leer, wenn keins verlangt wird.</translation>
    </message>
    <message>
        <source>Header of the token</source>
        <translation>Kopfzeile des Tokens</translation>
    </message>
    <message>
        <source>With “Authorization” it is sent as a bearer.</source>
        <translation>Mit „Authorization“ wird es als Bearer-Token gesendet.</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>Webseiten</translation>
    </message>
    <message>
        <source>Where a browser shows monitors, if not at the site&apos;s own address: https://acme.datadoghq.com. What PagerDuty has of the same alert is told by it.</source>
        <translation>Wo ein Browser Monitore zeigt, wenn nicht unter der Adresse der Site: https://acme.datadoghq.com. Daran wird erkannt, was PagerDuty vom selben Alarm hat.</translation>
    </message>
    <message>
        <source>Needs espeak-ng or speech-dispatcher.</source>
        <translation>Braucht espeak-ng oder speech-dispatcher.</translation>
    </message>
    <message>
        <source>Needs the scopes monitors_read, hosts_read, timeseries_query and events_read; monitors_downtime to mute; on_call_read and teams_read for who is on call.</source>
        <translation>Braucht die Scopes monitors_read, hosts_read, timeseries_query und events_read; zum Stummschalten monitors_downtime; für die Bereitschaft on_call_read und teams_read.</translation>
    </message>
    <message>
        <source>Teams on call</source>
        <translation>Teams in Bereitschaft</translation>
    </message>
    <message>
        <source>Handles of Datadog On-Call teams, one a line. Neither teams nor schedules: your own teams.</source>
        <translation>Kürzel von Teams in Datadog On-Call, eines je Zeile. Weder Teams noch Dienstpläne: Ihre eigenen Teams.</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>Bereitschaft</translation>
    </message>
    <message>
        <source>Schedules on call</source>
        <translation>Dienstpläne der Bereitschaft</translation>
    </message>
    <message>
        <source>Their ids, or the addresses of their pages, one a line.</source>
        <translation>Ihre Ids oder die Adressen ihrer Seiten, je Zeile eine.</translation>
    </message>
</context>
<context>
    <name>FieldChoice</name>
    <message>
        <source>Any</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Where notifications are hidden, or nobody reacts</source>
        <translation>Wo Benachrichtigungen verborgen sind oder niemand reagiert</translation>
    </message>
    <message>
        <source>At each page</source>
        <translation>Bei jedem Alarm</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>alarmiert</translation>
    </message>
    <message>
        <source>can wait</source>
        <translation>kann warten</translation>
    </message>
    <message>
        <source>a value of its label</source>
        <translation>ein Wert seines Labels</translation>
    </message>
    <message>
        <source>a machine by its own name (node_uname_info)</source>
        <translation>ein Rechner mit seinem eigenen Namen (node_uname_info)</translation>
    </message>
    <message>
        <source>what alerts here</source>
        <translation>was hier alarmiert</translation>
    </message>
    <message>
        <source>the whole monitor</source>
        <translation>der ganze Monitor</translation>
    </message>
    <message>
        <source>everything on its host</source>
        <translation>alles auf seinem Host</translation>
    </message>
    <message>
        <source>is not shown</source>
        <translation>wird nicht gezeigt</translation>
    </message>
    <message>
        <source>pages where the monitor notifies of it</source>
        <translation>alarmiert, wo der Monitor es meldet</translation>
    </message>
    <message>
        <source>Makes no sound</source>
        <translation>Bleibt lautlos</translation>
    </message>
    <message>
        <source>One short chime, but not in do-not-disturb</source>
        <translation>Ein kurzer Ton, aber nicht bei „Nicht stören“</translation>
    </message>
    <message>
        <source>While the screen is locked</source>
        <translation>Bei gesperrtem Bildschirm</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>While I am on call, as far as that is known</source>
        <translation>Während meiner Bereitschaft, soweit sie bekannt ist</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>5 minutes before</source>
        <translation>5 Minuten vorher</translation>
    </message>
    <message>
        <source>15 minutes before</source>
        <translation>15 Minuten vorher</translation>
    </message>
    <message>
        <source>30 minutes before</source>
        <translation>30 Minuten vorher</translation>
    </message>
    <message>
        <source>An hour before</source>
        <translation>Eine Stunde vorher</translation>
    </message>
    <message>
        <source>Two hours before</source>
        <translation>Zwei Stunden vorher</translation>
    </message>
    <message>
        <source>As the source says; high where it does not</source>
        <translation>Wie die Quelle sagt; hoch, wenn sie nichts sagt</translation>
    </message>
    <message>
        <source>STARTTLS (port 587)</source>
        <translation>STARTTLS (Port 587)</translation>
    </message>
    <message>
        <source>TLS (port 465)</source>
        <translation>TLS (Port 465)</translation>
    </message>
    <message>
        <source>Anything that takes JSON</source>
        <translation>Alles, was JSON annimmt</translation>
    </message>
</context>
<context>
    <name>Holds</name>
    <message>
        <source>Notifications are paused until %1</source>
        <translation>Benachrichtigungen pausieren bis %1</translation>
    </message>
    <message numerus="yes">
        <source>%n held back by the pause</source>
        <translation>
            <numerusform>%n durch die Pause zurückgehalten</numerusform>
            <numerusform>%n durch die Pause zurückgehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency held until %1</source>
        <translation>
            <numerusform>%n von niedriger Dringlichkeit zurückgehalten bis %1</numerusform>
            <numerusform>%n von niedriger Dringlichkeit zurückgehalten bis %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency held: the service has no hours</source>
        <translation>
            <numerusform>%n von niedriger Dringlichkeit zurückgehalten: Der Dienst hat keine Zeiten</numerusform>
            <numerusform>%n von niedriger Dringlichkeit zurückgehalten: Der Dienst hat keine Zeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>held by the pause</source>
        <translation>durch die Pause zurückgehalten</translation>
    </message>
    <message>
        <source>held by the pause until %1</source>
        <translation>durch die Pause zurückgehalten bis %1</translation>
    </message>
    <message>
        <source>held: the service has no hours</source>
        <translation>zurückgehalten: Der Dienst hat keine Zeiten</translation>
    </message>
    <message>
        <source>held until %1</source>
        <translation>zurückgehalten bis %1</translation>
    </message>
    <message>
        <source>notifications are paused</source>
        <translation>Benachrichtigungen sind pausiert</translation>
    </message>
    <message>
        <source>until %1: notifications are paused</source>
        <translation>bis %1: Benachrichtigungen sind pausiert</translation>
    </message>
    <message>
        <source>low urgency waits for the support hours of %1, which has none</source>
        <translation>niedrige Dringlichkeit wartet auf die Servicezeiten von %1, und die gibt es nicht</translation>
    </message>
    <message>
        <source>until %1: low urgency waits for the support hours of %2</source>
        <translation>bis %1: Niedrige Dringlichkeit wartet auf die Servicezeiten von %2</translation>
    </message>
</context>
<context>
    <name>Monitor</name>
    <message>
        <source>no state</source>
        <translation>kein Zustand</translation>
    </message>
    <message>
        <source>no longer alerting</source>
        <translation>löst nicht mehr aus</translation>
    </message>
    <message>
        <source>no longer warning</source>
        <translation>warnt nicht mehr</translation>
    </message>
    <message>
        <source>no longer “%1”</source>
        <translation>nicht mehr „%1“</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a number and a state</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>The configuration has mistakes. Everything else in it is in use.</source>
        <translation>Die Konfiguration hat Fehler. Alles andere darin gilt.</translation>
    </message>
    <message>
        <source>History is not being kept. Watching and paging go on.</source>
        <translation>Der Verlauf wird nicht aufbewahrt. Überwachung und Alarme gehen weiter.</translation>
    </message>
    <message>
        <source>The history was damaged. It was set aside and a new one begun.</source>
        <translation>Der Verlauf war beschädigt. Er liegt beiseite, ein neuer ist begonnen.</translation>
    </message>
    <message>
        <source>Pages cannot be heard.</source>
        <translation>Alarme sind nicht zu hören.</translation>
    </message>
    <message>
        <source>Pages cannot be shown as notifications.</source>
        <translation>Alarme lassen sich nicht als Benachrichtigung zeigen.</translation>
    </message>
    <message>
        <source>Do-not-disturb is on: this desktop hides notifications, those of pages too.</source>
        <translation>„Nicht stören“ ist an: Diese Arbeitsumgebung verbirgt Benachrichtigungen, auch die von Alarmen.</translation>
    </message>
    <message>
        <source>Pages cannot be said aloud.</source>
        <translation>Alarme lassen sich nicht ansagen.</translation>
    </message>
    <message>
        <source>The backup could not be told of a page that nobody has answered.</source>
        <translation>Die Vertretung konnte von einem Alarm, auf den niemand geantwortet hat, nicht benachrichtigt werden.</translation>
    </message>
</context>
<context>
    <name>Notification</name>
    <message>
        <source>“%1” is not sent yet: %2</source>
        <translation>„%1“ ist noch nicht gesendet: %2</translation>
    </message>
    <message>
        <source>“%1” was refused: %2</source>
        <translation>„%1“ wurde abgelehnt: %2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Resolved: %1</source>
        <translation>Gelöst: %1</translation>
    </message>
    <message>
        <source>It was open for %1.</source>
        <translation>Er war %1 lang offen.</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) resolved</source>
        <translation>
            <numerusform>%n Vorfall gelöst</numerusform>
            <numerusform>%n Vorfälle gelöst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was refused</source>
        <translation>„%1“ wurde abgelehnt</translation>
    </message>
    <message>
        <source>Let it escalate</source>
        <translation>Eskalieren lassen</translation>
    </message>
    <message>
        <source>Not watched any more: %1</source>
        <translation>Nicht mehr überwacht: %1</translation>
    </message>
    <message>
        <source>Whether it goes on is not known.</source>
        <translation>Ob es weitergeht, ist nicht bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) not watched any more</source>
        <translation>
            <numerusform>%n Vorfall wird nicht mehr überwacht</numerusform>
            <numerusform>%n Vorfälle werden nicht mehr überwacht</numerusform>
        </translation>
    </message>
    <message>
        <source>Low urgency</source>
        <translation>Niedrige Dringlichkeit</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) of low urgency</source>
        <translation>
            <numerusform>%n Vorfall von niedriger Dringlichkeit</numerusform>
            <numerusform>%n Vorfälle von niedriger Dringlichkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer stops watching</source>
        <translation>Dieser Rechner beobachtet nicht mehr</translation>
    </message>
    <message>
        <source>It goes to sleep.</source>
        <translation>Er geht in den Ruhezustand.</translation>
    </message>
    <message>
        <source>Only PagerDuty pages you meanwhile, as it is set up there.</source>
        <translation>Inzwischen alarmiert nur PagerDuty, so wie es dort eingerichtet ist.</translation>
    </message>
    <message>
        <source>Nobody is paged from here meanwhile.</source>
        <translation>Von hier wird inzwischen niemand alarmiert.</translation>
    </message>
    <message>
        <source>Not watched: %1</source>
        <translation>Nicht beobachtet: %1</translation>
    </message>
    <message>
        <source>The network is gone</source>
        <translation>Das Netz ist weg</translation>
    </message>
    <message>
        <source>The network is back</source>
        <translation>Das Netz ist wieder da</translation>
    </message>
    <message>
        <source>Everything is asked now.</source>
        <translation>Alles wird jetzt abgefragt.</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s): %1</source>
        <translation>
            <numerusform>%n Vorfall: %1</numerusform>
            <numerusform>%n Vorfälle: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge all %n</source>
        <translation>
            <numerusform>%n übernehmen</numerusform>
            <numerusform>Alle %n übernehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept back until now</source>
        <translation>Bis jetzt zurückgehalten</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>Während Sie weg waren</translation>
    </message>
    <message numerus="yes">
        <source>While you were away: %n more need(s) you</source>
        <translation>
            <numerusform>Während Sie weg waren: %n weiterer wartet auf Sie</numerusform>
            <numerusform>Während Sie weg waren: %n weitere warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was watched since %1.</source>
        <translation>Seit %1 wurde nichts überwacht.</translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency: %1</source>
        <translation>
            <numerusform>%n von niedriger Dringlichkeit: %1</numerusform>
            <numerusform>%n von niedriger Dringlichkeit: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ended meanwhile: %1</source>
        <translation>
            <numerusform>%n inzwischen beendet: %1</numerusform>
            <numerusform>%n inzwischen beendet: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The test page got through</source>
        <translation>Der Testalarm kam an</translation>
    </message>
    <message>
        <source>Nobody reacted to the test page</source>
        <translation>Niemand hat auf den Testalarm reagiert</translation>
    </message>
    <message>
        <source>Something needs you</source>
        <translation>Etwas wartet auf Sie</translation>
    </message>
    <message>
        <source>Something is resolved</source>
        <translation>Etwas ist gelöst</translation>
    </message>
    <message>
        <source>Something of low urgency</source>
        <translation>Etwas von niedriger Dringlichkeit</translation>
    </message>
    <message>
        <source>Titles are hidden now. Open it to read it.</source>
        <translation>Titel sind gerade verborgen. Öffnen Sie es, um es zu lesen.</translation>
    </message>
    <message>
        <source>The backup was told: %1</source>
        <translation>Die Vertretung wurde benachrichtigt: %1</translation>
    </message>
    <message>
        <source>The backup was not told: %1</source>
        <translation>Die Vertretung wurde nicht benachrichtigt: %1</translation>
    </message>
    <message>
        <source>Something is not watched any more</source>
        <translation>Etwas wird nicht mehr überwacht</translation>
    </message>
    <message>
        <source>The backup was not told</source>
        <translation>Die Vertretung wurde nicht benachrichtigt</translation>
    </message>
    <message>
        <source>The backup was told</source>
        <translation>Die Vertretung wurde benachrichtigt</translation>
    </message>
    <message>
        <source>Something has happened</source>
        <translation>Etwas ist geschehen</translation>
    </message>
</context>
<context>
    <name>OnCall</name>
    <message>
        <source>%1, level %2</source>
        <translation>%1, Stufe %2</translation>
    </message>
    <message>
        <source>You go on call now</source>
        <translation>Ihre Bereitschaft beginnt jetzt</translation>
    </message>
    <message>
        <source>You go on call in %1</source>
        <translation>Ihre Bereitschaft beginnt in %1</translation>
    </message>
    <message>
        <source>You are on call now</source>
        <translation>Sie haben jetzt Bereitschaft</translation>
    </message>
    <message>
        <source>Your shift ended</source>
        <translation>Ihre Schicht ist zu Ende</translation>
    </message>
    <message>
        <source>%1: from %2 to %3</source>
        <translation>%1: von %2 bis %3</translation>
    </message>
    <message>
        <source>%1: until %2</source>
        <translation>%1: bis %2</translation>
    </message>
    <message>
        <source>On call until %1</source>
        <translation>Bereitschaft bis %1</translation>
    </message>
    <message>
        <source>On call, always</source>
        <translation>Bereitschaft, immer</translation>
    </message>
    <message>
        <source>Not on call; next shift %1</source>
        <translation>Keine Bereitschaft; nächste Schicht %1</translation>
    </message>
    <message>
        <source>Not on call</source>
        <translation>Keine Bereitschaft</translation>
    </message>
    <message>
        <source>On call: you, until %1</source>
        <translation>Bereitschaft: Sie, bis %1</translation>
    </message>
    <message>
        <source>On call: you, always</source>
        <translation>Bereitschaft: Sie, immer</translation>
    </message>
    <message>
        <source>%1 · next: %2</source>
        <translation>%1 · danach: %2</translation>
    </message>
    <message>
        <source>Whether you are on call has not been known since %1</source>
        <translation>Ob Sie Bereitschaft haben, ist seit %1 nicht bekannt</translation>
    </message>
    <message>
        <source>%1 · as of %2</source>
        <translation>%1 · Stand %2</translation>
    </message>
</context>
<context>
    <name>PagerDuty</name>
    <message>
        <source>this key belongs to the account, not to a person: enter your e-mail address as “from”</source>
        <translation>dieser Schlüssel gehört dem Konto, nicht einer Person: geben Sie Ihre E-Mail-Adresse als „from“ an</translation>
    </message>
    <message>
        <source>nobody in this account has the e-mail address %1</source>
        <translation>niemand in diesem Konto hat die E-Mail-Adresse %1</translation>
    </message>
    <message>
        <source>You are %1 (%2).</source>
        <translation>Sie sind %1 (%2).</translation>
    </message>
    <message>
        <source>A key of the account; you act as %1 (%2).</source>
        <translation>Ein Schlüssel des Kontos; Sie handeln als %1 (%2).</translation>
    </message>
    <message>
        <source>The account is in the United States.</source>
        <translation>Das Konto ist in den Vereinigten Staaten.</translation>
    </message>
    <message>
        <source>The account is in Europe.</source>
        <translation>Das Konto ist in Europa.</translation>
    </message>
    <message>
        <source>The account has no priorities.</source>
        <translation>Das Konto hat keine Prioritäten.</translation>
    </message>
    <message>
        <source>the time is over</source>
        <translation>die Zeit ist um</translation>
    </message>
    <message>
        <source>there is nothing to merge with</source>
        <translation>es gibt nichts, womit er zusammengeführt werden kann</translation>
    </message>
    <message>
        <source>its service is not known</source>
        <translation>sein Dienst ist nicht bekannt</translation>
    </message>
    <message>
        <source>Level %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Incident %1 has the status “%2”, which is not known here.</source>
        <translation>Vorfall %1 hat den Zustand „%2“, der hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>PagerDuty lists no more than %L1 incidents; there are more. Narrow it down to teams or services.</source>
        <translation>PagerDuty listet höchstens %L1 Vorfälle; es gibt mehr. Schränken Sie auf Teams oder Dienste ein.</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) could not be read and are not shown.</source>
        <translation>
            <numerusform>%n Vorfall konnte nicht gelesen werden und fehlt.</numerusform>
            <numerusform>%n Vorfälle konnten nicht gelesen werden und fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>the token is wrong or was revoked, or the account is not in Europe (then the address is https://api.pagerduty.com)</source>
        <translation>das Token ist falsch oder wurde widerrufen, oder das Konto ist nicht in Europa (dann ist die Adresse https://api.pagerduty.com)</translation>
    </message>
    <message>
        <source>the token is wrong or was revoked, or the account is in Europe (then the address is https://api.eu.pagerduty.com)</source>
        <translation>das Token ist falsch oder wurde widerrufen, oder das Konto ist in Europa (dann ist die Adresse https://api.eu.pagerduty.com)</translation>
    </message>
    <message>
        <source>Who is on call could not be read, so there is no countdown: %1</source>
        <translation>Wer Bereitschaft hat, war nicht zu lesen, darum gibt es keinen Countdown: %1</translation>
    </message>
    <message>
        <source>its escalation policy is not known</source>
        <translation>seine Eskalationsregel ist nicht bekannt</translation>
    </message>
    <message>
        <source>it is %1 all the same</source>
        <translation>der Zustand ist trotzdem „%1“</translation>
    </message>
    <message>
        <source>the connection broke, and it may have been sent: look at the status updates in PagerDuty before you send it again</source>
        <translation>die Verbindung ist abgebrochen, und vielleicht wurde es gesendet: sehen Sie sich die Statusmeldungen in PagerDuty an, bevor Sie es noch einmal senden</translation>
    </message>
    <message>
        <source>the connection broke, and it may have been done: look at the incident in PagerDuty before you do it again</source>
        <translation>die Verbindung ist abgebrochen, und vielleicht ist es geschehen: sehen Sie sich den Vorfall in PagerDuty an, bevor Sie es noch einmal tun</translation>
    </message>
    <message>
        <source>Merged into %1</source>
        <translation>Zusammengeführt mit %1</translation>
    </message>
    <message numerus="yes">
        <source>PagerDuty&apos;s list was not whole: %n open incident(s) were not in it.</source>
        <translation>
            <numerusform>Die Liste von PagerDuty war nicht vollständig: %n offener Vorfall fehlte darin.</numerusform>
            <numerusform>Die Liste von PagerDuty war nicht vollständig: %n offene Vorfälle fehlten darin.</numerusform>
        </translation>
    </message>
    <message>
        <source>The clock of this computer and that of PagerDuty differ by %1. Countdowns are corrected; other times are PagerDuty&apos;s.</source>
        <translation>Die Uhr dieses Rechners und die von PagerDuty weichen um %1 voneinander ab. Was bis zur Eskalation bleibt, ist berichtigt; andere Zeiten sind die von PagerDuty.</translation>
    </message>
    <message numerus="yes">
        <source>The plan has %n ability(ies): %1.</source>
        <translation>
            <numerusform>Der Tarif umfasst %n Funktion: %1.</numerusform>
            <numerusform>Der Tarif umfasst %n Funktionen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>This key belongs to the account, not to a person. Which e-mail address do you have at PagerDuty?</source>
        <translation>Dieser Schlüssel gehört dem Konto, nicht einer Person. Welche E-Mail-Adresse haben Sie bei PagerDuty?</translation>
    </message>
    <message>
        <source>This key belongs to the account, and nobody in it has that e-mail address. Which one do you have at PagerDuty?</source>
        <translation>Dieser Schlüssel gehört dem Konto, und niemand darin hat diese E-Mail-Adresse. Welche haben Sie bei PagerDuty?</translation>
    </message>
    <message>
        <source>Limit of the whole account: %1 of %2 requests left in this minute.</source>
        <translation>Grenze des ganzen Kontos: %1 von %2 Anfragen übrig in dieser Minute.</translation>
    </message>
</context>
<context>
    <name>PagerDutyDetails</name>
    <message>
        <source>their services depend on each other</source>
        <translation>ihre Dienste hängen voneinander ab</translation>
    </message>
    <message>
        <source>similar contents</source>
        <translation>ähnlicher Inhalt</translation>
    </message>
    <message>
        <source>people said so before</source>
        <translation>früher so von Menschen bestätigt</translation>
    </message>
    <message>
        <source>the latest change</source>
        <translation>die letzte Änderung</translation>
    </message>
    <message>
        <source>of a related service</source>
        <translation>eines verwandten Dienstes</translation>
    </message>
    <message>
        <source>seems to belong to it</source>
        <translation>scheint dazuzugehören</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>%1: nicht lesbar: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n could not be read.</source>
        <translation>
            <numerusform>%1: %n war nicht lesbar.</numerusform>
            <numerusform>%1: %n waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>The timeline</source>
        <translation>Die Zeitleiste</translation>
    </message>
    <message>
        <source>The timeline has more than %1 entries; the others are in PagerDuty.</source>
        <translation>Die Zeitleiste hat mehr als %1 Einträge; die anderen stehen in PagerDuty.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Past incidents</source>
        <translation>Frühere Vorfälle</translation>
    </message>
    <message>
        <source>Related incidents</source>
        <translation>Verwandte Vorfälle</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Responders and conference</source>
        <translation>Helfende und Konferenz</translation>
    </message>
</context>
<context>
    <name>PagerDutyLog</name>
    <message>
        <source>Triggered by %1</source>
        <translation>Ausgelöst von %1</translation>
    </message>
    <message>
        <source>Triggered</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Triggered through %1</source>
        <translation>Ausgelöst durch %1</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>Übernommen von %1</translation>
    </message>
    <message>
        <source>Triggered again by %1</source>
        <translation>Erneut ausgelöst von %1</translation>
    </message>
    <message>
        <source>Triggered again: the acknowledgement ran out</source>
        <translation>Erneut ausgelöst: die Übernahme ist abgelaufen</translation>
    </message>
    <message>
        <source>Triggered again</source>
        <translation>Erneut ausgelöst</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>Resolved by itself after a time</source>
        <translation>Nach einer Zeit von selbst gelöst</translation>
    </message>
    <message>
        <source>Resolved by %1</source>
        <translation>Gelöst von %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>Note by %1: %2</source>
        <translation>Notiz von %1: %2</translation>
    </message>
    <message>
        <source>Reassigned by %1</source>
        <translation>Neu zugewiesen von %1</translation>
    </message>
    <message>
        <source>Reassigned</source>
        <translation>Neu zugewiesen</translation>
    </message>
    <message>
        <source>Assigned to %1 by %2</source>
        <translation>%1 zugewiesen von %2</translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation>%1 zugewiesen</translation>
    </message>
    <message>
        <source>Delegated by %1</source>
        <translation>Weitergegeben von %1</translation>
    </message>
    <message>
        <source>Delegated</source>
        <translation>Weitergegeben</translation>
    </message>
    <message>
        <source>Delegated to %1 by %2</source>
        <translation>An %1 weitergegeben von %2</translation>
    </message>
    <message>
        <source>Delegated to %1</source>
        <translation>An %1 weitergegeben</translation>
    </message>
    <message>
        <source>Escalated by %1</source>
        <translation>Eskaliert von %1</translation>
    </message>
    <message>
        <source>Escalated to %1 by %2</source>
        <translation>An %1 eskaliert von %2</translation>
    </message>
    <message>
        <source>Escalated: nobody acknowledged it in time</source>
        <translation>Eskaliert: niemand hat rechtzeitig übernommen</translation>
    </message>
    <message>
        <source>Escalated to %1: nobody acknowledged it in time</source>
        <translation>An %1 eskaliert: niemand hat rechtzeitig übernommen</translation>
    </message>
    <message>
        <source>Escalated</source>
        <translation>Eskaliert</translation>
    </message>
    <message>
        <source>Escalated to %1</source>
        <translation>An %1 eskaliert</translation>
    </message>
    <message>
        <source>Told %1 by text message</source>
        <translation>%1 per SMS benachrichtigt</translation>
    </message>
    <message>
        <source>Called %1</source>
        <translation>%1 angerufen</translation>
    </message>
    <message>
        <source>Told %1 by e-mail</source>
        <translation>%1 per E-Mail benachrichtigt</translation>
    </message>
    <message>
        <source>Told %1 in the app</source>
        <translation>%1 in der App benachrichtigt</translation>
    </message>
    <message>
        <source>Told those assigned</source>
        <translation>Die Zuständigen benachrichtigt</translation>
    </message>
    <message>
        <source>Told %1</source>
        <translation>%1 benachrichtigt</translation>
    </message>
    <message>
        <source>Snoozed for %1</source>
        <translation>Schlummert für %1</translation>
    </message>
    <message>
        <source>Snoozed for %1 by %2</source>
        <translation>Schlummert für %1, von %2</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Schlummert</translation>
    </message>
    <message>
        <source>Snoozed by %1</source>
        <translation>Schlummert, von %1</translation>
    </message>
    <message>
        <source>Urgency changed</source>
        <translation>Dringlichkeit geändert</translation>
    </message>
    <message>
        <source>Urgency changed by %1</source>
        <translation>Dringlichkeit geändert von %1</translation>
    </message>
    <message>
        <source>Priority changed</source>
        <translation>Priorität geändert</translation>
    </message>
    <message>
        <source>Priority changed by %1</source>
        <translation>Priorität geändert von %1</translation>
    </message>
    <message>
        <source>Merged with another incident</source>
        <translation>Mit einem anderen Vorfall zusammengeführt</translation>
    </message>
    <message>
        <source>Merged with another incident by %1</source>
        <translation>Von %1 mit einem anderen Vorfall zusammengeführt</translation>
    </message>
    <message>
        <source>Responders were asked for</source>
        <translation>Um Hilfe wurde gebeten</translation>
    </message>
    <message>
        <source>%1 asked for responders</source>
        <translation>%1 hat um Hilfe gebeten</translation>
    </message>
    <message>
        <source>Status update</source>
        <translation>Mitteilung zum Stand</translation>
    </message>
    <message>
        <source>Status update by %1</source>
        <translation>Mitteilung zum Stand von %1</translation>
    </message>
    <message>
        <source>Nobody is left to escalate to</source>
        <translation>Es ist niemand mehr da, an den eskaliert werden kann</translation>
    </message>
    <message>
        <source>The escalation begins again at its first level</source>
        <translation>Die Eskalation beginnt wieder auf der ersten Stufe</translation>
    </message>
    <message>
        <source>PagerDuty stopped counting acknowledgements: there are too many</source>
        <translation>PagerDuty zählt keine Übernahmen mehr: es sind zu viele</translation>
    </message>
    <message>
        <source>PagerDuty stopped counting events: there are too many</source>
        <translation>PagerDuty zählt keine Ereignisse mehr: es sind zu viele</translation>
    </message>
</context>
<context>
    <name>PagerDutyOnCall</name>
    <message numerus="yes">
        <source>%n entry/entries could not be read.</source>
        <translation>
            <numerusform>%n Eintrag war nicht lesbar.</numerusform>
            <numerusform>%n Einträge waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are more than %1 shifts or policies; the others are not shown.</source>
        <translation>Es gibt mehr als %1 Schichten oder Regeln; die anderen werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>Its token belongs to the account. Enter your e-mail address in Settings → Sources, and your shifts are shown.</source>
        <translation>Das Token gehört dem Konto. Tragen Sie unter Einstellungen → Quellen Ihre E-Mail-Adresse ein, dann werden Ihre Schichten gezeigt.</translation>
    </message>
</context>
<context>
    <name>Prometheus</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>Alertmanager %1: %2</source>
        <translation>Alertmanager %1: %2</translation>
    </message>
    <message>
        <source>Alertmanager %1 at %2: %3</source>
        <translation>Alertmanager %1 auf %2: %3</translation>
    </message>
    <message>
        <source>%1 at %2: %3</source>
        <translation>%1 auf %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n Ziel</numerusform>
            <numerusform>%n Ziele</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2) does not answer Prometheus</source>
        <translation>%1 (%2) antwortet Prometheus nicht</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n target(s) of %2 do not answer Prometheus</source>
        <translation>
            <numerusform>%1 von %n Ziel von %2 antwortet Prometheus nicht</numerusform>
            <numerusform>%1 von %n Zielen von %2 antworten Prometheus nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>The rule %1 cannot be evaluated</source>
        <translation>Die Regel %1 kann nicht ausgewertet werden</translation>
    </message>
    <message>
        <source>Group %1: %2</source>
        <translation>Gruppe %1: %2</translation>
    </message>
    <message>
        <source>While that lasts, it cannot alert.</source>
        <translation>Solange das so ist, kann sie keinen Alarm auslösen.</translation>
    </message>
    <message>
        <source>Prometheus cannot reach the Alertmanager %1</source>
        <translation>Prometheus erreicht den Alertmanager %1 nicht</translation>
    </message>
    <message>
        <source>Alerts that begin now may not arrive there.</source>
        <translation>Alarme, die jetzt beginnen, kommen dort vielleicht nicht an.</translation>
    </message>
    <message>
        <source>The alert that always fires is missing: %1</source>
        <translation>Der Alarm, der immer ansteht, fehlt: %1</translation>
    </message>
    <message>
        <source>It says that alerts get through from Prometheus to here. While it is missing, others may be missing too.</source>
        <translation>Er sagt, dass Alarme von Prometheus bis hierher durchkommen. Solange er fehlt, können auch andere fehlen.</translation>
    </message>
    <message>
        <source>a service</source>
        <translation>ein Dienst</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>noch %n Tag</numerusform>
            <numerusform>noch %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Replication lag</source>
        <translation>Rückstand der Replikation</translation>
    </message>
    <message>
        <source>Probe took</source>
        <translation>Dauer der Probe</translation>
    </message>
    <message>
        <source>TLS certificate</source>
        <translation>TLS-Zertifikat</translation>
    </message>
    <message>
        <source>%1 %2 refuses to let Nightbell in</source>
        <translation>%1 %2 lässt Nightbell nicht herein</translation>
    </message>
    <message>
        <source>%1 %2 does not answer</source>
        <translation>%1 %2 antwortet nicht</translation>
    </message>
    <message>
        <source>Alerts of Prometheus do not arrive at the Alertmanager</source>
        <translation>Alarme von Prometheus kommen beim Alertmanager nicht an</translation>
    </message>
    <message>
        <source>Prometheus says that these fire, and the Alertmanager has no alert at all:</source>
        <translation>Prometheus sagt, dass diese anstehen, und der Alertmanager hat gar keinen Alarm:</translation>
    </message>
    <message>
        <source>Prometheus knows no Alertmanager</source>
        <translation>Prometheus kennt keinen Alertmanager</translation>
    </message>
    <message>
        <source>Nobody is told of its alerts.</source>
        <translation>Von seinen Alarmen erfährt niemand.</translation>
    </message>
    <message>
        <source>An alert without a name</source>
        <translation>Ein Alarm ohne Namen</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Runbook</source>
        <translation>Handlungsanweisung</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Query in Prometheus</source>
        <translation>Abfrage in Prometheus</translation>
    </message>
    <message>
        <source>One silence will be made.</source>
        <translation>Eine Stummschaltung wird angelegt.</translation>
    </message>
    <message>
        <source>One silence will be made, of exactly these alerts.</source>
        <translation>Eine Stummschaltung wird angelegt, für genau diese Alarme.</translation>
    </message>
    <message numerus="yes">
        <source>%n silence(s) will be made.</source>
        <translation>
            <numerusform>%n Stummschaltung wird angelegt.</numerusform>
            <numerusform>%n Stummschaltungen werden angelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>A single one would keep other alerts quiet, too.</source>
        <translation>Eine einzige würde auch andere Alarme stummschalten.</translation>
    </message>
    <message>
        <source>the time is over</source>
        <translation>die Zeit ist um</translation>
    </message>
    <message>
        <source>it does not say for how long</source>
        <translation>es fehlt, für wie lange</translation>
    </message>
    <message>
        <source>the alert is over</source>
        <translation>der Alarm ist vorbei</translation>
    </message>
    <message>
        <source>the silences of the alert are not known now</source>
        <translation>die Stummschaltungen des Alarms sind gerade nicht bekannt</translation>
    </message>
    <message>
        <source>no Alertmanager has it: there is nothing to silence yet</source>
        <translation>kein Alertmanager hat ihn: Noch ist nichts stummzuschalten</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) of %1 could not be read.</source>
        <translation>
            <numerusform>%n Alarm von %1 war nicht lesbar.</numerusform>
            <numerusform>%n Alarme von %1 waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The silences of %1 could not be read: %2</source>
        <translation>Die Stummschaltungen von %1 waren nicht lesbar: %2</translation>
    </message>
    <message>
        <source>Whether Prometheus delivers its alerts is not known: %1</source>
        <translation>Ob Prometheus seine Alarme zustellt, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>The rules of Prometheus could not be read: %1</source>
        <translation>Die Regeln von Prometheus waren nicht lesbar: %1</translation>
    </message>
    <message>
        <source>The clock of %1 is %2 ahead of this machine&apos;s.</source>
        <translation>Die Uhr von %1 geht gegenüber diesem Rechner %2 vor.</translation>
    </message>
    <message>
        <source>The clock of %1 is %2 behind this machine&apos;s.</source>
        <translation>Die Uhr von %1 geht gegenüber diesem Rechner %2 nach.</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) are shown as they were: whether they are over cannot be told yet.</source>
        <translation>
            <numerusform>%n Alarm wird gezeigt, wie er war: Ob er vorbei ist, lässt sich noch nicht sagen.</numerusform>
            <numerusform>%n Alarme werden gezeigt, wie sie waren: Ob sie vorbei sind, lässt sich noch nicht sagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>not all alerts are known now</source>
        <translation>noch sind nicht alle Alarme bekannt</translation>
    </message>
    <message>
        <source>Prometheus %1: %2</source>
        <translation>Prometheus %1: %2</translation>
    </message>
    <message>
        <source>%1 %2 does not answer as it should</source>
        <translation>%1 %2 antwortet nicht, wie es sein soll</translation>
    </message>
    <message>
        <source>expected a condition on labels such as severity=&quot;critical&quot;, found &quot;%1&quot;</source>
        <translation>erwartet wird eine Bedingung an Labels wie severity=&quot;critical&quot;, gefunden wurde &quot;%1&quot;</translation>
    </message>
    <message>
        <source>expected one of critical, error, warning, info, found &quot;%1&quot;</source>
        <translation>erwartet wird critical, error, warning oder info, gefunden wurde &quot;%1&quot;</translation>
    </message>
    <message>
        <source>expected a rule for hosts: cpu, memory or restarts, found &quot;%1&quot;</source>
        <translation>erwartet wird eine Regel für Hosts: cpu, memory oder restarts, gefunden wurde &quot;%1&quot;</translation>
    </message>
    <message>
        <source>expected an expression such as HighCPU|Load, found &quot;%1&quot;</source>
        <translation>erwartet wird ein Ausdruck wie HighCPU|Load, gefunden wurde &quot;%1&quot;</translation>
    </message>
    <message>
        <source>expected a figure: %1, found &quot;%2&quot;</source>
        <translation>erwartet wird eine Größe: %1; gefunden wurde &quot;%2&quot;</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Look at its address, the network and the proxy in Settings → Sources.</source>
        <translation>Prüfen Sie die Adresse unter Einstellungen → Quellen, das Netz und den Proxy.</translation>
    </message>
    <message>
        <source>It has not answered yet.</source>
        <translation>Hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>It answered %1 ago.</source>
        <translation>Hat vor %1 geantwortet.</translation>
    </message>
    <message>
        <source>Its last answer is %1 old: what broke since then is not known.</source>
        <translation>Die letzte Antwort ist %1 alt: Was seitdem ausgefallen ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>It cannot be watched: %1.</source>
        <translation>Kann nicht beobachtet werden: %1.</translation>
    </message>
    <message>
        <source>It cannot be watched.</source>
        <translation>Kann nicht beobachtet werden.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Nothing is watched.</source>
        <translation>Nichts wird beobachtet.</translation>
    </message>
    <message>
        <source>Add a source in Settings → Sources.</source>
        <translation>Fügen Sie unter Einstellungen → Quellen eine Quelle hinzu.</translation>
    </message>
    <message>
        <source>Switch the alert window on in Settings → Console.</source>
        <translation>Schalten Sie unter Einstellungen → Konsole das Alarmfenster ein.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>No notification service runs here.</source>
        <translation>Hier läuft kein Benachrichtigungsdienst.</translation>
    </message>
    <message>
        <source>Install the notification service of your desktop.</source>
        <translation>Installieren Sie den Benachrichtigungsdienst Ihrer Arbeitsumgebung.</translation>
    </message>
    <message>
        <source>%1 shows critical notifications, also in do-not-disturb.</source>
        <translation>%1 zeigt kritische Benachrichtigungen auch bei „Nicht stören“.</translation>
    </message>
    <message>
        <source>%1 hides critical notifications in do-not-disturb. Then pages come as an alert window.</source>
        <translation>%1 verbirgt bei „Nicht stören“ kritische Benachrichtigungen. Dann kommen Alarme als Alarmfenster.</translation>
    </message>
    <message>
        <source>%1 hides critical notifications in do-not-disturb.</source>
        <translation>%1 verbirgt bei „Nicht stören“ kritische Benachrichtigungen.</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>It is off.</source>
        <translation>Ist aus.</translation>
    </message>
    <message>
        <source>It is on, and lets pages through. Low urgency stays hidden.</source>
        <translation>Ist an und lässt Alarme durch. Niedrige Dringlichkeit bleibt verborgen.</translation>
    </message>
    <message>
        <source>It is on, and hides pages. They come as an alert window.</source>
        <translation>Ist an und verbirgt Alarme. Sie kommen als Alarmfenster.</translation>
    </message>
    <message>
        <source>It is on, and hides pages.</source>
        <translation>Ist an und verbirgt Alarme.</translation>
    </message>
    <message>
        <source>This desktop does not say whether it is on.</source>
        <translation>Diese Arbeitsumgebung sagt nicht, ob es an ist.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Pages make no sound.</source>
        <translation>Alarme klingen nicht.</translation>
    </message>
    <message>
        <source>Switch sound on in Settings → Console.</source>
        <translation>Schalten Sie unter Einstellungen → Konsole den Ton ein.</translation>
    </message>
    <message>
        <source>No sound device was found: pages are shown, but not heard.</source>
        <translation>Kein Tonausgang gefunden: Alarme sind zu sehen, aber nicht zu hören.</translation>
    </message>
    <message>
        <source>Connect loudspeakers, or look at the sound settings of your desktop.</source>
        <translation>Schließen Sie Lautsprecher an, oder sehen Sie in den Toneinstellungen Ihrer Arbeitsumgebung nach.</translation>
    </message>
    <message>
        <source>Pages ring on %1.</source>
        <translation>Alarme klingen auf %1.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>The sound system does not say how loud it is.</source>
        <translation>Das Tonsystem sagt nicht, wie laut es ist.</translation>
    </message>
    <message>
        <source>The sound is muted: pages are not heard.</source>
        <translation>Der Ton ist stumm: Alarme sind nicht zu hören.</translation>
    </message>
    <message>
        <source>Unmute it in the sound settings of your desktop.</source>
        <translation>Schalten Sie ihn in den Toneinstellungen Ihrer Arbeitsumgebung wieder ein.</translation>
    </message>
    <message>
        <source>It is at %1 %: that may wake nobody.</source>
        <translation>Sie steht auf %1 %: Das weckt vielleicht niemanden.</translation>
    </message>
    <message>
        <source>Turn it up in the sound settings of your desktop.</source>
        <translation>Stellen Sie sie in den Toneinstellungen Ihrer Arbeitsumgebung höher.</translation>
    </message>
    <message>
        <source>It is at %1 %.</source>
        <translation>Sie steht auf %1 %.</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>A panel shows the icon.</source>
        <translation>Ein Panel zeigt das Symbol.</translation>
    </message>
    <message>
        <source>No panel shows the icon: closing the window minimises it.</source>
        <translation>Kein Panel zeigt das Symbol: Das Fenster wird beim Schließen minimiert.</translation>
    </message>
    <message>
        <source>Add a tray to the panel of your desktop; on GNOME, the AppIndicator extension.</source>
        <translation>Fügen Sie dem Panel Ihrer Arbeitsumgebung einen Infobereich hinzu; bei GNOME die Erweiterung AppIndicator.</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>Deckel</translation>
    </message>
    <message>
        <source>There is none to be closed.</source>
        <translation>Es gibt keinen, der geschlossen werden könnte.</translation>
    </message>
    <message>
        <source>The system does not say what it does when the lid is closed.</source>
        <translation>Das System sagt nicht, was es bei geschlossenem Deckel tut.</translation>
    </message>
    <message>
        <source>A closed lid puts this computer to sleep: then nothing is watched here.</source>
        <translation>Ein geschlossener Deckel versetzt diesen Rechner in den Ruhezustand: Dann wird hier nichts beobachtet.</translation>
    </message>
    <message>
        <source>Leave it open while you are on call.</source>
        <translation>Lassen Sie ihn während der Bereitschaft offen.</translation>
    </message>
    <message>
        <source>On battery, a closed lid puts this computer to sleep: then nothing is watched here.</source>
        <translation>Im Akkubetrieb versetzt ein geschlossener Deckel diesen Rechner in den Ruhezustand: Dann wird hier nichts beobachtet.</translation>
    </message>
    <message>
        <source>Leave it open, or plug it in, while you are on call.</source>
        <translation>Lassen Sie ihn während der Bereitschaft offen oder den Rechner am Netz.</translation>
    </message>
    <message>
        <source>A closed lid does not put this computer to sleep.</source>
        <translation>Ein geschlossener Deckel versetzt diesen Rechner nicht in den Ruhezustand.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Nightbell starts with the session.</source>
        <translation>Nightbell startet mit der Sitzung.</translation>
    </message>
    <message>
        <source>Nightbell does not start with the session: after a restart nobody is paged.</source>
        <translation>Nightbell startet nicht mit der Sitzung: Nach einem Neustart wird niemand alarmiert.</translation>
    </message>
    <message>
        <source>Switch it on below.</source>
        <translation>Schalten Sie das unten ein.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>It agrees with that of %1.</source>
        <translation>Stimmt mit der von %1 überein.</translation>
    </message>
    <message>
        <source>The clock of this computer is %1 behind that of %2.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber der von %2 um %1 nach.</translation>
    </message>
    <message>
        <source>The clock of this computer is %1 ahead of that of %2.</source>
        <translation>Die Uhr dieses Rechners geht gegenüber der von %2 um %1 vor.</translation>
    </message>
    <message>
        <source>Other servers agree with this computer.</source>
        <translation>Andere Server stimmen mit diesem Rechner überein.</translation>
    </message>
    <message>
        <source>Tell whoever runs %1.</source>
        <translation>Sagen Sie denen Bescheid, die %1 betreiben.</translation>
    </message>
    <message>
        <source>Let it be set from the network: “timedatectl set-ntp true”.</source>
        <translation>Lassen Sie sie aus dem Netz stellen: „timedatectl set-ntp true“.</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>Testalarm</translation>
    </message>
    <message>
        <source>Send a test page.</source>
        <translation>Senden Sie einen Testalarm.</translation>
    </message>
    <message>
        <source>None was sent yet: whether a page wakes you is theory.</source>
        <translation>Noch wurde keiner gesendet: Ob ein Alarm Sie weckt, ist Theorie.</translation>
    </message>
    <message>
        <source>It was neither to be seen nor to be heard.</source>
        <translation>Er war weder zu sehen noch zu hören.</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>None runs here: nobody is paged on this desktop.</source>
        <translation>Hier läuft keine: In dieser Arbeitsumgebung wird niemand alarmiert.</translation>
    </message>
    <message>
        <source>Start Nightbell.</source>
        <translation>Starten Sie Nightbell.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>It is there.</source>
        <translation>Ist da.</translation>
    </message>
    <message>
        <source>It may not lead to the internet.</source>
        <translation>Führt vielleicht nicht ins Internet.</translation>
    </message>
    <message>
        <source>Look whether the network wants you to log in.</source>
        <translation>Sehen Sie nach, ob das Netz eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>It is being connected.</source>
        <translation>Wird gerade verbunden.</translation>
    </message>
    <message>
        <source>There is none: only this computer is watched.</source>
        <translation>Es gibt keins: Nur dieser Rechner wird beobachtet.</translation>
    </message>
    <message>
        <source>Connect this computer to a network.</source>
        <translation>Verbinden Sie diesen Rechner mit einem Netz.</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>This computer has no battery.</source>
        <translation>Dieser Rechner hat keinen Akku.</translation>
    </message>
    <message>
        <source>It is plugged in; the battery is at %1 %.</source>
        <translation>Der Rechner hängt am Stromnetz; der Akku steht bei %1 %.</translation>
    </message>
    <message>
        <source>It runs on the battery, which is at %1 %.</source>
        <translation>Der Rechner läuft mit Akku; dieser steht bei %1 %.</translation>
    </message>
    <message>
        <source>Plug it in while you are on call.</source>
        <translation>Schließen Sie ihn während der Bereitschaft ans Stromnetz an.</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>When nobody uses it for a while, this computer goes to sleep: then nothing is watched here.</source>
        <translation>Wenn ihn eine Weile niemand benutzt, geht dieser Rechner in den Ruhezustand: Dann wird hier nichts beobachtet.</translation>
    </message>
    <message>
        <source>Set IdleAction=ignore in /etc/systemd/logind.conf.</source>
        <translation>Setzen Sie IdleAction=ignore in /etc/systemd/logind.conf.</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Not in order</source>
        <translation>Nicht in Ordnung</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pages are kept back until %1, but for services that always page.</source>
        <translation>Alarme werden bis %1 zurückgehalten, außer von Diensten, die immer alarmieren.</translation>
    </message>
    <message>
        <source>End the pause in the window or in the tray.</source>
        <translation>Beenden Sie die Pause im Fenster oder im Infobereich.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>Look at the channels in the settings.</source>
        <translation>Sehen Sie in den Einstellungen nach den Kanälen.</translation>
    </message>
    <message>
        <source>Told when you do not react: %1.</source>
        <translation>Wird benachrichtigt, wenn Sie nicht reagieren: %1.</translation>
    </message>
    <message>
        <source>PagerDuty tells others when you do not react.</source>
        <translation>PagerDuty benachrichtigt andere, wenn Sie nicht reagieren.</translation>
    </message>
    <message>
        <source>Of incidents that are not PagerDuty&apos;s nobody else is told when you do not react.</source>
        <translation>Von Vorfällen, die nicht von PagerDuty kommen, erfährt sonst niemand, wenn Sie nicht reagieren.</translation>
    </message>
    <message>
        <source>Nobody else is told when you do not react.</source>
        <translation>Sonst erfährt niemand davon, wenn Sie nicht reagieren.</translation>
    </message>
    <message>
        <source>Add a channel to somebody in the settings.</source>
        <translation>Fügen Sie in den Einstellungen einen Kanal zu jemandem hinzu.</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message numerus="yes">
        <source>It has %n mistake(s): what they are about may not be watched.</source>
        <translation>
            <numerusform>Sie hat %n Fehler: Was er betrifft, wird vielleicht nicht überwacht.</numerusform>
            <numerusform>Sie hat %n Fehler: Was sie betreffen, wird vielleicht nicht überwacht.</numerusform>
        </translation>
    </message>
    <message>
        <source>“nightbellctl config check” names them.</source>
        <translation>„nightbellctl config check“ nennt sie.</translation>
    </message>
    <message>
        <source>Enter the login anew in Settings → Sources.</source>
        <translation>Die Anmeldung unter Einstellungen → Quellen neu eingeben.</translation>
    </message>
    <message>
        <source>The notification service does not answer.</source>
        <translation>Der Benachrichtigungsdienst antwortet nicht.</translation>
    </message>
    <message>
        <source>Pages come as an alert window.</source>
        <translation>Alarme kommen als Alarmfenster.</translation>
    </message>
    <message>
        <source>Restart the notification service of your desktop.</source>
        <translation>Den Benachrichtigungsdienst des Desktops neu starten.</translation>
    </message>
</context>
<context>
    <name>SourceKind</name>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>PagerDuty</source>
        <translation>PagerDuty</translation>
    </message>
    <message>
        <source>Prometheus and Alertmanager</source>
        <translation>Prometheus und Alertmanager</translation>
    </message>
    <message>
        <source>Datadog</source>
        <translation>Datadog</translation>
    </message>
</context>
<context>
    <name>Systemd</name>
    <message>
        <source>%1: the bus cannot be reached.</source>
        <translation>%1: Der Bus ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1: there is no systemd on the bus.</source>
        <translation>%1: Auf dem Bus ist kein systemd.</translation>
    </message>
    <message>
        <source>Services of the machine</source>
        <translation>Dienste des Rechners</translation>
    </message>
    <message>
        <source>Services of the person</source>
        <translation>Eigene Dienste</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>fresh</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gestört</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>löst aus</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>%1: sending</source>
        <translation>%1: wird gesendet</translation>
    </message>
    <message>
        <source>%1: queued</source>
        <translation>%1: wartet</translation>
    </message>
    <message>
        <source>%1: refused</source>
        <translation>%1: abgelehnt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>gelöst</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>page cleared</source>
        <translation>Alarm beendet</translation>
    </message>
    <message>
        <source>source failed</source>
        <translation>Quelle gestört</translation>
    </message>
    <message>
        <source>source recovered</source>
        <translation>Quelle erholt</translation>
    </message>
    <message>
        <source>check failed</source>
        <translation>Prüfung gestört</translation>
    </message>
    <message>
        <source>check recovered</source>
        <translation>Prüfung erholt</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1 %2 ms</source>
        <translation>%1 %2 ms</translation>
    </message>
    <message>
        <source>%1 has not answered yet.</source>
        <translation>%1 hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>%1 could not be asked: %2.</source>
        <translation>%1 war nicht zu befragen: %2.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>What is shown of it is %1 old.</source>
        <translation>Was davon zu sehen ist, ist %1 alt.</translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation>Nichts wartet auf Sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) need(s) you.</source>
        <translation>
            <numerusform>%n Vorfall wartet auf Sie.</numerusform>
            <numerusform>%n Vorfälle warten auf Sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is known to need you, but not everything could be looked at.</source>
        <translation>Soweit bekannt, wartet nichts auf Sie, aber nicht alles war zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) open.</source>
        <translation>
            <numerusform>%n weiterer offen.</numerusform>
            <numerusform>%n weitere offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the demo.</source>
        <translation>Dies ist die Demo.</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n Rechner</numerusform>
            <numerusform>%n Rechner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n check(s) failed</source>
        <translation>
            <numerusform>%1 von %n Prüfung gestört</numerusform>
            <numerusform>%1 von %n Prüfungen gestört</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n Prüfung</numerusform>
            <numerusform>%n Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>ZUSTAND</translation>
    </message>
    <message>
        <source>URGENCY</source>
        <translation>DRINGLICHKEIT</translation>
    </message>
    <message>
        <source>AGE</source>
        <translation>ALTER</translation>
    </message>
    <message>
        <source>SERVICE</source>
        <translation>DIENST</translation>
    </message>
    <message>
        <source>TITLE</source>
        <translation>TITEL</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>No incidents.</source>
        <translation>Keine Vorfälle.</translation>
    </message>
    <message>
        <source>MEMORY</source>
        <translation>SPEICHER</translation>
    </message>
    <message>
        <source>RESTARTS</source>
        <translation>NEUSTARTS</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>No hosts.</source>
        <translation>Keine Rechner.</translation>
    </message>
    <message>
        <source>HOST</source>
        <translation>RECHNER</translation>
    </message>
    <message>
        <source>RULE</source>
        <translation>REGEL</translation>
    </message>
    <message>
        <source>VALUE</source>
        <translation>WERT</translation>
    </message>
    <message>
        <source>THRESHOLD</source>
        <translation>SCHWELLE</translation>
    </message>
    <message>
        <source>INCIDENT</source>
        <translation>VORFALL</translation>
    </message>
    <message>
        <source>UNIT</source>
        <translation>UNIT</translation>
    </message>
    <message>
        <source>more than %1 within %2</source>
        <translation>mehr als %1 in %2</translation>
    </message>
    <message>
        <source>above %1 for %2</source>
        <translation>über %1 für %2</translation>
    </message>
    <message>
        <source>No hosts, so no rules.</source>
        <translation>Keine Rechner, also keine Regeln.</translation>
    </message>
    <message>
        <source>KIND</source>
        <translation>ART</translation>
    </message>
    <message>
        <source>LATENCY</source>
        <translation>ANTWORTZEIT</translation>
    </message>
    <message>
        <source>CERTIFICATE</source>
        <translation>ZERTIFIKAT</translation>
    </message>
    <message>
        <source>TARGET</source>
        <translation>ZIEL</translation>
    </message>
    <message>
        <source>REASON</source>
        <translation>GRUND</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>No checks are configured.</source>
        <translation>Es sind keine Prüfungen eingerichtet.</translation>
    </message>
    <message>
        <source>ERROR</source>
        <translation>FEHLER</translation>
    </message>
    <message>
        <source>No sources are configured.</source>
        <translation>Es sind keine Quellen eingerichtet.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>erstes Byte</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>Adresse %1</translation>
    </message>
    <message>
        <source>certificate until %1</source>
        <translation>Zertifikat bis %1</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>nicht überwacht</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>%1: who is on call is not known</source>
        <translation>%1: Wer Bereitschaft hat, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1: your own shifts are not known</source>
        <translation>%1: Ihre eigenen Schichten sind nicht bekannt</translation>
    </message>
    <message>
        <source>%1: you are on call, always</source>
        <translation>%1: Sie haben immer Bereitschaft</translation>
    </message>
    <message>
        <source>%1: you are on call until %2</source>
        <translation>%1: Sie haben Bereitschaft bis %2</translation>
    </message>
    <message>
        <source>%1: you are not on call</source>
        <translation>%1: Sie haben keine Bereitschaft</translation>
    </message>
    <message>
        <source>%1: you are not on call; your next shift begins %2</source>
        <translation>%1: Sie haben keine Bereitschaft; Ihre nächste Schicht beginnt %2</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, danach %2</translation>
    </message>
    <message>
        <source>%1, level %2</source>
        <translation>%1, Stufe %2</translation>
    </message>
    <message>
        <source>always: %1</source>
        <translation>immer: %1</translation>
    </message>
    <message>
        <source>%1 – %2: %3</source>
        <translation>%1 – %2: %3</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Your shifts, 14 days</source>
        <translation>Ihre Schichten, 14 Tage</translation>
    </message>
    <message>
        <source>%1: saving</source>
        <translation>%1: wird gespeichert</translation>
    </message>
    <message>
        <source>Notifications are not paused.</source>
        <translation>Benachrichtigungen pausieren nicht.</translation>
    </message>
    <message>
        <source>was held</source>
        <translation>war zurückgehalten</translation>
    </message>
    <message>
        <source>low urgency</source>
        <translation>niedrige Dringlichkeit</translation>
    </message>
    <message>
        <source>backup told</source>
        <translation>Vertretung benachrichtigt</translation>
    </message>
    <message>
        <source>backup not told</source>
        <translation>Vertretung nicht benachrichtigt</translation>
    </message>
    <message>
        <source>No source that is configured knows who is on call. PagerDuty and Datadog do.</source>
        <translation>Keine eingerichtete Quelle weiß, wer Bereitschaft hat. PagerDuty und Datadog wissen es.</translation>
    </message>
    <message>
        <source>when resolved</source>
        <translation>wenn behoben</translation>
    </message>
    <message>
        <source>when ended</source>
        <translation>wenn beendet</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>No source that is configured has silences. Alertmanager and Datadog have.</source>
        <translation>Keine eingerichtete Quelle hat Stummschaltungen. Alertmanager und Datadog haben welche.</translation>
    </message>
    <message>
        <source>SOURCE</source>
        <translation>QUELLE</translation>
    </message>
    <message>
        <source>ENDS</source>
        <translation>ENDE</translation>
    </message>
    <message>
        <source>INCIDENTS</source>
        <translation>VORFÄLLE</translation>
    </message>
    <message>
        <source>BY</source>
        <translation>VON</translation>
    </message>
    <message>
        <source>REACH</source>
        <translation>ERFASST</translation>
    </message>
    <message>
        <source>COMMENT</source>
        <translation>KOMMENTAR</translation>
    </message>
    <message>
        <source>No silences.</source>
        <translation>Keine Stummschaltungen.</translation>
    </message>
    <message>
        <source>Quiet until %1: %2</source>
        <translation>Stumm bis %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>It reaches %n open incident(s).</source>
        <translation>
            <numerusform>Sie erfasst %n offenen Vorfall.</numerusform>
            <numerusform>Sie erfasst %n offene Vorfälle.</numerusform>
        </translation>
    </message>
    <message>
        <source>It reaches no open incident now.</source>
        <translation>Sie erfasst jetzt keinen offenen Vorfall.</translation>
    </message>
    <message>
        <source>Nothing of that has happened.</source>
        <translation>Nichts davon ist geschehen.</translation>
    </message>
    <message>
        <source>TIME</source>
        <translation>ZEIT</translation>
    </message>
    <message>
        <source>WHAT</source>
        <translation>WAS</translation>
    </message>
    <message numerus="yes">
        <source>Since %1, %n night(s)</source>
        <translation>
            <numerusform>Seit %1, %n Nacht</numerusform>
            <numerusform>Seit %1, %n Nächte</numerusform>
        </translation>
    </message>
    <message>
        <source>No pages.</source>
        <translation>Keine Alarme.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 answered: half within %2, nine of ten within %3</source>
        <translation>%1 beantwortet: die Hälfte binnen %2, neun von zehn binnen %3</translation>
    </message>
    <message>
        <source>%1 told to the backup</source>
        <translation>%1 an die Vertretung gemeldet</translation>
    </message>
    <message>
        <source>%1 from 22:00 to 06:00, %2 a night</source>
        <translation>%1 zwischen 22:00 und 06:00, %2 je Nacht</translation>
    </message>
    <message>
        <source>PAGES</source>
        <translation>ALARME</translation>
    </message>
    <message>
        <source>HALF WITHIN</source>
        <translation>HÄLFTE BINNEN</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>MONITOR</source>
        <translation>MONITOR</translation>
    </message>
    <message>
        <source>GROUPS</source>
        <translation>GRUPPEN</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>PRIORITÄT</translation>
    </message>
    <message>
        <source>FOR</source>
        <translation>SEIT</translation>
    </message>
    <message>
        <source>MUTED</source>
        <translation>STUMM</translation>
    </message>
    <message>
        <source>No monitors and no rules to show.</source>
        <translation>Keine Monitore und keine Regeln zu zeigen.</translation>
    </message>
</context>
<context>
    <name>TestPage</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Acknowledged in the notification after %1.</source>
        <translation>Nach %1 in der Benachrichtigung übernommen.</translation>
    </message>
    <message>
        <source>Acknowledged in the alert window after %1.</source>
        <translation>Nach %1 im Alarmfenster übernommen.</translation>
    </message>
    <message>
        <source>Acknowledged in the tray after %1.</source>
        <translation>Nach %1 im Infobereich übernommen.</translation>
    </message>
    <message>
        <source>Acknowledged by nightbellctl after %1.</source>
        <translation>Nach %1 mit nightbellctl übernommen.</translation>
    </message>
    <message>
        <source>Acknowledged in the window after %1.</source>
        <translation>Nach %1 im Fenster übernommen.</translation>
    </message>
    <message>
        <source>A test page is under way, since %1.</source>
        <translation>Ein Testalarm läuft seit %1.</translation>
    </message>
    <message>
        <source>Acknowledged after %1, %2 ago.</source>
        <translation>Nach %1 übernommen, vor %2.</translation>
    </message>
    <message>
        <source>Nobody reacted, %1 ago.</source>
        <translation>Niemand hat reagiert, vor %1.</translation>
    </message>
    <message>
        <source>Nightbell was ended in the middle of it, %1 ago.</source>
        <translation>Nightbell wurde mittendrin beendet, vor %1.</translation>
    </message>
    <message>
        <source>Notification: not shown.</source>
        <translation>Benachrichtigung: nicht gezeigt.</translation>
    </message>
    <message>
        <source>Notification: not shown. %1</source>
        <translation>Benachrichtigung: nicht gezeigt. %1</translation>
    </message>
    <message>
        <source>Notification: taken after %1, but it may not be seen. %2</source>
        <translation>Benachrichtigung: nach %1 angenommen, aber vielleicht nicht zu sehen. %2</translation>
    </message>
    <message>
        <source>Notification: shown after %1.</source>
        <translation>Benachrichtigung: nach %1 gezeigt.</translation>
    </message>
    <message>
        <source>Sound: none.</source>
        <translation>Ton: keiner.</translation>
    </message>
    <message>
        <source>Sound: none. %1</source>
        <translation>Ton: keiner. %1</translation>
    </message>
    <message>
        <source>Sound: first after %1, but it may not be heard. %2</source>
        <translation>Ton: erstmals nach %1, aber vielleicht nicht zu hören. %2</translation>
    </message>
    <message>
        <source>Sound: first after %1.</source>
        <translation>Ton: erstmals nach %1.</translation>
    </message>
    <message>
        <source>Alert window: on the screen after %1.</source>
        <translation>Alarmfenster: nach %1 auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Alert window: it was not needed, or is switched off.</source>
        <translation>Alarmfenster: nicht nötig oder ausgeschaltet.</translation>
    </message>
    <message>
        <source>Nobody has reacted yet.</source>
        <translation>Noch hat niemand reagiert.</translation>
    </message>
    <message>
        <source>Nobody reacted.</source>
        <translation>Niemand hat reagiert.</translation>
    </message>
    <message>
        <source>Nightbell was ended before somebody reacted.</source>
        <translation>Nightbell wurde beendet, bevor jemand reagiert hat.</translation>
    </message>
</context>
<context>
    <name>Ticks</name>
    <message>
        <source>ddd d</source>
        <translation>ddd d.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n Neustart</numerusform>
            <numerusform>%n Neustarts</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>TimelineExport</name>
    <message>
        <source>Incident %1, reported by %2.</source>
        <translation>Vorfall %1, gemeldet von %2.</translation>
    </message>
    <message>
        <source>From %1 to %2 (UTC).</source>
        <translation>Von %1 bis %2 (UTC).</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Nightbell</source>
        <translation>Nightbell</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>How long it took</source>
        <translation>Wie lange es dauerte</translation>
    </message>
    <message>
        <source>Until it was seen</source>
        <translation>Bis er gesehen wurde</translation>
    </message>
    <message>
        <source>Until somebody was paged</source>
        <translation>Bis jemand alarmiert wurde</translation>
    </message>
    <message>
        <source>From the page until it was on the screen</source>
        <translation>Vom Alarm, bis er auf dem Bildschirm war</translation>
    </message>
    <message>
        <source>From the page until it was heard</source>
        <translation>Vom Alarm, bis er zu hören war</translation>
    </message>
    <message>
        <source>From the page until the backup was told</source>
        <translation>Vom Alarm, bis die Vertretung benachrichtigt war</translation>
    </message>
    <message>
        <source>From the page until the first answer</source>
        <translation>Vom Alarm bis zur ersten Antwort</translation>
    </message>
    <message>
        <source>Nobody has answered the page.</source>
        <translation>Niemand hat auf den Alarm geantwortet.</translation>
    </message>
    <message>
        <source>Nobody was paged from here.</source>
        <translation>Von hier wurde niemand alarmiert.</translation>
    </message>
    <message>
        <source>In all, until it was resolved</source>
        <translation>Insgesamt, bis er gelöst war</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Auswirkung</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>What went well, what did not</source>
        <translation>Was gut lief und was nicht</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>WatchSummary</name>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n wartet auf Sie</numerusform>
            <numerusform>%n warten auf Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledged</source>
        <translation>
            <numerusform>%n übernommen</numerusform>
            <numerusform>%n übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency</source>
        <translation>
            <numerusform>%n von niedriger Dringlichkeit</numerusform>
            <numerusform>%n von niedriger Dringlichkeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n Rechner</numerusform>
            <numerusform>%n Rechner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n Prüfung</numerusform>
            <numerusform>%n Prüfungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n Quelle</numerusform>
            <numerusform>%n Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>asked, no answer yet</source>
        <translation>gefragt, noch keine Antwort</translation>
    </message>
    <message>
        <source>answered %1 ago</source>
        <translation>antwortete vor %1</translation>
    </message>
    <message>
        <source>stale: data is %1 old</source>
        <translation>veraltet: Die Daten sind %1 alt</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund genannt</translation>
    </message>
    <message>
        <source>failed: %1; data is %2 old</source>
        <translation>gestört: %1; die Daten sind %2 alt</translation>
    </message>
    <message>
        <source>failed: %1; never answered</source>
        <translation>gestört: %1; antwortete noch nie</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) not run yet.</source>
        <translation>
            <numerusform>%n Prüfung lief noch nicht.</numerusform>
            <numerusform>%n Prüfungen liefen noch nicht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mistake(s) in the configuration: what they are about may not be watched.</source>
        <translation>
            <numerusform>%n Fehler in der Konfiguration: Was er betrifft, wird vielleicht nicht überwacht.</numerusform>
            <numerusform>%n Fehler in der Konfiguration: Was sie betreffen, wird vielleicht nicht überwacht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not every source can be asked yet.</source>
        <translation>Noch nicht jede Quelle kann gefragt werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n with others</source>
        <translation>
            <numerusform>%n bei anderen</numerusform>
            <numerusform>%n bei anderen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n angekündigt</numerusform>
            <numerusform>%n angekündigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silenced</source>
        <translation>
            <numerusform>%n stummgeschaltet</numerusform>
            <numerusform>%n stummgeschaltet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n inhibited</source>
        <translation>
            <numerusform>%n unterdrückt</numerusform>
            <numerusform>%n unterdrückt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 is %2; the threshold is %3 for %4.</source>
        <translation>%1: %2; die Schwelle ist %3 für %4.</translation>
    </message>
    <message>
        <source>Above the threshold since %1.</source>
        <translation>Über der Schwelle seit %1.</translation>
    </message>
    <message>
        <source>Last samples: %1</source>
        <translation>Letzte Messwerte: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s) by failure within %1</source>
        <translation>
            <numerusform>%n Neustart nach Fehlern in %1</numerusform>
            <numerusform>%n Neustarts nach Fehlern in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the threshold is more than %1.</source>
        <translation>die Schwelle ist mehr als %1.</translation>
    </message>
    <message>
        <source>The first of them at %1.</source>
        <translation>Der erste davon um %1.</translation>
    </message>
    <message>
        <source>Last restarts: %1</source>
        <translation>Letzte Neustarts: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>TLS certificate expired</source>
        <translation>TLS-Zertifikat abgelaufen</translation>
    </message>
    <message>
        <source>TLS certificate expired %1 ago</source>
        <translation>TLS-Zertifikat vor %1 abgelaufen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>erstes Byte</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>total %1</source>
        <translation>gesamt %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>CPU above %1 on %2</source>
        <translation>CPU über %1 auf %2</translation>
    </message>
    <message>
        <source>Memory above %1 on %2</source>
        <translation>Speicher über %1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 restarted %n time(s) by failure on %2</source>
        <translation>
            <numerusform>%1: %n Neustart nach Fehlern auf %2</numerusform>
            <numerusform>%1: %n Neustarts nach Fehlern auf %2</numerusform>
        </translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>%1 is failing</source>
        <translation>%1 ist gestört</translation>
    </message>
    <message>
        <source>the check cannot be run</source>
        <translation>die Prüfung kann nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>name not found</source>
        <translation>Name nicht gefunden</translation>
    </message>
    <message>
        <source>the name server did not answer</source>
        <translation>der Namensserver antwortete nicht</translation>
    </message>
    <message>
        <source>connection refused by %1</source>
        <translation>Verbindung abgelehnt von %1</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>no route to %1</source>
        <translation>kein Weg zu %1</translation>
    </message>
    <message>
        <source>the network cannot be reached</source>
        <translation>das Netz ist nicht erreichbar</translation>
    </message>
    <message>
        <source>no connection to %1 in time</source>
        <translation>keine rechtzeitige Verbindung zu %1</translation>
    </message>
    <message>
        <source>no connection in time</source>
        <translation>keine rechtzeitige Verbindung</translation>
    </message>
    <message>
        <source>no complete answer after %1</source>
        <translation>keine vollständige Antwort nach %1</translation>
    </message>
    <message>
        <source>TLS certificate is not valid yet</source>
        <translation>TLS-Zertifikat ist noch nicht gültig</translation>
    </message>
    <message>
        <source>TLS certificate is for another name</source>
        <translation>TLS-Zertifikat gilt für einen anderen Namen</translation>
    </message>
    <message>
        <source>TLS certificate is not trusted</source>
        <translation>TLS-Zertifikat ist nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>TLS handshake failed</source>
        <translation>TLS-Aushandlung gescheitert</translation>
    </message>
    <message>
        <source>unexpected status %1</source>
        <translation>unerwarteter Status %1</translation>
    </message>
    <message>
        <source>expected text is missing</source>
        <translation>der erwartete Text fehlt</translation>
    </message>
    <message>
        <source>the page has a text that must not be there</source>
        <translation>die Seite enthält einen Text, der nicht vorkommen darf</translation>
    </message>
    <message>
        <source>too many redirects</source>
        <translation>zu viele Umleitungen</translation>
    </message>
    <message>
        <source>the answer is too large</source>
        <translation>die Antwort ist zu groß</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>Grund: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s) in a row</source>
        <translation>
            <numerusform>%n Fehlschlag in Folge</numerusform>
            <numerusform>%n Fehlschläge in Folge</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Time: %1</source>
        <translation>Zeit: %1</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>Adresse: %1</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>it cannot be reached</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>its TLS certificate was not accepted</source>
        <translation>das TLS-Zertifikat wurde nicht akzeptiert</translation>
    </message>
    <message>
        <source>it does not allow that</source>
        <translation>das ist dort nicht erlaubt</translation>
    </message>
    <message>
        <source>it does not exist there</source>
        <translation>dort nicht vorhanden</translation>
    </message>
    <message>
        <source>it has changed meanwhile</source>
        <translation>inzwischen geändert</translation>
    </message>
    <message>
        <source>it asks to slow down (429)</source>
        <translation>zu viele Anfragen (429)</translation>
    </message>
    <message>
        <source>it has a fault of its own</source>
        <translation>Störung auf der Gegenseite</translation>
    </message>
    <message>
        <source>its answer cannot be read</source>
        <translation>die Antwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>its answer is too large</source>
        <translation>die Antwort ist zu groß</translation>
    </message>
    <message>
        <source>something is wrong with what was entered</source>
        <translation>mit der Eingabe stimmt etwas nicht</translation>
    </message>
    <message>
        <source>the disk refused it</source>
        <translation>der Datenträger nahm es nicht an</translation>
    </message>
    <message>
        <source>this machine does not have it</source>
        <translation>auf diesem Rechner nicht vorhanden</translation>
    </message>
    <message>
        <source>triggered</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>gelöst</translation>
    </message>
    <message>
        <source>high urgency</source>
        <translation>hohe Dringlichkeit</translation>
    </message>
    <message>
        <source>low urgency</source>
        <translation>niedrige Dringlichkeit</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>severity unknown</source>
        <translation>Schweregrad unbekannt</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>eröffnet</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>page raised</source>
        <translation>Alarm ausgelöst</translation>
    </message>
    <message>
        <source>page cleared</source>
        <translation>Alarm beendet</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>angefordert</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>noch nicht gelaufen</translation>
    </message>
    <message>
        <source>passing</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>scheitert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gestört</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>up</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>Restarts of services are not known: this machine was not started by systemd.</source>
        <translation>Neustarts von Diensten sind nicht bekannt: Dieser Rechner wurde nicht von systemd gestartet.</translation>
    </message>
    <message>
        <source>Restarts of services are not known: systemd cannot be reached over D-Bus.</source>
        <translation>Neustarts von Diensten sind nicht bekannt: systemd ist über D-Bus nicht erreichbar.</translation>
    </message>
    <message>
        <source>Restarts of services are not reported by this source.</source>
        <translation>Diese Quelle meldet keine Neustarts von Diensten.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>escalates at %1</source>
        <translation>eskaliert um %1</translation>
    </message>
    <message>
        <source>escalates at %1 to %2</source>
        <translation>eskaliert um %1 an %2</translation>
    </message>
    <message>
        <source>me</source>
        <translation>ich</translation>
    </message>
    <message numerus="yes">
        <source>me and %n other(s)</source>
        <translation>
            <numerusform>ich und %n weitere Person</numerusform>
            <numerusform>ich und %n weitere Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>pending</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>stummgeschaltet</translation>
    </message>
    <message>
        <source>inhibited</source>
        <translation>unterdrückt</translation>
    </message>
    <message>
        <source>on call</source>
        <translation>Bereitschaft</translation>
    </message>
    <message>
        <source>acknowledged by %1</source>
        <translation>übernommen von %1</translation>
    </message>
    <message>
        <source>quiet until %1</source>
        <translation>ruhig bis %1</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>gezeigt</translation>
    </message>
    <message>
        <source>sound started</source>
        <translation>Ton begonnen</translation>
    </message>
    <message>
        <source>backup told</source>
        <translation>Vertretung benachrichtigt</translation>
    </message>
    <message>
        <source>backup not told</source>
        <translation>Vertretung nicht benachrichtigt</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>the keychain is locked or does not answer: it has to be unlocked first</source>
        <translation>der Schlüsselbund ist gesperrt oder antwortet nicht: er muss erst entsperrt werden</translation>
    </message>
    <message>
        <source>it refused the login (401)</source>
        <translation>die Anmeldung wurde abgelehnt (401)</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>On-call console: watches this machine, your sites and your alerting, and pages you.</source>
        <translation>Bereitschaftskonsole: überwacht diesen Rechner, Ihre Webseiten und Ihre Alarmierung und ruft Sie.</translation>
    </message>
    <message>
        <source>Folder with the configuration (*.toml).</source>
        <translation>Ordner mit der Konfiguration (*.toml).</translation>
    </message>
    <message>
        <source>Folder for history and queued actions.</source>
        <translation>Ordner für Verlauf und wartende Aktionen.</translation>
    </message>
    <message>
        <source>Start in the tray, without the window.</source>
        <translation>Im Infobereich starten, ohne Fenster.</translation>
    </message>
    <message>
        <source>Show a scripted world; nothing is kept.</source>
        <translation>Eine erfundene Welt zeigen; nichts wird aufbewahrt.</translation>
    </message>
    <message>
        <source>Write a picture of every page to DIR, from the demo, and end.</source>
        <translation>Ein Bild jeder Seite der Demo nach DIR schreiben und beenden.</translation>
    </message>
    <message>
        <source>What is “%1”?</source>
        <translation>Was ist „%1“?</translation>
    </message>
    <message>
        <source>There is no display to show the console on; nightbellctl needs none.</source>
        <translation>Es gibt keinen Bildschirm für die Konsole; nightbellctl braucht keinen.</translation>
    </message>
    <message>
        <source>another Nightbell has the data folder and does not answer</source>
        <translation>ein anderes Nightbell hat den Datenordner und antwortet nicht</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
</context>
<context>
    <name>nightbell::ActionDialog</name>
    <message>
        <source>#%1 %2</source>
        <translation>#%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be taken back.</source>
        <translation>Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>%1 It cannot be taken back.</source>
        <translation>%1 Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Keep &amp;which one?</source>
        <translation>&amp;Welcher bleibt?</translation>
    </message>
    <message>
        <source>The incident that is kept</source>
        <translation>Der Vorfall, der bleibt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Ctrl+Return: %1</source>
        <translation>Strg+Eingabe: %1</translation>
    </message>
    <message>
        <source>Please choose one or the other.</source>
        <translation>Bitte das eine oder das andere auswählen.</translation>
    </message>
</context>
<context>
    <name>nightbell::Alarm</name>
    <message>
        <source>Something needs you.</source>
        <translation>Etwas wartet auf Sie.</translation>
    </message>
    <message>
        <source>Page: %1.</source>
        <translation>Alarm: %1.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weiterer.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>A page ends it until somebody reacts, as the settings want it.</source>
        <translation>Ein Alarm hebt „Nicht stören“ auf, bis jemand reagiert, so wie es eingestellt ist.</translation>
    </message>
    <message>
        <source>Pages come as the alert window instead.</source>
        <translation>Alarme kommen stattdessen als Alarmfenster.</translation>
    </message>
    <message>
        <source>The alert window is switched off, too: pages are not seen until you look here.</source>
        <translation>Auch das Alarmfenster ist ausgeschaltet: Alarme sind nicht zu sehen, bis Sie hier nachsehen.</translation>
    </message>
    <message>
        <source>Do-not-disturb is on: this desktop hides the notification.</source>
        <translation>„Nicht stören“ ist an: Diese Arbeitsumgebung verbirgt die Benachrichtigung.</translation>
    </message>
</context>
<context>
    <name>nightbell::AlertWindow</name>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>What is broken</source>
        <translation>Was kaputt ist</translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Silence</source>
        <translation>&amp;Still</translation>
    </message>
    <message>
        <source>Stops the sound. The page stays.</source>
        <translation>Beendet den Ton. Der Alarm bleibt.</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Verbergen</translation>
    </message>
    <message>
        <source>Takes this window away. The page stays open, and nobody is told that you have seen it.</source>
        <translation>Nimmt dieses Fenster weg. Der Alarm bleibt offen, und niemand erfährt, dass Sie ihn gesehen haben.</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) need you</source>
        <translation>
            <numerusform>%n Vorfall braucht Sie</numerusform>
            <numerusform>%n Vorfälle brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Acknowledge all %1</source>
        <translation>Alle %1 ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Page: %1</source>
        <translation>Alarm: %1</translation>
    </message>
    <message>
        <source>Let it &amp;escalate</source>
        <translation>&amp;Eskalieren lassen</translation>
    </message>
    <message>
        <source>Puts the page away here without acknowledging: whoever is next is told</source>
        <translation>Legt den Alarm hier weg, ohne zu übernehmen: Wer als Nächstes dran ist, wird benachrichtigt</translation>
    </message>
    <message>
        <source>What is broken is hidden. Open it to read it.</source>
        <translation>Was kaputt ist, ist verborgen. Öffnen Sie es, um es zu lesen.</translation>
    </message>
</context>
<context>
    <name>nightbell::Application</name>
    <message>
        <source>Nightbell</source>
        <translation>Nightbell</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n Vorfall</numerusform>
            <numerusform>%n Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>as a notification, by %1</source>
        <translation>als Benachrichtigung, durch %1</translation>
    </message>
    <message>
        <source>in the alert window</source>
        <translation>im Alarmfenster</translation>
    </message>
</context>
<context>
    <name>nightbell::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>nightbell::ChartCanvas</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>Schwelle %1</translation>
    </message>
</context>
<context>
    <name>nightbell::CheckDetail</name>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>Erstes Byte</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>Time to answer, last 24 h</source>
        <translation>Antwortzeit, letzte 24 h</translation>
    </message>
    <message>
        <source>%1 %2 ms</source>
        <translation>%1 %2 ms</translation>
    </message>
    <message>
        <source>total %1 ms</source>
        <translation>gesamt %1 ms</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>certificate until %1</source>
        <translation>Zertifikat bis %1</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
</context>
<context>
    <name>nightbell::CheckModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What is checked</source>
        <translation>Geprüft wird</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>nightbell::ChecksPage</name>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>No site is checked yet</source>
        <translation>Noch wird keine Webseite geprüft</translation>
    </message>
    <message>
        <source>Name an address, and you are paged when it stops answering as it should.</source>
        <translation>Nennen Sie eine Adresse, und Sie werden alarmiert, wenn sie nicht mehr antwortet, wie sie soll.</translation>
    </message>
    <message>
        <source>Add a check …</source>
        <translation>Prüfung hinzufügen …</translation>
    </message>
    <message>
        <source>Run &amp;now</source>
        <translation>&amp;Jetzt ausführen</translation>
    </message>
    <message>
        <source>&amp;Edit …</source>
        <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
        <source>Re&amp;move …</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>&amp;Add a check …</source>
        <translation>Prüfung &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>The demonstration checks no sites</source>
        <translation>Die Demonstration prüft keine Webseiten</translation>
    </message>
    <message>
        <source>What a check finds is never invented. Start Nightbell to check sites of yours.</source>
        <translation>Was eine Prüfung findet, ist nie erfunden. Starten Sie Nightbell, um eigene Seiten zu prüfen.</translation>
    </message>
    <message>
        <source>Run the check now</source>
        <translation>Prüfung jetzt ausführen</translation>
    </message>
    <message>
        <source>Edit the check …</source>
        <translation>Prüfung bearbeiten …</translation>
    </message>
    <message>
        <source>Remove the check …</source>
        <translation>Prüfung entfernen …</translation>
    </message>
</context>
<context>
    <name>nightbell::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>%1    %2</source>
        <translation>%1    %2</translation>
    </message>
    <message>
        <source>Nothing that can be done now has these words</source>
        <translation>Nichts, was jetzt möglich ist, enthält diese Wörter</translation>
    </message>
</context>
<context>
    <name>nightbell::Commander</name>
    <message>
        <source>it is %1</source>
        <translation>er ist %1</translation>
    </message>
    <message>
        <source>the source “%1” is not configured any more</source>
        <translation>die Quelle „%1“ ist nicht mehr eingerichtet</translation>
    </message>
    <message>
        <source>there is no such action</source>
        <translation>diese Aktion gibt es nicht</translation>
    </message>
    <message>
        <source>the source “%1” does not have it</source>
        <translation>die Quelle „%1“ kennt sie nicht</translation>
    </message>
    <message>
        <source>“%1” is missing</source>
        <translation>„%1“ fehlt</translation>
    </message>
    <message>
        <source>it is of another source</source>
        <translation>er ist von einer anderen Quelle</translation>
    </message>
    <message>
        <source>it is %1 by now</source>
        <translation>er ist inzwischen %1</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>it is %1 by now, and whether this was done before is not known</source>
        <translation>er ist inzwischen %1, und ob das vorher noch getan wurde, ist nicht bekannt</translation>
    </message>
</context>
<context>
    <name>nightbell::Control</name>
    <message>
        <source>what runs here has no window</source>
        <translation>was hier läuft, hat kein Fenster</translation>
    </message>
    <message>
        <source>it keeps the data folder</source>
        <translation>der Datenordner bleibt belegt</translation>
    </message>
    <message>
        <source>there is no request “%1”</source>
        <translation>es gibt keine Anfrage „%1“</translation>
    </message>
    <message>
        <source>no incident is named</source>
        <translation>es ist kein Vorfall genannt</translation>
    </message>
    <message>
        <source>there is no action “%1”</source>
        <translation>es gibt keine Aktion „%1“</translation>
    </message>
    <message>
        <source>there is no such incident, or it was resolved long ago</source>
        <translation>es gibt keinen solchen Vorfall, oder er wurde vor langer Zeit gelöst</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>the data folder is not open yet</source>
        <translation>der Datenordner ist noch nicht offen</translation>
    </message>
    <message>
        <source>no open incident has that dedup key</source>
        <translation>kein offener Vorfall hat diesen Dedup-Schlüssel</translation>
    </message>
    <message>
        <source>a test page is under way</source>
        <translation>ein Testalarm läuft schon</translation>
    </message>
    <message>
        <source>no console shows pages here</source>
        <translation>hier zeigt keine Konsole Alarme</translation>
    </message>
    <message>
        <source>for: expected a duration of seven days at most</source>
        <translation>for: eine Dauer von höchstens sieben Tagen erwartet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>there is no source “%1” that has silences</source>
        <translation>es gibt keine Quelle „%1“, die Stummschaltungen hat</translation>
    </message>
    <message>
        <source>for: expected a duration</source>
        <translation>for: Es wird eine Dauer erwartet</translation>
    </message>
    <message>
        <source>whether that was done is not known: %1</source>
        <translation>ob das geschehen ist, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>“%1” is not understood; it is written like this: %2</source>
        <translation>„%1“ ist nicht verständlich; man schreibt es so: %2</translation>
    </message>
    <message>
        <source>“%1” would keep everything quiet, whatever comes</source>
        <translation>„%1“ hielte alles still, was auch kommt</translation>
    </message>
    <message>
        <source>no silence is named</source>
        <translation>es ist keine Stummschaltung genannt</translation>
    </message>
    <message>
        <source>there is no such silence, or it is over</source>
        <translation>es gibt keine solche Stummschaltung, oder sie ist vorbei</translation>
    </message>
    <message>
        <source>several silences are called so</source>
        <translation>mehrere Stummschaltungen heißen so</translation>
    </message>
    <message>
        <source>it is not among those that are known; not all are known of: %1</source>
        <translation>sie ist nicht unter den bekannten; nicht alle bekannt sind von: %1</translation>
    </message>
    <message>
        <source>several sources have a silence called so: %1; name one with --source</source>
        <translation>mehrere Quellen haben eine Stummschaltung dieses Namens: %1; nennen Sie eine mit --source</translation>
    </message>
</context>
<context>
    <name>nightbell::Custody</name>
    <message>
        <source>It says that this computer stops watching.</source>
        <translation>Es sagt, dass dieser Rechner nicht mehr beobachtet.</translation>
    </message>
</context>
<context>
    <name>nightbell::Deliveries</name>
    <message>
        <source>it refused the name, password or token</source>
        <translation>Name, Passwort oder Token wurde abgelehnt</translation>
    </message>
    <message>
        <source>no safe connection to it can be made</source>
        <translation>keine sichere Verbindung möglich</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>%1: that it needs nobody any more</source>
        <translation>%1: dass der Vorfall niemanden mehr braucht</translation>
    </message>
    <message>
        <source>%1: %2. It is tried again.</source>
        <translation>%1: %2. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>There is no channel to a backup: %1.</source>
        <translation>Es gibt keinen Kanal zu einer Vertretung: %1.</translation>
    </message>
    <message>
        <source>none is configured</source>
        <translation>es ist keiner eingerichtet</translation>
    </message>
    <message>
        <source>it needs nobody any more</source>
        <translation>der Vorfall braucht niemanden mehr</translation>
    </message>
    <message>
        <source>it could not be told for too long</source>
        <translation>die Benachrichtigung gelang zu lange nicht</translation>
    </message>
    <message>
        <source>the channel is not configured any more</source>
        <translation>der Kanal ist nicht mehr eingerichtet</translation>
    </message>
    <message>
        <source>“%1”: the backup could not be told (%2, %3): %4. It is tried again.</source>
        <translation>„%1“: Die Vertretung war nicht zu benachrichtigen (%2, %3): %4. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>There is no channel to a backup (Settings, Channels), so nobody else was told of:</source>
        <translation>Es gibt keinen Kanal zur Vertretung (Einstellungen, Kanäle), daher erfuhr sonst niemand von:</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>nightbell::DutyText</name>
    <message>
        <source>Show who is on call</source>
        <translation>Zeigen, wer Bereitschaft hat</translation>
    </message>
</context>
<context>
    <name>nightbell::EntryDialog</name>
    <message>
        <source>This entry stands in %1 and is changed there.</source>
        <translation>Dieser Eintrag steht in %1 und wird dort geändert.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It comes from the environment variable %1, which wins.</source>
        <translation>Es kommt aus der Umgebungsvariable %1; sie geht vor.</translation>
    </message>
    <message>
        <source>Kept in the keychain, or in the environment variable %1.</source>
        <translation>Liegt im Schlüsselbund oder in der Umgebungsvariable %1.</translation>
    </message>
    <message>
        <source>The keychain cannot be asked (%1). The environment variable %2 works without it.</source>
        <translation>Der Schlüsselbund ist nicht zu befragen (%1). Die Umgebungsvariable %2 geht auch ohne ihn.</translation>
    </message>
    <message>
        <source>One is stored in the keychain. Leave this empty to keep it.</source>
        <translation>Eines liegt im Schlüsselbund. Leer lassen, um es zu behalten.</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>The keychain did not take the secret: %1. Set the environment variable %2 instead.</source>
        <translation>Der Schlüsselbund nahm das Geheimnis nicht an: %1. Setzen Sie stattdessen die Umgebungsvariable %2.</translation>
    </message>
</context>
<context>
    <name>nightbell::EntryList</name>
    <message>
        <source>&amp;Add …</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Edit …</source>
        <translation>&amp;Bearbeiten …</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>Steht in</translation>
    </message>
</context>
<context>
    <name>nightbell::Errand</name>
    <message>
        <source>A console with a window takes over. Watching goes on through it.</source>
        <translation>Eine Konsole mit Fenster übernimmt. Die Überwachung läuft über sie weiter.</translation>
    </message>
    <message>
        <source>The console that was asked has gone. Watching goes on without it.</source>
        <translation>Die gefragte Konsole ist beendet. Die Überwachung läuft ohne sie weiter.</translation>
    </message>
    <message>
        <source>The data folder cannot be kept for this program alone: %1.</source>
        <translation>Der Datenordner lässt sich nicht für dieses Programm allein belegen: %1.</translation>
    </message>
    <message>
        <source>There is no folder %1; this is the configuration of a fresh start.</source>
        <translation>Es gibt keinen Ordner %1; dies ist die Konfiguration eines ersten Starts.</translation>
    </message>
    <message>
        <source>The console that runs answers; its configuration is in %1.</source>
        <translation>Es antwortet die laufende Konsole; ihre Konfiguration liegt in %1.</translation>
    </message>
    <message>
        <source>The console that uses this data folder does not answer.</source>
        <translation>Die Konsole, die diesen Datenordner benutzt, antwortet nicht.</translation>
    </message>
    <message>
        <source>The console that runs gave no answer: %1.</source>
        <translation>Die laufende Konsole gab keine Antwort: %1.</translation>
    </message>
    <message>
        <source>%1 is resolved.</source>
        <translation>%1 ist gelöst.</translation>
    </message>
    <message>
        <source>%1 is acknowledged.</source>
        <translation>%1 ist übernommen.</translation>
    </message>
    <message>
        <source>%1 was resolved before.</source>
        <translation>%1 war schon gelöst.</translation>
    </message>
    <message>
        <source>%1 was acknowledged before.</source>
        <translation>%1 war schon übernommen.</translation>
    </message>
    <message>
        <source>%1 is queued.</source>
        <translation>%1 wartet.</translation>
    </message>
    <message>
        <source>%1: not done yet: %2. It is sent as soon as its source can be reached.</source>
        <translation>%1: noch nicht erledigt: %2. Wird gesendet, sobald die Quelle erreichbar ist.</translation>
    </message>
    <message>
        <source>%1: refused: %2.</source>
        <translation>%1: abgelehnt: %2.</translation>
    </message>
    <message>
        <source>%1 has no mistakes: %2, %3, %4.</source>
        <translation>%1 hat keine Fehler: %2, %3, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n Quelle</numerusform>
            <numerusform>%n Quellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n Dienst</numerusform>
            <numerusform>%n Dienste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n Prüfung</numerusform>
            <numerusform>%n Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is failing: %2.</source>
        <translation>%1 scheitert: %2.</translation>
    </message>
    <message>
        <source>Nothing with the dedup key “%1” is open.</source>
        <translation>Nichts mit dem Dedup-Schlüssel „%1“ ist offen.</translation>
    </message>
    <message>
        <source>%1 did not take the event: %2. It is sent again in %3.</source>
        <translation>%1 hat das Ereignis nicht angenommen: %2. Es wird in %3 noch einmal gesandt.</translation>
    </message>
    <message>
        <source>%1 did not take the event: %2.</source>
        <translation>%1 hat das Ereignis nicht angenommen: %2.</translation>
    </message>
    <message>
        <source>Its dedup key is %1: sent again with that, it raises nothing twice.</source>
        <translation>Sein Dedup-Schlüssel ist %1: Noch einmal damit gesandt, löst es nichts doppelt aus.</translation>
    </message>
    <message>
        <source>%1 is snoozed.</source>
        <translation>%1 schlummert.</translation>
    </message>
    <message>
        <source>%1 has the note.</source>
        <translation>%1 hat die Notiz.</translation>
    </message>
    <message>
        <source>%1 does not say who is on call: %2.</source>
        <translation>%1 sagt nicht, wer Bereitschaft hat: %2.</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>An incident can be snoozed for a second at least and seven days at most.</source>
        <translation>Ein Vorfall kann für mindestens eine Sekunde und höchstens sieben Tage schlummern.</translation>
    </message>
    <message>
        <source>A test page is on its way. Acknowledge it.</source>
        <translation>Ein Testalarm ist unterwegs. Übernehmen Sie ihn.</translation>
    </message>
    <message>
        <source>A pause lasts a second at least and seven days at most.</source>
        <translation>Eine Pause dauert mindestens eine Sekunde und höchstens sieben Tage.</translation>
    </message>
    <message>
        <source>%1 ends then.</source>
        <translation>%1 endet dann.</translation>
    </message>
    <message>
        <source>%1 has ended.</source>
        <translation>%1 ist beendet.</translation>
    </message>
    <message>
        <source>Asked for earlier, and not done: %1</source>
        <translation>Früher verlangt und nicht ausgeführt: %1</translation>
    </message>
    <message>
        <source>There is more: these are the newest. Name words, or with --since a time, to see others.</source>
        <translation>Es gibt mehr: Dies sind die neuesten. Nennen Sie Wörter, oder mit --since eine Zeit, um andere zu sehen.</translation>
    </message>
    <message>
        <source>%1 does not say which silences it has: %2.</source>
        <translation>%1 sagt nicht, welche Stummschaltungen es gibt: %2.</translation>
    </message>
    <message>
        <source>%1: whether that was done is not known: %2.</source>
        <translation>%1: Ob das geschehen ist, ist nicht bekannt: %2.</translation>
    </message>
    <message>
        <source>No console runs here that could tell of it; the next one that starts does.</source>
        <translation>Hier läuft keine Konsole, die davon melden könnte; die nächste, die startet, tut es.</translation>
    </message>
    <message>
        <source>A silence lasts a second at least and a year at most.</source>
        <translation>Eine Stummschaltung dauert mindestens eine Sekunde und höchstens ein Jahr.</translation>
    </message>
    <message>
        <source>The console that runs gave no answer in time. Whether it was done is not known.</source>
        <translation>Die laufende Konsole hat nicht rechtzeitig geantwortet. Ob es getan ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The console that runs has gone. Whether it was done is not known.</source>
        <translation>Die laufende Konsole ist weg. Ob es getan ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>“%1” shows how it is.</source>
        <translation>„%1“ zeigt, wie es steht.</translation>
    </message>
</context>
<context>
    <name>nightbell::EventDelivery</name>
    <message>
        <source>There is no source “%1”.</source>
        <translation>Es gibt keine Quelle „%1“.</translation>
    </message>
    <message>
        <source>The source “%1” takes no events; one of PagerDuty does.</source>
        <translation>Die Quelle „%1“ nimmt keine Ereignisse an; eine von PagerDuty tut das.</translation>
    </message>
    <message>
        <source>it has no routing key: enter it in the settings, or set %1</source>
        <translation>sie hat keinen Routing-Schlüssel: Tragen Sie ihn in den Einstellungen ein, oder setzen Sie %1</translation>
    </message>
</context>
<context>
    <name>nightbell::FactList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>nightbell::FieldForm</name>
    <message>
        <source>A time such as 30s, 5m or 1h is needed.</source>
        <translation>Nötig ist eine Zeit wie 30s, 5m oder 1h.</translation>
    </message>
    <message>
        <source>At least %1, please.</source>
        <translation>Bitte mindestens %1.</translation>
    </message>
    <message>
        <source>At most %1, please.</source>
        <translation>Bitte höchstens %1.</translation>
    </message>
    <message>
        <source>An address such as https://example.com/health is needed.</source>
        <translation>Nötig ist eine Adresse wie https://example.com/health.</translation>
    </message>
    <message>
        <source>An address that begins with https:// is needed; http:// is for this machine only.</source>
        <translation>Nötig ist eine Adresse, die mit https:// beginnt; http:// gilt nur für diesen Rechner.</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Bitte ausfüllen.</translation>
    </message>
    <message>
        <source>This value is not possible here.</source>
        <translation>Dieser Wert ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>one per line</source>
        <translation>je Zeile einer</translation>
    </message>
    <message>
        <source>name = value, one per line</source>
        <translation>Name = Wert, je Zeile einer</translation>
    </message>
    <message>
        <source>Please choose.</source>
        <translation>Bitte auswählen.</translation>
    </message>
    <message>
        <source>On each line an address that begins with https:// is needed; http:// is for this machine only.</source>
        <translation>In jeder Zeile steht eine Adresse, die mit https:// beginnt; http:// geht nur für diesen Rechner.</translation>
    </message>
</context>
<context>
    <name>nightbell::FilterBar</name>
    <message>
        <source>Filter incidents</source>
        <translation>Vorfälle filtern</translation>
    </message>
    <message>
        <source>Filter, like: host:web* severity:critical</source>
        <translation>Filter, etwa: host:web* severity:critical</translation>
    </message>
    <message>
        <source>Suggestions for the filter</source>
        <translation>Vorschläge für den Filter</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All incidents</source>
        <translation>Alle Vorfälle</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>High urgency</source>
        <translation>Hohe Dringlichkeit</translation>
    </message>
    <message>
        <source>Words, &quot;two words&quot;, -not, state: severity: urgency: host: service: source: check: who: assignee: team: priority: number: title: text:</source>
        <translation>Wörter, &quot;zwei Wörter&quot;, -nicht, state: severity: urgency: host: service: source: check: who: assignee: team: priority: number: title: text:</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Assigned to me, or to nobody in particular</source>
        <translation>Mir zugewiesen oder niemandem im Besonderen</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>Liste eingrenzen</translation>
    </message>
    <message>
        <source>Only some teams, services, urgencies, … (F)</source>
        <translation>Nur manche Teams, Dienste, Dringlichkeiten, … (F)</translation>
    </message>
    <message>
        <source>&amp;Team</source>
        <translation>&amp;Team</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>&amp;Urgency</source>
        <translation>D&amp;ringlichkeit</translation>
    </message>
    <message>
        <source>S&amp;tate</source>
        <translation>&amp;Zustand</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Priorität</translation>
    </message>
    <message>
        <source>&amp;Assigned to</source>
        <translation>Zu&amp;gewiesen an</translation>
    </message>
    <message>
        <source>S&amp;ource</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>&amp;Everything</source>
        <translation>&amp;Alles</translation>
    </message>
    <message>
        <source>Narrowed</source>
        <translation>Eingegrenzt</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>Eingrenzen</translation>
    </message>
</context>
<context>
    <name>nightbell::GroupList</name>
    <message>
        <source>Groups of incidents</source>
        <translation>Gruppen von Vorfällen</translation>
    </message>
    <message>
        <source>Group incidents by</source>
        <translation>Vorfälle gruppieren nach</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Nicht gruppiert</translation>
    </message>
    <message>
        <source>By source</source>
        <translation>Nach Quelle</translation>
    </message>
    <message>
        <source>By host</source>
        <translation>Nach Host</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Nach Dienst</translation>
    </message>
    <message>
        <source>By severity</source>
        <translation>Nach Schweregrad</translation>
    </message>
    <message>
        <source>By label %1</source>
        <translation>Nach Label %1</translation>
    </message>
    <message>
        <source>Group incidents by (B): %1</source>
        <translation>Vorfälle gruppieren nach (B): %1</translation>
    </message>
</context>
<context>
    <name>nightbell::GroupModel</name>
    <message>
        <source>%1 %2 · %3</source>
        <translation>%1 %2 · %3</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n Vorfall</numerusform>
            <numerusform>%n Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>%1: %2, the worst is %3; %4</source>
        <translation>%1: %2, der schlimmste ist %3; %4</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n wartet auf Sie</numerusform>
            <numerusform>%n warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. All have: %2</source>
        <translation>%1. Alle haben: %2</translation>
    </message>
    <message>
        <source>without a host</source>
        <translation>ohne Rechner</translation>
    </message>
    <message>
        <source>without a service</source>
        <translation>ohne Dienst</translation>
    </message>
    <message>
        <source>without any</source>
        <translation>ohne</translation>
    </message>
</context>
<context>
    <name>nightbell::HistoryModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>nightbell::HistoryPage</name>
    <message>
        <source>Export as &amp;Markdown …</source>
        <translation>Als &amp;Markdown exportieren …</translation>
    </message>
    <message>
        <source>Export as &amp;JSON …</source>
        <translation>Als &amp;JSON exportieren …</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Search titles, texts and people</source>
        <translation>Titel, Texte und Personen suchen</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>All that is kept</source>
        <translation>Alles, was aufbewahrt ist</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>Nothing has happened</source>
        <translation>Nichts ist geschehen</translation>
    </message>
    <message>
        <source>Incidents and what people do about them are written down here.</source>
        <translation>Hier steht, was vorfällt und wer was dagegen tut.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>The timeline of the selected incident</source>
        <translation>Der Zeitverlauf des ausgewählten Vorfalls</translation>
    </message>
    <message>
        <source>Select an event of the incident first</source>
        <translation>Wählen Sie zuerst ein Ereignis des Vorfalls</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export the timeline</source>
        <translation>Zeitverlauf exportieren</translation>
    </message>
    <message>
        <source>The timeline cannot be read: %1.</source>
        <translation>Der Zeitverlauf kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Views of the history</source>
        <translation>Ansichten des Verlaufs</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Statistics</source>
        <translation>&amp;Statistik</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Vertretung</translation>
    </message>
    <message>
        <source>No event fits all that is asked for.</source>
        <translation>Kein Ereignis passt zu allem, was verlangt ist.</translation>
    </message>
</context>
<context>
    <name>nightbell::HoldBar</name>
    <message>
        <source>Page now …</source>
        <translation>Jetzt alarmieren …</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Do not wait any longer: page for one that is held</source>
        <translation>Nicht länger warten: Für einen zurückgehaltenen alarmieren</translation>
    </message>
    <message>
        <source>End the pause now</source>
        <translation>Die Pause jetzt beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n more …</source>
        <translation>
            <numerusform>%n weiterer …</numerusform>
            <numerusform>%n weitere …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::HostDetail</name>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Restarts by failure</source>
        <translation>Neustarts nach Fehlern</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>This host is not watched any more.</source>
        <translation>Dieser Rechner wird nicht mehr überwacht.</translation>
    </message>
    <message>
        <source>%1 · figures are %2 old</source>
        <translation>%1 · Messwerte sind %2 alt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n core(s)</source>
        <translation>
            <numerusform>%1 von %n Kern</numerusform>
            <numerusform>%1 von %n Kernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Auslagerung</translation>
    </message>
    <message>
        <source>Load (1, 5, 15 min)</source>
        <translation>Last (1, 5, 15 min)</translation>
    </message>
    <message>
        <source>Waiting for CPU</source>
        <translation>Warten auf CPU</translation>
    </message>
    <message>
        <source>Waiting for memory</source>
        <translation>Warten auf Speicher</translation>
    </message>
    <message>
        <source>Waiting for disks</source>
        <translation>Warten auf Platten</translation>
    </message>
    <message>
        <source>Disk %1</source>
        <translation>Platte %1</translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s) by failure in 24 h</source>
        <translation>
            <numerusform>%n Neustart nach Fehlern in 24 h</numerusform>
            <numerusform>%n Neustarts nach Fehlern in 24 h</numerusform>
        </translation>
    </message>
    <message>
        <source>the last %1 ago</source>
        <translation>der letzte vor %1</translation>
    </message>
    <message>
        <source>%1 (yours)</source>
        <translation>%1 (Ihrer)</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s), none restarted by failure in 24 h.</source>
        <translation>
            <numerusform>%n Dienst, nicht nach Fehlern neu gestartet in 24 h.</numerusform>
            <numerusform>%n Dienste, keiner nach Fehlern neu gestartet in 24 h.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other service(s) did not restart by failure.</source>
        <translation>
            <numerusform>%n weiterer Dienst startete nicht nach Fehlern neu.</numerusform>
            <numerusform>%n weitere Dienste starteten nicht nach Fehlern neu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the browser (O)</source>
        <translation>Im Browser öffnen (O)</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>nightbell::HostModel</name>
    <message>
        <source>incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Restarts, 1 h</source>
        <translation>Neustarts, 1 h</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Fullest disk</source>
        <translation>Vollste Platte</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Figures of %1</source>
        <translation>Messwerte von %1</translation>
    </message>
    <message>
        <source>%1; threshold %2</source>
        <translation>%1; Schwelle %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>figures %1 old</source>
        <translation>Messwerte %1 alt</translation>
    </message>
</context>
<context>
    <name>nightbell::HostsPage</name>
    <message>
        <source>Filter hosts</source>
        <translation>Rechner filtern</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>‹ All hosts</source>
        <translation>‹ Alle Rechner</translation>
    </message>
    <message>
        <source>Back to the table (Esc)</source>
        <translation>Zurück zur Tabelle (Esc)</translation>
    </message>
    <message>
        <source>Open the host</source>
        <translation>Rechner öffnen</translation>
    </message>
    <message>
        <source>Back to all hosts</source>
        <translation>Zurück zu allen Rechnern</translation>
    </message>
    <message>
        <source>No host matches</source>
        <translation>Kein Rechner passt</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) are hidden by the filter.</source>
        <translation>
            <numerusform>%n Rechner ist durch den Filter verborgen.</numerusform>
            <numerusform>%n Rechner sind durch den Filter verborgen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No hosts are watched</source>
        <translation>Es werden keine Rechner überwacht</translation>
    </message>
    <message>
        <source>Switch watching this machine on in the settings, or add a source.</source>
        <translation>Schalten Sie in den Einstellungen diesen Rechner ein, oder fügen Sie eine Quelle hinzu.</translation>
    </message>
    <message>
        <source>No hosts</source>
        <translation>Keine Rechner</translation>
    </message>
    <message>
        <source>The sources answered and know of no host.</source>
        <translation>Die Quellen haben geantwortet und kennen keinen Rechner.</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>The sources have not answered yet.</source>
        <translation>Die Quellen haben noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>No hosts are known</source>
        <translation>Es sind keine Rechner bekannt</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;More actions</source>
        <translation>Weitere &amp;Aktionen</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1, other …</source>
        <translation>%1, andere Dauer …</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n incident(s)?</source>
        <translation>
            <numerusform>%1: %n Vorfall?</numerusform>
            <numerusform>%1: %n Vorfälle?</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be taken back.</source>
        <translation>Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>„%1“ wurde abgelehnt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is over meanwhile</source>
        <translation>%1 ist inzwischen vorbei</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentDelegate</name>
    <message>
        <source>low urgency</source>
        <translation>niedrige Dringlichkeit</translation>
    </message>
    <message>
        <source>#%1</source>
        <translation>#%1</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentDetail</name>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Select an incident to see what is known of it.</source>
        <translation>Wählen Sie einen Vorfall, um zu sehen, was über ihn bekannt ist.</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) selected</source>
        <translation>
            <numerusform>%n Vorfall ausgewählt</numerusform>
            <numerusform>%n Vorfälle ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>for %1 · %2</source>
        <translation>seit %1 · %2</translation>
    </message>
    <message>
        <source>%1 ago · %2</source>
        <translation>vor %1 · %2</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>Queued: the source cannot be reached. It is sent as soon as it can be.</source>
        <translation>Wartet: Die Quelle ist nicht erreichbar. Wird gesendet, sobald sie es ist.</translation>
    </message>
    <message>
        <source>Queued: %1. It is sent as soon as the source can be reached.</source>
        <translation>Wartet: %1. Wird gesendet, sobald die Quelle erreichbar ist.</translation>
    </message>
    <message>
        <source>Refused: %1.</source>
        <translation>Abgelehnt: %1.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>%1 by itself</source>
        <translation>%1 von selbst</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>in %1, at %2</source>
        <translation>in %1, um %2</translation>
    </message>
    <message>
        <source>in %1, at %2, to %3</source>
        <translation>in %1, um %2, an %3</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Escalates</source>
        <translation>Eskaliert</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>Zugewiesen an</translation>
    </message>
    <message>
        <source>Escalation policy</source>
        <translation>Eskalationsregel</translation>
    </message>
    <message>
        <source>%1, level %2</source>
        <translation>%1, Stufe %2</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>Teams</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhig bis</translation>
    </message>
    <message>
        <source>Writing it down, so that it is not lost …</source>
        <translation>Wird festgehalten, damit es nicht verloren geht …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentExtras</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>Konferenz</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>There are more alerts than are shown here.</source>
        <translation>Es gibt mehr Alarme, als hier stehen.</translation>
    </message>
    <message>
        <source>Open alert in browser</source>
        <translation>Alarm im Browser öffnen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Responders</source>
        <translation>Helfende</translation>
    </message>
    <message>
        <source>Related incidents</source>
        <translation>Verwandte Vorfälle</translation>
    </message>
    <message>
        <source>Past incidents</source>
        <translation>Frühere Vorfälle</translation>
    </message>
    <message>
        <source>Recent changes</source>
        <translation>Letzte Änderungen</translation>
    </message>
    <message>
        <source>Loading what %1 knows of it …</source>
        <translation>Wird geladen: was %1 davon weiß …</translation>
    </message>
    <message>
        <source>%1: %2. Shown is what was known before.</source>
        <translation>%1: %2. Zu sehen ist, was vorher bekannt war.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Teilnehmen</translation>
    </message>
    <message>
        <source>Image: %1</source>
        <translation>Bild: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentList</name>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>host %1</source>
        <translation>Rechner %1</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>acknowledged by %1</source>
        <translation>übernommen von %1</translation>
    </message>
    <message>
        <source>%1: sending</source>
        <translation>%1: wird gesendet</translation>
    </message>
    <message>
        <source>%1: queued – offline</source>
        <translation>%1: wartet – offline</translation>
    </message>
    <message>
        <source>%1: queued – offline (%2)</source>
        <translation>%1: wartet – offline (%2)</translation>
    </message>
    <message>
        <source>%1 refused: %2</source>
        <translation>%1 abgelehnt: %2</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Escalates in</source>
        <translation>Eskaliert in</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>zugewiesen an: %1</translation>
    </message>
    <message>
        <source>quiet until %1</source>
        <translation>ruhig bis %1</translation>
    </message>
    <message>
        <source>%1 (muted)</source>
        <translation>%1 (stumm)</translation>
    </message>
    <message>
        <source>one alert in %1</source>
        <translation>ein Alarm in %1</translation>
    </message>
    <message>
        <source>%1: saving</source>
        <translation>%1: wird gespeichert</translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentsPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Next incident</source>
        <translation>Nächster Vorfall</translation>
    </message>
    <message>
        <source>Previous incident</source>
        <translation>Voriger Vorfall</translation>
    </message>
    <message>
        <source>Filter incidents</source>
        <translation>Vorfälle filtern</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No incident matches</source>
        <translation>Kein Vorfall passt</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) are hidden by the filter.</source>
        <translation>
            <numerusform>%n Vorfall ist durch den Filter verborgen.</numerusform>
            <numerusform>%n Vorfälle sind durch den Filter verborgen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Nothing is being watched</source>
        <translation>Nichts wird überwacht</translation>
    </message>
    <message>
        <source>Add a site, or switch watching this machine on in the settings.</source>
        <translation>Fügen Sie eine Webseite hinzu, oder schalten Sie in den Einstellungen diesen Rechner ein.</translation>
    </message>
    <message>
        <source>Add something to watch</source>
        <translation>Überwachung hinzufügen</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>Watching %1.
All of it answered in time; watching since %2.</source>
        <translation>Überwacht: %1.
Alles hat rechtzeitig geantwortet; überwacht seit %2.</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>Nothing is known to need you</source>
        <translation>Soweit bekannt, wartet nichts auf Sie</translation>
    </message>
    <message>
        <source>That may be wrong:</source>
        <translation>Das kann falsch sein:</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 was refused</source>
        <translation>%1 wurde abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n Vorfall</numerusform>
            <numerusform>%n Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: erledigt</translation>
    </message>
    <message>
        <source>%1 was given up</source>
        <translation>„%1“ wurde aufgegeben</translation>
    </message>
    <message>
        <source>&amp;Let it escalate</source>
        <translation>Eskalie&amp;ren lassen</translation>
    </message>
    <message>
        <source>Puts the page away here without acknowledging: whoever is next is told</source>
        <translation>Legt den Alarm hier weg, ohne zu übernehmen: Wer als Nächstes dran ist, wird benachrichtigt</translation>
    </message>
    <message>
        <source>Group incidents</source>
        <translation>Vorfälle gruppieren</translation>
    </message>
    <message>
        <source>Narrow the list of incidents</source>
        <translation>Liste der Vorfälle eingrenzen</translation>
    </message>
    <message>
        <source>Does not wait any longer: pages for what is held (C)</source>
        <translation>Wartet nicht länger: alarmiert für das Zurückgehaltene (C)</translation>
    </message>
    <message>
        <source>New silence for alerts li&amp;ke this …</source>
        <translation>Neue Stumms&amp;chaltung für Alarme wie diesen …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>Im Browser &amp;öffnen</translation>
    </message>
    <message>
        <source>Page me now</source>
        <translation>Jetzt alarmieren</translation>
    </message>
</context>
<context>
    <name>nightbell::Judge</name>
    <message>
        <source>The host is not reported any more.</source>
        <translation>Der Rechner wird nicht mehr gemeldet.</translation>
    </message>
    <message>
        <source>The check was removed.</source>
        <translation>Die Prüfung wurde entfernt.</translation>
    </message>
    <message>
        <source>The check was switched off.</source>
        <translation>Die Prüfung wurde ausgeschaltet.</translation>
    </message>
    <message>
        <source>An alert of its source says the same.</source>
        <translation>Ein Alarm seiner Quelle sagt dasselbe.</translation>
    </message>
    <message>
        <source>Its host does not report restarts of that service any more.</source>
        <translation>Sein Host meldet keine Neustarts dieses Dienstes mehr.</translation>
    </message>
    <message>
        <source>Its source was removed or switched off.</source>
        <translation>Seine Quelle wurde entfernt oder ausgeschaltet.</translation>
    </message>
    <message>
        <source>%1 cannot be asked</source>
        <translation>%1 ist nicht zu befragen</translation>
    </message>
    <message>
        <source>What it has to say is not seen here until it answers again.</source>
        <translation>Was dort gemeldet wird, ist hier nicht zu sehen, bis wieder eine Antwort kommt.</translation>
    </message>
</context>
<context>
    <name>nightbell::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Letters act when no text is being edited.</source>
        <translation>Buchstaben wirken, solange kein Text bearbeitet wird.</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>Liste der Tasten</translation>
    </message>
</context>
<context>
    <name>nightbell::Leftovers</name>
    <message>
        <source>It is seen as one with what was forwarded from it.</source>
        <translation>Er wird mit dem zusammengefasst, was von ihm weitergeleitet wurde.</translation>
    </message>
    <message>
        <source>Its source was removed or switched off.</source>
        <translation>Seine Quelle wurde entfernt oder ausgeschaltet.</translation>
    </message>
</context>
<context>
    <name>nightbell::MainWindow</name>
    <message>
        <source>Nightbell – Demo</source>
        <translation>Nightbell – Demo</translation>
    </message>
    <message>
        <source>Nightbell</source>
        <translation>Nightbell</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings (%1)</source>
        <translation>Einstellungen (%1)</translation>
    </message>
    <message>
        <source>Ask all sources and checks now</source>
        <translation>Alle Quellen und Prüfungen jetzt fragen</translation>
    </message>
    <message>
        <source>Add something to watch</source>
        <translation>Überwachung hinzufügen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n wartet auf Sie</numerusform>
            <numerusform>%n warten auf Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n gestört</numerusform>
            <numerusform>%n gestört</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>Auf dieser Seite</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>Bereitschaft</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>Bereit?</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>Stummschaltungen</translation>
    </message>
    <message>
        <source>Test page now</source>
        <translation>Testalarm jetzt</translation>
    </message>
    <message>
        <source>Pause notifications for 30 min</source>
        <translation>Benachrichtigungen 30 min pausieren</translation>
    </message>
    <message>
        <source>Pause notifications for 1 h</source>
        <translation>Benachrichtigungen 1 h pausieren</translation>
    </message>
    <message>
        <source>Pause notifications until tomorrow 09:00</source>
        <translation>Benachrichtigungen bis morgen 09:00 pausieren</translation>
    </message>
    <message>
        <source>Resume notifications</source>
        <translation>Benachrichtigungen fortsetzen</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorDetail</name>
    <message>
        <source>About the monitor</source>
        <translation>Über den Monitor</translation>
    </message>
    <message>
        <source>Filter groups</source>
        <translation>Gruppen filtern</translation>
    </message>
    <message>
        <source>Groups of the monitor</source>
        <translation>Gruppen des Monitors</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Tells</source>
        <translation>Benachrichtigt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>until somebody ends it</source>
        <translation>bis jemand es beendet</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n group(s)</source>
        <translation>
            <numerusform>%1 von %n Gruppe</numerusform>
            <numerusform>%1 von %n Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 since %2 (%3)</source>
        <translation>%1 seit %2 (%3)</translation>
    </message>
    <message>
        <source>Its groups are not known.</source>
        <translation>Seine Gruppen sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Groups: %1</source>
        <translation>Gruppen: %1</translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorGroupModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>everything (*)</source>
        <translation>alles (*)</translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n group(s)</source>
        <translation>
            <numerusform>%1 von %n Gruppe</numerusform>
            <numerusform>%1 von %n Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1: %2, %3, muted: %4</source>
        <translation>%1: %2, %3, stumm: %4</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorsPage</name>
    <message>
        <source>Monitors</source>
        <translation>Monitore</translation>
    </message>
    <message>
        <source>Show the monitor&apos;s incident</source>
        <translation>Den Vorfall des Monitors zeigen</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Mute the monitor …</source>
        <translation>Den Monitor stummschalten …</translation>
    </message>
    <message>
        <source>Mute the group …</source>
        <translation>Die Gruppe stummschalten …</translation>
    </message>
    <message>
        <source>Filter monitors</source>
        <translation>Monitore filtern</translation>
    </message>
    <message>
        <source>Filter monitors, tags, groups</source>
        <translation>Monitore, Tags, Gruppen filtern</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Which monitors are shown</source>
        <translation>Welche Monitore gezeigt werden</translation>
    </message>
    <message>
        <source>&amp;Incident</source>
        <translation>&amp;Vorfall</translation>
    </message>
    <message>
        <source>&amp;Mute …</source>
        <translation>Stu&amp;mmschalten …</translation>
    </message>
    <message>
        <source>Mute &amp;group …</source>
        <translation>&amp;Gruppe stummschalten …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>All states (%1)</source>
        <translation>Alle Zustände (%1)</translation>
    </message>
    <message>
        <source>Not OK (%1)</source>
        <translation>Nicht OK (%1)</translation>
    </message>
    <message>
        <source>Muted (%1)</source>
        <translation>Stumm (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a state and a number</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s)</source>
        <translation>
            <numerusform>%n Monitor</numerusform>
            <numerusform>%n Monitore</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n monitor(s)</source>
        <translation>
            <numerusform>%1 von %n Monitor</numerusform>
            <numerusform>%1 von %n Monitoren</numerusform>
        </translation>
    </message>
    <message>
        <source>listed %1 ago</source>
        <translation>vor %1 aufgelistet</translation>
    </message>
    <message>
        <source>%1: listed %2 ago</source>
        <translation>%1: vor %2 aufgelistet</translation>
    </message>
    <message>
        <source>Nothing that is connected lists monitors</source>
        <translation>Nichts, was verbunden ist, listet Monitore auf</translation>
    </message>
    <message>
        <source>%1 does: all monitors are shown here, with the state of each of their groups, and can be muted.</source>
        <translation>%1 tut es: Alle Monitore stehen dann hier, mit dem Zustand jeder ihrer Gruppen, und können stummgeschaltet werden.</translation>
    </message>
    <message>
        <source>Connect Datadog …</source>
        <translation>Datadog verbinden …</translation>
    </message>
    <message>
        <source>No monitor matches</source>
        <translation>Kein Monitor passt</translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s) are hidden by the filter.</source>
        <translation>
            <numerusform>%n Monitor wird vom Filter verborgen.</numerusform>
            <numerusform>%n Monitore werden vom Filter verborgen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>The monitors are not known</source>
        <translation>Die Monitore sind nicht bekannt</translation>
    </message>
    <message>
        <source>%1: %2. It is asked again by itself.</source>
        <translation>%1: %2. Es wird von selbst wieder gefragt.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Asking for monitors …</source>
        <translation>Monitore werden abgefragt …</translation>
    </message>
    <message>
        <source>No monitors</source>
        <translation>Keine Monitore</translation>
    </message>
    <message>
        <source>The source answered and knows of no monitor.</source>
        <translation>Die Quelle hat geantwortet und kennt keinen Monitor.</translation>
    </message>
    <message>
        <source>%1 does not list its monitors: %2. Only those that alert are shown.</source>
        <translation>%1 listet seine Monitore nicht auf: %2. Nur die, die auslösen, werden gezeigt.</translation>
    </message>
    <message>
        <source>%1 does not list its monitors: %2. What is shown is of %3; whether what was OK then still is, is not known.</source>
        <translation>%1 listet seine Monitore nicht auf: %2. Das Gezeigte ist von %3; ob noch OK ist, was es da war, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>%1 has not answered of late. What is shown may be over.</source>
        <translation>%1 hat zuletzt nicht geantwortet. Das Gezeigte kann vorbei sein.</translation>
    </message>
    <message>
        <source>%1 does not say what is muted: what does not look so may be muted all the same.</source>
        <translation>%1 sagt nicht, was stummgeschaltet ist: Auch was nicht so aussieht, kann stumm sein.</translation>
    </message>
    <message numerus="yes">
        <source>%1 lists %n monitor(s) that could not be read.</source>
        <translation>
            <numerusform>%1 listet %n Monitor auf, der nicht gelesen werden konnte.</numerusform>
            <numerusform>%1 listet %n Monitore auf, die nicht gelesen werden konnten.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 does not list its monitors: %2.</source>
        <translation>%1 listet seine Monitore nicht auf: %2.</translation>
    </message>
</context>
<context>
    <name>nightbell::NavButton</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>nightbell::NoticeBanners</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Keep this window in sight.</source>
        <translation>Behalten Sie dieses Fenster im Blick.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Notifier</name>
    <message>
        <source>There is no session bus.</source>
        <translation>Es gibt keinen Sitzungsbus.</translation>
    </message>
    <message>
        <source>No notification service runs in this session.</source>
        <translation>In dieser Sitzung läuft kein Benachrichtigungsdienst.</translation>
    </message>
    <message>
        <source>The notification service does not answer.</source>
        <translation>Der Benachrichtigungsdienst antwortet nicht.</translation>
    </message>
    <message>
        <source>The notification service refuses notifications: %1</source>
        <translation>Der Benachrichtigungsdienst lehnt Benachrichtigungen ab: %1</translation>
    </message>
</context>
<context>
    <name>nightbell::OnCallPage</name>
    <message>
        <source>Let the token read escalation policies, schedules and who is on call, or enter another one in Settings → Sources.</source>
        <translation>Erlauben Sie dem Token, Eskalationsregeln, Dienstpläne und Bereitschaften zu lesen, oder tragen Sie unter Einstellungen → Quellen ein anderes ein.</translation>
    </message>
    <message>
        <source>Look at its address in Settings → Sources.</source>
        <translation>Prüfen Sie die Adresse unter Einstellungen → Quellen.</translation>
    </message>
    <message>
        <source>It is asked again by itself.</source>
        <translation>Es wird von selbst wieder gefragt.</translation>
    </message>
    <message>
        <source>Take over a shift …</source>
        <translation>Eine Schicht übernehmen …</translation>
    </message>
    <message>
        <source>Ask who is on call now</source>
        <translation>Jetzt fragen, wer Bereitschaft hat</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>Bereitschaft</translation>
    </message>
    <message>
        <source>&amp;Take over …</source>
        <translation>Ü&amp;bernehmen …</translation>
    </message>
    <message>
        <source>Be on call instead of somebody else for a while (T)</source>
        <translation>Eine Zeit lang an Stelle von jemand anderem Bereitschaft haben (T)</translation>
    </message>
    <message>
        <source>Your own shifts are not known</source>
        <translation>Ihre eigenen Schichten sind nicht bekannt</translation>
    </message>
    <message>
        <source>%1: asking …</source>
        <translation>%1: wird gefragt …</translation>
    </message>
    <message>
        <source>%1: %2 ago</source>
        <translation>%1: vor %2</translation>
    </message>
    <message>
        <source>Nothing that is connected knows who is on call</source>
        <translation>Nichts, was verbunden ist, weiß, wer Bereitschaft hat</translation>
    </message>
    <message>
        <source>Connect PagerDuty …</source>
        <translation>PagerDuty verbinden …</translation>
    </message>
    <message>
        <source>Asking who is on call …</source>
        <translation>Es wird gefragt, wer Bereitschaft hat …</translation>
    </message>
    <message>
        <source>Who is on call is not known</source>
        <translation>Wer Bereitschaft hat, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>%1 does not say who is on call: %2. What is shown is of %3.</source>
        <translation>%1 sagt nicht, wer Bereitschaft hat: %2. Gezeigt wird der Stand von %3.</translation>
    </message>
    <message>
        <source>%1 does not say who is on call: %2.</source>
        <translation>%1 sagt nicht, wer Bereitschaft hat: %2.</translation>
    </message>
    <message>
        <source>%1 did not say everything</source>
        <translation>%1 hat nicht alles gesagt</translation>
    </message>
    <message>
        <source>%1 does not know who you are</source>
        <translation>%1 weiß nicht, wer Sie sind</translation>
    </message>
    <message>
        <source>My shifts, 14 days</source>
        <translation>Meine Schichten, 14 Tage</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Now, %1</source>
        <translation>Jetzt, %1</translation>
    </message>
    <message>
        <source>%1, level %2</source>
        <translation>%1, Stufe %2</translation>
    </message>
    <message>
        <source>Escalation, %1</source>
        <translation>Eskalation, %1</translation>
    </message>
    <message>
        <source>Escalation</source>
        <translation>Eskalation</translation>
    </message>
    <message>
        <source>There are no escalation policies.</source>
        <translation>Es gibt keine Eskalationsregeln.</translation>
    </message>
    <message>
        <source>None of these schedules can be taken over from here: its own pages let you</source>
        <translation>Keiner dieser Dienstpläne lässt sich von hier übernehmen: Das geht auf den eigenen Seiten des Anbieters</translation>
    </message>
    <message>
        <source>PagerDuty and Datadog do: their escalation policies and your shifts are shown here, and you are told before one begins.</source>
        <translation>PagerDuty und Datadog wissen es: Hier stehen ihre Eskalationsregeln und Ihre Schichten, und Sie werden benachrichtigt, bevor eine beginnt.</translation>
    </message>
    <message>
        <source>%1 can say who is on call</source>
        <translation>%1 kann sagen, wer Bereitschaft hat</translation>
    </message>
    <message>
        <source>Open the settings …</source>
        <translation>Einstellungen öffnen …</translation>
    </message>
    <message>
        <source>Enter the login anew in Settings → Sources.</source>
        <translation>Die Anmeldung unter Einstellungen → Quellen neu eingeben.</translation>
    </message>
</context>
<context>
    <name>nightbell::OptionPicker</name>
    <message>
        <source>Type to search</source>
        <translation>Zum Suchen tippen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>%1: what there is to choose from</source>
        <translation>%1: was zur Auswahl steht</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>The list cannot be read: %1.</source>
        <translation>Die Liste ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Nothing matches “%1”.</source>
        <translation>Nichts passt zu „%1“.</translation>
    </message>
    <message>
        <source>%1  ·  %2</source>
        <translation>%1  ·  %2</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>Ausgewählt: %1</translation>
    </message>
</context>
<context>
    <name>nightbell::PayloadTree</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>%1, %2, since %3</source>
        <translation>%1, %2, seit %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>nightbell::PolicyCard</name>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 ab %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>What it does after that is not known.</source>
        <translation>Wie es weitergeht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Open “%1” in the browser</source>
        <translation>„%1“ im Browser öffnen</translation>
    </message>
    <message>
        <source>Nobody is on call here</source>
        <translation>Hier hat niemand Bereitschaft</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Danach: %1</translation>
    </message>
    <message>
        <source>Unacknowledged for %1: level %2</source>
        <translation>%1 lang nicht bestätigt: Stufe %2</translation>
    </message>
    <message numerus="yes">
        <source>Unacknowledged for %1: again from level 1, %n time(s)</source>
        <translation>
            <numerusform>%1 lang nicht bestätigt: wieder ab Stufe 1, %n-mal</numerusform>
            <numerusform>%1 lang nicht bestätigt: wieder ab Stufe 1, %n-mal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Privacy</name>
    <message>
        <source>Others see my screen: hide titles</source>
        <translation>Andere sehen meinen Bildschirm: Titel verbergen</translation>
    </message>
</context>
<context>
    <name>nightbell::RangeBar</name>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation>Die letzten %1 zeigen</translation>
    </message>
</context>
<context>
    <name>nightbell::ReachedList</name>
    <message>
        <source>What is kept quiet now</source>
        <translation>Was jetzt stummgeschaltet ist</translation>
    </message>
    <message>
        <source>%1  %2 (%3)</source>
        <translation>%1  %2 (%3)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::ReadinessMark</name>
    <message>
        <source>Can I be woken?</source>
        <translation>Kann ich geweckt werden?</translation>
    </message>
    <message>
        <source>Can I be woken? %1</source>
        <translation>Kann ich geweckt werden? %1</translation>
    </message>
    <message>
        <source>Can I be woken? Looking …</source>
        <translation>Kann ich geweckt werden? Wird nachgesehen …</translation>
    </message>
</context>
<context>
    <name>nightbell::ReadinessPage</name>
    <message>
        <source>Look again</source>
        <translation>Neu prüfen</translation>
    </message>
    <message>
        <source>Start &amp;with the session, hidden in the tray</source>
        <translation>&amp;Mit der Sitzung starten, verborgen im Infobereich</translation>
    </message>
    <message>
        <source>Can I be woken?</source>
        <translation>Kann ich geweckt werden?</translation>
    </message>
    <message>
        <source>✔ You can be woken.</source>
        <translation>✔ Sie können geweckt werden.</translation>
    </message>
    <message>
        <source>! You can be woken, but look at what is marked.</source>
        <translation>! Sie können geweckt werden, aber sehen Sie das Markierte an.</translation>
    </message>
    <message>
        <source>✖ A page may be missed.</source>
        <translation>✖ Ein Alarm kann verpasst werden.</translation>
    </message>
    <message>
        <source>That could not be changed: %1.</source>
        <translation>Das konnte nicht geändert werden: %1.</translation>
    </message>
    <message>
        <source>&amp;Test page now</source>
        <translation>&amp;Testalarm jetzt</translation>
    </message>
    <message>
        <source>A page of Nightbell&apos;s own goes the whole way: it is shown and rings, and you acknowledge it.</source>
        <translation>Ein Alarm von Nightbell selbst nimmt den ganzen Weg: Er erscheint und läutet, und Sie übernehmen ihn.</translation>
    </message>
    <message>
        <source>Test page by plan, %1</source>
        <translation>Geplanter Testalarm, %1</translation>
    </message>
    <message>
        <source>Test page, %1</source>
        <translation>Testalarm, %1</translation>
    </message>
    <message>
        <source>No test page was sent: %1.</source>
        <translation>Es wurde kein Testalarm gesendet: %1.</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird nachgesehen …</translation>
    </message>
</context>
<context>
    <name>nightbell::Recorder</name>
    <message>
        <source>It is triggered again.</source>
        <translation>Er ist wieder ausgelöst.</translation>
    </message>
    <message>
        <source>Its source does not list it any more.</source>
        <translation>Seine Quelle führt ihn nicht mehr.</translation>
    </message>
    <message>
        <source>Shown again after a restart.</source>
        <translation>Nach einem Neustart wieder gezeigt.</translation>
    </message>
    <message>
        <source>%1, from: %2</source>
        <translation>%1, aus: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 was given up: %2</source>
        <translation>%1 wurde aufgegeben: %2</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>notification</source>
        <translation>Benachrichtigung</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>%1 was taken back before it was sent</source>
        <translation>%1 wurde zurückgenommen, bevor es gesendet war</translation>
    </message>
    <message>
        <source>Left to escalate.</source>
        <translation>Der Eskalation überlassen.</translation>
    </message>
    <message>
        <source>It is not watched any more. %1</source>
        <translation>Es wird nicht mehr überwacht. %1</translation>
    </message>
    <message>
        <source>Promoted: it does not wait, and pages.</source>
        <translation>Vorgezogen: Er wartet nicht und alarmiert.</translation>
    </message>
    <message>
        <source>Told of, after it was kept back.</source>
        <translation>Gemeldet, nachdem er zurückgehalten war.</translation>
    </message>
    <message>
        <source>Told of, as of low urgency.</source>
        <translation>Gemeldet, mit niedriger Dringlichkeit.</translation>
    </message>
    <message>
        <source>Kept back: its service has no hours.</source>
        <translation>Zurückgehalten: Sein Dienst hat keine Zeiten.</translation>
    </message>
    <message>
        <source>Kept back by the pause until %1.</source>
        <translation>Durch die Pause zurückgehalten bis %1.</translation>
    </message>
    <message>
        <source>Kept back until the hours of its service begin: %1.</source>
        <translation>Zurückgehalten, bis die Zeiten seines Dienstes beginnen: %1.</translation>
    </message>
    <message>
        <source>The pause is over</source>
        <translation>Die Pause ist vorbei</translation>
    </message>
    <message>
        <source>The pause was ended</source>
        <translation>Die Pause wurde beendet</translation>
    </message>
    <message>
        <source>It ended while Nightbell was not running; when is not known.</source>
        <translation>Er endete, während Nightbell nicht lief; wann, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>nightbell::Ringer</name>
    <message>
        <source>No sound device was found: pages are shown, but not heard.</source>
        <translation>Es wurde kein Tongerät gefunden: Alarme sind zu sehen, aber nicht zu hören.</translation>
    </message>
    <message>
        <source>The sound device does not play: pages are shown, but not heard.</source>
        <translation>Das Tongerät spielt nicht: Alarme sind zu sehen, aber nicht zu hören.</translation>
    </message>
    <message>
        <source>“%1” cannot be played: pages ring with the built-in sound.</source>
        <translation>„%1“ kann nicht abgespielt werden: Alarme läuten mit dem eingebauten Klingelton.</translation>
    </message>
</context>
<context>
    <name>nightbell::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>nightbell::SeriesChart</name>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>The samples could not be read: %1.</source>
        <translation>Die Messwerte waren nicht zu lesen: %1.</translation>
    </message>
    <message>
        <source>No samples in this time.</source>
        <translation>Keine Messwerte in dieser Zeit.</translation>
    </message>
    <message>
        <source>now %1 · highest %2</source>
        <translation>jetzt %1 · Spitze %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>Schwelle %1</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n Vorfall</numerusform>
            <numerusform>%n Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>arrow keys read single values</source>
        <translation>Pfeiltasten lesen einzelne Werte</translation>
    </message>
</context>
<context>
    <name>nightbell::Session</name>
    <message>
        <source>me</source>
        <translation>ich</translation>
    </message>
    <message>
        <source>Its source was removed or switched off.</source>
        <translation>Seine Quelle wurde entfernt oder ausgeschaltet.</translation>
    </message>
    <message>
        <source>You took over a shift</source>
        <translation>Sie haben eine Schicht übernommen</translation>
    </message>
    <message>
        <source>%1: from %2 to %3</source>
        <translation>%1: von %2 bis %3</translation>
    </message>
    <message>
        <source>You made a silence until %1</source>
        <translation>Sie haben eine Stummschaltung bis %1 angelegt</translation>
    </message>
    <message>
        <source>You let a silence end at %1</source>
        <translation>Sie haben das Ende einer Stummschaltung auf %1 gelegt</translation>
    </message>
    <message>
        <source>You ended a silence</source>
        <translation>Sie haben eine Stummschaltung beendet</translation>
    </message>
</context>
<context>
    <name>nightbell::SettingsDialog</name>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Nothing is watched. Switch on “This machine” or add a source.</source>
        <translation>Nichts wird überwacht. Schalten Sie „Dieser Rechner“ ein, oder fügen Sie eine Quelle hinzu.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>A service says how urgent it is when something breaks. Without one, everything is of high urgency.</source>
        <translation>Ein Dienst sagt, wie dringend es ist, wenn etwas ausfällt. Ohne ihn ist alles von hoher Dringlichkeit.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>No site is checked yet. Add one, and you are paged when it stops answering.</source>
        <translation>Noch wird keine Webseite geprüft. Fügen Sie eine hinzu, und Sie werden alarmiert, wenn sie nicht mehr antwortet.</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>%1 (off)</source>
        <translation>%1 (aus)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove “%1”? It is not watched any more.</source>
        <translation>„%1“ entfernen? Es wird dann nicht mehr überwacht.</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>It did not work: %1.</source>
        <translation>Es ging nicht: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n Rechner</numerusform>
            <numerusform>%n Rechner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s)</source>
        <translation>
            <numerusform>%n offener Vorfall</numerusform>
            <numerusform>%n offene Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>&amp;Run once</source>
        <translation>Einmal &amp;ausführen</translation>
    </message>
    <message>
        <source>It passes: answered in %1 ms.</source>
        <translation>In Ordnung: Antwort nach %1 ms.</translation>
    </message>
    <message>
        <source>It fails: %1.</source>
        <translation>Sie scheitert: %1.</translation>
    </message>
    <message>
        <source>This is the demonstration: nothing of it can be changed.</source>
        <translation>Dies ist die Demonstration: An ihr lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Nobody else is told when you do not answer a page. Add a way to reach your backup: e-mail, ntfy, Slack, …</source>
        <translation>Niemand sonst wird benachrichtigt, wenn Sie auf einen Alarm nicht antworten. Fügen Sie einen Weg hinzu, Ihre Vertretung zu erreichen: E-Mail, ntfy, Slack, …</translation>
    </message>
    <message>
        <source>Remove “%1”? Nobody is told through it any more.</source>
        <translation>„%1“ entfernen? Darüber wird dann niemand mehr benachrichtigt.</translation>
    </message>
    <message>
        <source>As its source says</source>
        <translation>Wie die Quelle sagt</translation>
    </message>
    <message>
        <source>Send a &amp;test</source>
        <translation>&amp;Test senden</translation>
    </message>
    <message>
        <source>A test message was taken for %1. Has it arrived?</source>
        <translation>Eine Testnachricht an %1 wurde angenommen. Ist sie angekommen?</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Something was changed and is not saved.</source>
        <translation>Es gibt Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Only partly: %1.</source>
        <translation>Nur zum Teil: %1.</translation>
    </message>
    <message>
        <source>It works: %1.</source>
        <translation>Es geht: %1.</translation>
    </message>
</context>
<context>
    <name>nightbell::ShiftStrip</name>
    <message>
        <source>%1, level %2</source>
        <translation>%1, Stufe %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>My shifts of 14 days</source>
        <translation>Meine Schichten in 14 Tagen</translation>
    </message>
</context>
<context>
    <name>nightbell::SilenceDialog</name>
    <message>
        <source>New silence</source>
        <translation>Neue Stummschaltung</translation>
    </message>
    <message>
        <source>What it keeps quiet wakes nobody until it ends, and is shown all the same.</source>
        <translation>Was stummgeschaltet ist, weckt bis zum Ende niemanden und ist trotzdem zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Keep it quiet</source>
        <translation>&amp;Stummschalten</translation>
    </message>
    <message>
        <source>Prolong the silence</source>
        <translation>Stummschaltung verlängern</translation>
    </message>
    <message>
        <source>It is prolonged by itself as long as what it keeps quiet lasts, and ended after that.</source>
        <translation>Sie wird von selbst verlängert, solange das Stummgeschaltete ansteht, und danach beendet.</translation>
    </message>
    <message>
        <source>What it keeps quiet is heard again when it ends.</source>
        <translation>Wenn sie endet, ist das Stummgeschaltete wieder zu hören.</translation>
    </message>
    <message>
        <source>&amp;Let it end then</source>
        <translation>&amp;Dann enden lassen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>What it keeps quiet</source>
        <translation>Stummgeschaltet wird</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Why, for whoever comes across it</source>
        <translation>Warum, für alle, die darauf stoßen</translation>
    </message>
    <message>
        <source>&amp;Comment</source>
        <translation>&amp;Kommentar</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>&amp;1 h</source>
        <translation>&amp;1 h</translation>
    </message>
    <message>
        <source>Ends in an hour</source>
        <translation>Endet in einer Stunde</translation>
    </message>
    <message>
        <source>&amp;4 h</source>
        <translation>&amp;4 h</translation>
    </message>
    <message>
        <source>Ends in four hours</source>
        <translation>Endet in vier Stunden</translation>
    </message>
    <message>
        <source>&amp;09:00</source>
        <translation>&amp;09:00</translation>
    </message>
    <message>
        <source>1 &amp;week</source>
        <translation>1 &amp;Woche</translation>
    </message>
    <message>
        <source>Ends in a week</source>
        <translation>Endet in einer Woche</translation>
    </message>
    <message>
        <source>&amp;Ends</source>
        <translation>&amp;Endet</translation>
    </message>
    <message>
        <source>Say what is to be quiet, in the way of its source.</source>
        <translation>Geben Sie an, was stumm sein soll, in der Schreibweise der Quelle.</translation>
    </message>
    <message>
        <source>This is not understood. It is written like %1</source>
        <translation>Das ist nicht verständlich. Geschrieben wird es wie %1</translation>
    </message>
    <message>
        <source>What it would keep quiet is not known: %1</source>
        <translation>Was stumm wäre, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>This would keep everything quiet, whatever comes.</source>
        <translation>Das würde alles stummschalten, was auch kommt.</translation>
    </message>
    <message>
        <source>Nothing that is open now. It keeps quiet what comes.</source>
        <translation>Nichts, was jetzt offen ist. Stummgeschaltet wird, was noch kommt.</translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s):</source>
        <translation>
            <numerusform>%n offener Vorfall:</numerusform>
            <numerusform>%n offene Vorfälle:</numerusform>
        </translation>
    </message>
    <message>
        <source>It has to end in the future.</source>
        <translation>Das Ende muss in der Zukunft liegen.</translation>
    </message>
    <message>
        <source>Asking %1 …</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>Whether that was done is not known: %1. Look at the list before you try again.</source>
        <translation>Ob das geschehen ist, ist nicht bekannt: %1. Sehen Sie in der Liste nach, ehe Sie es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>That was not done: %1</source>
        <translation>Das ist nicht geschehen: %1</translation>
    </message>
    <message>
        <source>The silence ends at %1.</source>
        <translation>Die Stummschaltung gilt bis %1.</translation>
    </message>
    <message>
        <source>Quiet until %1: %2</source>
        <translation>Stumm bis %1: %2</translation>
    </message>
    <message>
        <source>Keeps &amp;quiet</source>
        <translation>&amp;Hält still</translation>
    </message>
    <message>
        <source>Ends at 09:00 in the morning</source>
        <translation>Endet morgens um 09:00</translation>
    </message>
    <message>
        <source>It has to end after it begins.</source>
        <translation>Das Ende muss nach dem Anfang liegen.</translation>
    </message>
</context>
<context>
    <name>nightbell::SilenceModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What it keeps quiet</source>
        <translation>Stummgeschaltet wird</translation>
    </message>
    <message>
        <source>Quiet now</source>
        <translation>Jetzt stumm</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>ending …</source>
        <translation>wird beendet …</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>until resolved</source>
        <translation>bis zur Lösung</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>wirksam</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) quiet now</source>
        <translation>
            <numerusform>%n Vorfall jetzt stumm</numerusform>
            <numerusform>%n Vorfälle jetzt stumm</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3, %4, by %5</source>
        <translation>%1: %2, %3, %4, von %5</translation>
    </message>
    <message>
        <source>when somebody ends it</source>
        <translation>wenn jemand sie beendet</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
</context>
<context>
    <name>nightbell::SilencesPage</name>
    <message>
        <source>Silences</source>
        <translation>Stummschaltungen</translation>
    </message>
    <message>
        <source>New silence …</source>
        <translation>Neue Stummschaltung …</translation>
    </message>
    <message>
        <source>Prolong the silence …</source>
        <translation>Stummschaltung verlängern …</translation>
    </message>
    <message>
        <source>End the silence …</source>
        <translation>Stummschaltung beenden …</translation>
    </message>
    <message>
        <source>Filter silences</source>
        <translation>Stummschaltungen filtern</translation>
    </message>
    <message>
        <source>&amp;Prolong …</source>
        <translation>&amp;Verlängern …</translation>
    </message>
    <message>
        <source>&amp;End …</source>
        <translation>&amp;Beenden …</translation>
    </message>
    <message>
        <source>&amp;New silence …</source>
        <translation>&amp;Neue Stummschaltung …</translation>
    </message>
    <message>
        <source>Nothing that is connected has silences</source>
        <translation>Nichts, was verbunden ist, hat Stummschaltungen</translation>
    </message>
    <message>
        <source>Connect Prometheus and Alertmanager …</source>
        <translation>Prometheus und Alertmanager verbinden …</translation>
    </message>
    <message>
        <source>No silence has these words</source>
        <translation>Keine Stummschaltung enthält diese Wörter</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>What is silenced is not known</source>
        <translation>Was stummgeschaltet ist, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1: %2. It is asked again by itself.</source>
        <translation>%1: %2. Es wird von selbst wieder gefragt.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Asking for silences …</source>
        <translation>Es wird nach Stummschaltungen gefragt …</translation>
    </message>
    <message>
        <source>Nothing is silenced</source>
        <translation>Nichts ist stummgeschaltet</translation>
    </message>
    <message>
        <source>A silence keeps alerts quiet for a while. Acknowledging an alert makes one as well.</source>
        <translation>Eine Stummschaltung hält Alarme eine Weile still. Auch wer einen Alarm übernimmt, legt eine an.</translation>
    </message>
    <message>
        <source>%1 does not say what is silenced: %2. What is shown is of %3.</source>
        <translation>%1 sagt nicht, was stummgeschaltet ist: %2. Gezeigt wird der Stand von %3.</translation>
    </message>
    <message>
        <source>%1 did not say everything: %2. There may be more silences.</source>
        <translation>%1 hat nicht alles gesagt: %2. Es kann weitere Stummschaltungen geben.</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>It keeps nothing quiet now.</source>
        <translation>Sie schaltet jetzt nichts stumm.</translation>
    </message>
    <message numerus="yes">
        <source>It keeps %n open incident(s) quiet now:</source>
        <translation>
            <numerusform>Sie schaltet jetzt %n offenen Vorfall stumm:</numerusform>
            <numerusform>Sie schaltet jetzt %n offene Vorfälle stumm:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s) will be heard again.</source>
        <translation>
            <numerusform>%n offener Vorfall wird wieder zu hören sein.</numerusform>
            <numerusform>%n offene Vorfälle werden wieder zu hören sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>End the silence?</source>
        <translation>Stummschaltung beenden?</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>Beendet: %1</translation>
    </message>
    <message>
        <source>Whether the silence has ended is not known: %1</source>
        <translation>Ob die Stummschaltung beendet ist, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>The silence goes on: %1</source>
        <translation>Die Stummschaltung gilt weiter: %1</translation>
    </message>
    <message>
        <source>Alertmanagers have, and Datadog has downtimes: what keeps alerts quiet is shown here, and can be made, prolonged and ended.</source>
        <translation>Alertmanager haben welche, und Datadog hat Downtimes: Was Alarme stummschaltet, steht hier und kann angelegt, verlängert und beendet werden.</translation>
    </message>
</context>
<context>
    <name>nightbell::SourceDetails</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Ask all now</source>
        <translation>Alle jetzt fragen</translation>
    </message>
    <message>
        <source>Asked every %1.</source>
        <translation>Wird alle %1 gefragt.</translation>
    </message>
    <message>
        <source>Last answer at %1.</source>
        <translation>Letzte Antwort um %1.</translation>
    </message>
    <message>
        <source>Failing since %1. What it said last stays on view; all other sources go on.</source>
        <translation>Gestört seit %1. Was sie zuletzt sagte, bleibt sichtbar; alle anderen Quellen laufen weiter.</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Einzelheiten: %1</translation>
    </message>
</context>
<context>
    <name>nightbell::Speaker</name>
    <message>
        <source>Neither espeak-ng nor speech-dispatcher speaks here.</source>
        <translation>Hier spricht weder espeak-ng noch speech-dispatcher.</translation>
    </message>
</context>
<context>
    <name>nightbell::StatisticsPage</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Time that is counted</source>
        <translation>Gezählter Zeitraum</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Seit %n Tag</numerusform>
            <numerusform>Letzte %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>What you were called for</source>
        <translation>Weswegen Sie gerufen wurden</translation>
    </message>
    <message>
        <source>Half were answered within</source>
        <translation>Hälfte beantwortet in</translation>
    </message>
    <message>
        <source>From the page to the acknowledgement, yours or another&apos;s</source>
        <translation>Vom Alarm bis zur Übernahme, durch Sie oder andere</translation>
    </message>
    <message>
        <source>Nine of ten within</source>
        <translation>Neun von zehn in</translation>
    </message>
    <message>
        <source>Pages a night</source>
        <translation>Alarme pro Nacht</translation>
    </message>
    <message>
        <source>From 22:00 to 06:00</source>
        <translation>Von 22:00 bis 06:00</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>The others got well by themselves, or wait still</source>
        <translation>Die anderen haben sich von selbst erledigt oder warten noch</translation>
    </message>
    <message>
        <source>Went to the backup</source>
        <translation>An die Vertretung</translation>
    </message>
    <message>
        <source>Nobody had answered in time</source>
        <translation>Niemand hatte rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>Nach Dienst</translation>
    </message>
    <message>
        <source>Pages by service</source>
        <translation>Alarme nach Dienst</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>The history cannot be read</source>
        <translation>Der Verlauf kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The history begins at %1: no more than that is counted.</source>
        <translation>Der Verlauf beginnt am %1: Gezählt wird erst ab da.</translation>
    </message>
    <message>
        <source>Counted since %1.</source>
        <translation>Gezählt seit %1.</translation>
    </message>
    <message>
        <source>No page in this time</source>
        <translation>Kein Alarm in dieser Zeit</translation>
    </message>
    <message>
        <source>How often you are paged, and how long the answer takes, is counted here from the first page on.</source>
        <translation>Wie oft Sie alarmiert werden und wie lange die Antwort dauert, wird hier vom ersten Alarm an gezählt.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Without a service</source>
        <translation>Ohne Dienst</translation>
    </message>
</context>
<context>
    <name>nightbell::StatusLine</name>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 stale %2</source>
        <translation>%1 veraltet %2</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 gestört: %2</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>This is the demonstration: nothing of it is real</source>
        <translation>Dies ist die Vorführung: Nichts davon ist echt</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>%1, as far as is known</source>
        <translation>%1, soweit bekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) fresh</source>
        <translation>
            <numerusform>%n Quelle aktuell</numerusform>
            <numerusform>%n Quellen aktuell</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::StatusText</name>
    <message>
        <source>Show the incidents</source>
        <translation>Die Vorfälle zeigen</translation>
    </message>
</context>
<context>
    <name>nightbell::Store</name>
    <message>
        <source>It is seen as one with what was forwarded from it.</source>
        <translation>Er wird mit dem zusammengefasst, was von ihm weitergeleitet wurde.</translation>
    </message>
</context>
<context>
    <name>nightbell::TakeoverDialog</name>
    <message>
        <source>Whether you took it over is not known: %1. Look at who is on call before you try again.</source>
        <translation>Ob Sie übernommen haben, ist nicht bekannt: %1. Sehen Sie nach, wer Bereitschaft hat, ehe Sie es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>You did not take it over: %1</source>
        <translation>Sie haben nicht übernommen: %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>You are on call instead of whoever would be, and are paged in their place.</source>
        <translation>Sie haben Bereitschaft an Stelle derer, die sie sonst hätten, und werden an ihrer Stelle alarmiert.</translation>
    </message>
    <message>
        <source>&amp;Schedule</source>
        <translation>&amp;Dienstplan</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Dienstplan</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Nobody is on call there now.</source>
        <translation>Dort hat jetzt niemand Bereitschaft.</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>On call there now: %1 until %2</source>
        <translation>Dort hat jetzt Bereitschaft: %1 bis %2</translation>
    </message>
    <message>
        <source>On call there now: %1</source>
        <translation>Dort hat jetzt Bereitschaft: %1</translation>
    </message>
    <message>
        <source>There is no schedule that could be taken over.</source>
        <translation>Es gibt keinen Dienstplan, den man übernehmen könnte.</translation>
    </message>
    <message>
        <source>It has to end after it begins.</source>
        <translation>Das Ende muss nach dem Anfang liegen.</translation>
    </message>
    <message>
        <source>It has to end in the future.</source>
        <translation>Das Ende muss in der Zukunft liegen.</translation>
    </message>
    <message>
        <source>Asking %1 …</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>You took over “%1”: %2</source>
        <translation>Sie haben „%1“ übernommen: %2</translation>
    </message>
</context>
<context>
    <name>nightbell::TestPages</name>
    <message>
        <source>Test page: please acknowledge</source>
        <translation>Testalarm: bitte übernehmen</translation>
    </message>
    <message>
        <source>Nothing is broken. This page shows whether one gets through to you.</source>
        <translation>Nichts ist ausgefallen. Dieser Alarm zeigt, ob einer bei Ihnen ankommt.</translation>
    </message>
</context>
<context>
    <name>nightbell::Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The timeline cannot be read: %1.</source>
        <translation>Der Zeitverlauf kann nicht gelesen werden: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier event(s) are in the history.</source>
        <translation>
            <numerusform>%n früheres Ereignis steht im Verlauf.</numerusform>
            <numerusform>%n frühere Ereignisse stehen im Verlauf.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Tray</name>
    <message numerus="yes">
        <source>%n incident(s) need you</source>
        <translation>
            <numerusform>%n Vorfall wartet auf Sie</numerusform>
            <numerusform>%n Vorfälle warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message numerus="yes">
        <source>%n more open</source>
        <translation>
            <numerusform>%n weiterer offen</numerusform>
            <numerusform>%n weitere offen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: data is stale</source>
        <translation>%1: Daten veraltet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>No open incidents</source>
        <translation>Keine offenen Vorfälle</translation>
    </message>
    <message numerus="yes">
        <source>%n more …</source>
        <translation>
            <numerusform>%n weiterer …</numerusform>
            <numerusform>%n weitere …</numerusform>
        </translation>
    </message>
    <message>
        <source>Open Nightbell</source>
        <translation>Nightbell öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1 all (%2)</source>
        <translation>Alle (%2): %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Let it &amp;escalate</source>
        <translation>&amp;Eskalieren lassen</translation>
    </message>
    <message>
        <source>A page may be missed: %1</source>
        <translation>Ein Alarm kann verpasst werden: %1</translation>
    </message>
    <message>
        <source>Resume notifications</source>
        <translation>Benachrichtigungen fortsetzen</translation>
    </message>
    <message>
        <source>Pause for longer</source>
        <translation>Länger pausieren</translation>
    </message>
    <message>
        <source>Pause notifications</source>
        <translation>Benachrichtigungen pausieren</translation>
    </message>
    <message>
        <source>For 30 min</source>
        <translation>Für 30 min</translation>
    </message>
    <message>
        <source>For 1 h</source>
        <translation>Für 1 h</translation>
    </message>
    <message>
        <source>Until tomorrow 09:00</source>
        <translation>Bis morgen 09:00</translation>
    </message>
    <message>
        <source>Nothing is known to need you</source>
        <translation>Soweit bekannt, wartet nichts auf Sie</translation>
    </message>
</context>
<context>
    <name>nightbell::UndoBar</name>
    <message>
        <source>Undo  %1</source>
        <translation>Rückgängig  %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>nightbell::WelcomePage</name>
    <message>
        <source>Welcome to Nightbell</source>
        <translation>Willkommen bei Nightbell</translation>
    </message>
    <message>
        <source>It watches, and wakes you when something needs you. Where do you want to begin?</source>
        <translation>Nightbell überwacht und weckt Sie, wenn etwas auf Sie wartet. Womit möchten Sie beginnen?</translation>
    </message>
    <message>
        <source>Watch this machine</source>
        <translation>Diesen Rechner überwachen</translation>
    </message>
    <message>
        <source>Processor, memory, disks and services. Works at once; nothing leaves this machine.</source>
        <translation>Prozessor, Speicher, Platten und Dienste. Geht sofort; nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Watch a site</source>
        <translation>Eine Webseite überwachen</translation>
    </message>
    <message>
        <source>Asked every 30 seconds from here; an incident is opened when it fails twice in a row.</source>
        <translation>Wird von hier alle 30 Sekunden gefragt; scheitert sie zweimal in Folge, gibt es einen Vorfall.</translation>
    </message>
    <message>
        <source>Address of the site to watch</source>
        <translation>Adresse der Webseite</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Connect what watches or pages you</source>
        <translation>Verbinden, was Sie überwacht oder alarmiert</translation>
    </message>
    <message>
        <source>With an address and a token; &quot;Test&quot; shows what was found.</source>
        <translation>Mit einer Adresse und einem Token; „Testen“ zeigt, was gefunden wurde.</translation>
    </message>
    <message>
        <source>Connect %1 …</source>
        <translation>%1 verbinden …</translation>
    </message>
    <message>
        <source>Look at the demonstration</source>
        <translation>Die Vorführung ansehen</translation>
    </message>
    <message>
        <source>Twelve invented hosts whose incidents come and go, in a window of its own. Nothing of it is real or kept.</source>
        <translation>Zwölf erfundene Rechner, deren Vorfälle kommen und gehen, in einem eigenen Fenster. Nichts davon ist echt oder bleibt.</translation>
    </message>
    <message>
        <source>Start the demonstration</source>
        <translation>Vorführung starten</translation>
    </message>
    <message>
        <source>Go to the incidents</source>
        <translation>Zu den Vorfällen</translation>
    </message>
    <message>
        <source>It is switched off in the configuration.</source>
        <translation>In der Konfiguration ausgeschaltet.</translation>
    </message>
    <message>
        <source>It is being looked at …</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>processor %1 busy</source>
        <translation>Prozessor zu %1 ausgelastet</translation>
    </message>
    <message>
        <source>memory %1 used</source>
        <translation>Speicher zu %1 belegt</translation>
    </message>
    <message numerus="yes">
        <source>%n disk(s)</source>
        <translation>
            <numerusform>%n Platte</numerusform>
            <numerusform>%n Platten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n Dienst</numerusform>
            <numerusform>%n Dienste</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is being watched already: %2.</source>
        <translation>%1 wird schon überwacht: %2.</translation>
    </message>
    <message>
        <source>That cannot be written: %1.</source>
        <translation>Das lässt sich nicht schreiben: %1.</translation>
    </message>
    <message>
        <source>That does not work: %1.</source>
        <translation>Das geht nicht: %1.</translation>
    </message>
    <message>
        <source>Enter the address of a site, like https://example.com.</source>
        <translation>Geben Sie die Adresse einer Webseite ein, etwa https://example.com.</translation>
    </message>
    <message>
        <source>%1 is being asked …</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>%1 answered in %2 ms. It is being watched from now on.</source>
        <translation>%1 antwortete nach %2 ms und wird ab jetzt überwacht.</translation>
    </message>
    <message>
        <source>%1 is being watched from now on. Just now: %2.</source>
        <translation>%1 wird ab jetzt überwacht. Gerade eben: %2.</translation>
    </message>
    <message>
        <source>This is the demonstration</source>
        <translation>Das ist die Vorführung</translation>
    </message>
    <message>
        <source>Twelve invented hosts whose incidents come and go. Acknowledge and resolve as you like: nothing of it is real or kept, and nothing can be added here.</source>
        <translation>Zwölf erfundene Rechner, deren Vorfälle kommen und gehen. Übernehmen und lösen Sie nach Belieben: Nichts davon ist echt oder bleibt, und hinzufügen lässt sich hier nichts.</translation>
    </message>
    <message>
        <source>Watch what is yours</source>
        <translation>Überwachen, was Ihres ist</translation>
    </message>
    <message>
        <source>This machine, your sites, and what watches or pages you, in a window of its own.</source>
        <translation>Diesen Rechner, Ihre Seiten und was Sie überwacht oder ruft, in einem eigenen Fenster.</translation>
    </message>
    <message>
        <source>Start Nightbell</source>
        <translation>Nightbell starten</translation>
    </message>
    <message>
        <source>It is starting.</source>
        <translation>Es startet.</translation>
    </message>
    <message>
        <source>It could not be started.</source>
        <translation>Es ließ sich nicht starten.</translation>
    </message>
</context>
</TS>
