<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>BackupMessage</name>
    <message numerus="yes">
        <source>%n more of the same cause:</source>
        <translation>
            <numerusform>%n more of the same cause:</numerusform>
            <numerusform>%n more of the same cause:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Datadog</name>
    <message numerus="yes">
        <source>%n monitor(s) could not be read.</source>
        <translation>
            <numerusform>%n monitor could not be read.</numerusform>
            <numerusform>%n monitors could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) of monitors could not be read.</source>
        <translation>
            <numerusform>%n group of monitors could not be read.</numerusform>
            <numerusform>%n groups of monitors could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) could not be read.</source>
        <translation>
            <numerusform>%n host could not be read.</numerusform>
            <numerusform>%n hosts could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DatadogOnCall</name>
    <message numerus="yes">
        <source>Only %n of your teams are asked for; name those that matter in Settings → Sources.</source>
        <translation>
            <numerusform>Only %n of your teams is asked for; name those that matter in Settings → Sources.</numerusform>
            <numerusform>Only %n of your teams are asked for; name those that matter in Settings → Sources.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n person/people on call it does not say until when.</source>
        <translation>
            <numerusform>Of %n person on call it does not say until when.</numerusform>
            <numerusform>Of %n people on call it does not say until when.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Holds</name>
    <message numerus="yes">
        <source>%n held back by the pause</source>
        <translation>
            <numerusform>%n held back by the pause</numerusform>
            <numerusform>%n held back by the pause</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency held until %1</source>
        <translation>
            <numerusform>%n of low urgency held until %1</numerusform>
            <numerusform>%n of low urgency held until %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency held: the service has no hours</source>
        <translation>
            <numerusform>%n of low urgency held: the service has no hours</numerusform>
            <numerusform>%n of low urgency held: the service has no hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notification</name>
    <message numerus="yes">
        <source>%n incident(s) resolved</source>
        <translation>
            <numerusform>%n incident resolved</numerusform>
            <numerusform>%n incidents resolved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) not watched any more</source>
        <translation>
            <numerusform>%n incident not watched any more</numerusform>
            <numerusform>%n incidents not watched any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s) of low urgency</source>
        <translation>
            <numerusform>%n incident of low urgency</numerusform>
            <numerusform>%n incidents of low urgency</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s): %1</source>
        <translation>
            <numerusform>%n incident: %1</numerusform>
            <numerusform>%n incidents: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge all %n</source>
        <translation>
            <numerusform>Acknowledge all %n</numerusform>
            <numerusform>Acknowledge all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away: %n more need(s) you</source>
        <translation>
            <numerusform>While you were away: %n more needs you</numerusform>
            <numerusform>While you were away: %n more need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency: %1</source>
        <translation>
            <numerusform>%n of low urgency: %1</numerusform>
            <numerusform>%n of low urgency: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ended meanwhile: %1</source>
        <translation>
            <numerusform>%n ended meanwhile: %1</numerusform>
            <numerusform>%n ended meanwhile: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagerDuty</name>
    <message numerus="yes">
        <source>%n incident(s) could not be read and are not shown.</source>
        <translation>
            <numerusform>%n incident could not be read and is not shown.</numerusform>
            <numerusform>%n incidents could not be read and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>PagerDuty&apos;s list was not whole: %n open incident(s) were not in it.</source>
        <translation>
            <numerusform>PagerDuty&apos;s list was not whole: %n open incident was not in it.</numerusform>
            <numerusform>PagerDuty&apos;s list was not whole: %n open incidents were not in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The plan has %n ability(ies): %1.</source>
        <translation>
            <numerusform>The plan has %n ability: %1.</numerusform>
            <numerusform>The plan has %n abilities: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagerDutyDetails</name>
    <message numerus="yes">
        <source>%1: %n could not be read.</source>
        <translation>
            <numerusform>%1: %n could not be read.</numerusform>
            <numerusform>%1: %n could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PagerDutyOnCall</name>
    <message numerus="yes">
        <source>%n entry/entries could not be read.</source>
        <translation>
            <numerusform>%n entry could not be read.</numerusform>
            <numerusform>%n entries could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Prometheus</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n target(s)</source>
        <translation>
            <numerusform>%n target</numerusform>
            <numerusform>%n targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n target(s) of %2 do not answer Prometheus</source>
        <translation>
            <numerusform>%1 of %n target of %2 does not answer Prometheus</numerusform>
            <numerusform>%1 of %n targets of %2 do not answer Prometheus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silence(s) will be made.</source>
        <translation>
            <numerusform>%n silence will be made.</numerusform>
            <numerusform>%n silences will be made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) of %1 could not be read.</source>
        <translation>
            <numerusform>%n alert of %1 could not be read.</numerusform>
            <numerusform>%n alerts of %1 could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) are shown as they were: whether they are over cannot be told yet.</source>
        <translation>
            <numerusform>%n alert is shown as it was: whether it is over cannot be told yet.</numerusform>
            <numerusform>%n alerts are shown as they were: whether they are over cannot be told yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message numerus="yes">
        <source>It has %n mistake(s): what they are about may not be watched.</source>
        <translation>
            <numerusform>It has %n mistake: what it is about may not be watched.</numerusform>
            <numerusform>It has %n mistakes: what they are about may not be watched.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message numerus="yes">
        <source>%n incident(s) need(s) you.</source>
        <translation>
            <numerusform>%n incident needs you.</numerusform>
            <numerusform>%n incidents need you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) open.</source>
        <translation>
            <numerusform>%n other open.</numerusform>
            <numerusform>%n others open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n check(s) failed</source>
        <translation>
            <numerusform>%1 of %n check failed</numerusform>
            <numerusform>%1 of %n checks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It reaches %n open incident(s).</source>
        <translation>
            <numerusform>It reaches %n open incident.</numerusform>
            <numerusform>It reaches %n open incidents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Since %1, %n night(s)</source>
        <translation>
            <numerusform>Since %1, %n night</numerusform>
            <numerusform>Since %1, %n nights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ticks</name>
    <message numerus="yes">
        <source>%n restart(s)</source>
        <translation>
            <numerusform>%n restart</numerusform>
            <numerusform>%n restarts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchSummary</name>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledged</source>
        <translation>
            <numerusform>%n acknowledged</numerusform>
            <numerusform>%n acknowledged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of low urgency</source>
        <translation>
            <numerusform>%n of low urgency</numerusform>
            <numerusform>%n of low urgency</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) not run yet.</source>
        <translation>
            <numerusform>%n check not run yet.</numerusform>
            <numerusform>%n checks not run yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mistake(s) in the configuration: what they are about may not be watched.</source>
        <translation>
            <numerusform>%n mistake in the configuration: what it is about may not be watched.</numerusform>
            <numerusform>%n mistakes in the configuration: what they are about may not be watched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with others</source>
        <translation>
            <numerusform>%n with others</numerusform>
            <numerusform>%n with others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n pending</numerusform>
            <numerusform>%n pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silenced</source>
        <translation>
            <numerusform>%n silenced</numerusform>
            <numerusform>%n silenced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n inhibited</source>
        <translation>
            <numerusform>%n inhibited</numerusform>
            <numerusform>%n inhibited</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>%n restart(s) by failure within %1</source>
        <translation>
            <numerusform>%n restart by failure within %1</numerusform>
            <numerusform>%n restarts by failure within %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 restarted %n time(s) by failure on %2</source>
        <translation>
            <numerusform>%1 restarted %n time by failure on %2</numerusform>
            <numerusform>%1 restarted %n times by failure on %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s) in a row</source>
        <translation>
            <numerusform>%n failure in a row</numerusform>
            <numerusform>%n failures in a row</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>me and %n other(s)</source>
        <translation>
            <numerusform>me and %n other</numerusform>
            <numerusform>me and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::ActionDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Alarm</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::AlertWindow</name>
    <message numerus="yes">
        <source>%n incident(s) need you</source>
        <translation>
            <numerusform>%n incident needs you</numerusform>
            <numerusform>%n incidents need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Application</name>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::CheckModel</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Errand</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::GroupModel</name>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::HoldBar</name>
    <message numerus="yes">
        <source>%n more …</source>
        <translation>
            <numerusform>%n more …</numerusform>
            <numerusform>%n more …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::HostDetail</name>
    <message numerus="yes">
        <source>%1 of %n core(s)</source>
        <translation>
            <numerusform>%1 of %n core</numerusform>
            <numerusform>%1 of %n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n restart(s) by failure in 24 h</source>
        <translation>
            <numerusform>%n restart by failure in 24 h</numerusform>
            <numerusform>%n restarts by failure in 24 h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s), none restarted by failure in 24 h.</source>
        <translation>
            <numerusform>%n service, none restarted by failure in 24 h.</numerusform>
            <numerusform>%n services, none restarted by failure in 24 h.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other service(s) did not restart by failure.</source>
        <translation>
            <numerusform>%n other service did not restart by failure.</numerusform>
            <numerusform>%n other services did not restart by failure.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::HostsPage</name>
    <message numerus="yes">
        <source>%n host(s) are hidden by the filter.</source>
        <translation>
            <numerusform>%n host is hidden by the filter.</numerusform>
            <numerusform>%n hosts are hidden by the filter.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentActions</name>
    <message numerus="yes">
        <source>%1: %n incident(s)?</source>
        <translation>
            <numerusform>%1: %n incident?</numerusform>
            <numerusform>%1: %n incidents?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentDetail</name>
    <message numerus="yes">
        <source>%n incident(s) selected</source>
        <translation>
            <numerusform>%n incident selected</numerusform>
            <numerusform>%n incidents selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentExtras</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::IncidentsPage</name>
    <message numerus="yes">
        <source>%n incident(s) are hidden by the filter.</source>
        <translation>
            <numerusform>%n incident is hidden by the filter.</numerusform>
            <numerusform>%n incidents are hidden by the filter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::MainWindow</name>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorDetail</name>
    <message numerus="yes">
        <source>%1 of %n group(s)</source>
        <translation>
            <numerusform>%1 of %n group</numerusform>
            <numerusform>%1 of %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorModel</name>
    <message numerus="yes">
        <source>%1 of %n group(s)</source>
        <translation>
            <numerusform>%1 of %n group</numerusform>
            <numerusform>%1 of %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::MonitorsPage</name>
    <message numerus="yes">
        <source>%n monitor(s)</source>
        <translation>
            <numerusform>%n monitor</numerusform>
            <numerusform>%n monitors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n monitor(s)</source>
        <translation>
            <numerusform>%1 of %n monitor</numerusform>
            <numerusform>%1 of %n monitors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n monitor(s) are hidden by the filter.</source>
        <translation>
            <numerusform>%n monitor is hidden by the filter.</numerusform>
            <numerusform>%n monitors are hidden by the filter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists %n monitor(s) that could not be read.</source>
        <translation>
            <numerusform>%1 lists %n monitor that could not be read.</numerusform>
            <numerusform>%1 lists %n monitors that could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::NoticeBanners</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::PayloadTree</name>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::PolicyCard</name>
    <message numerus="yes">
        <source>Unacknowledged for %1: again from level 1, %n time(s)</source>
        <translation>
            <numerusform>Unacknowledged for %1: again from level 1, %n time</numerusform>
            <numerusform>Unacknowledged for %1: again from level 1, %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::ReachedList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::SeriesChart</name>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::SettingsDialog</name>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s)</source>
        <translation>
            <numerusform>%n open incident</numerusform>
            <numerusform>%n open incidents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::SilenceDialog</name>
    <message numerus="yes">
        <source>%n open incident(s):</source>
        <translation>
            <numerusform>%n open incident:</numerusform>
            <numerusform>%n open incidents:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::SilenceModel</name>
    <message numerus="yes">
        <source>%n incident(s) quiet now</source>
        <translation>
            <numerusform>%n incident quiet now</numerusform>
            <numerusform>%n incidents quiet now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::SilencesPage</name>
    <message numerus="yes">
        <source>It keeps %n open incident(s) quiet now:</source>
        <translation>
            <numerusform>It keeps %n open incident quiet now:</numerusform>
            <numerusform>It keeps %n open incidents quiet now:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s) will be heard again.</source>
        <translation>
            <numerusform>%n open incident will be heard again.</numerusform>
            <numerusform>%n open incidents will be heard again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::StatisticsPage</name>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Last %n day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::StatusLine</name>
    <message numerus="yes">
        <source>%n source(s) fresh</source>
        <translation>
            <numerusform>%n source fresh</numerusform>
            <numerusform>%n sources fresh</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Timeline</name>
    <message numerus="yes">
        <source>%n earlier event(s) are in the history.</source>
        <translation>
            <numerusform>%n earlier event is in the history.</numerusform>
            <numerusform>%n earlier events are in the history.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::Tray</name>
    <message numerus="yes">
        <source>%n incident(s) need you</source>
        <translation>
            <numerusform>%n incident needs you</numerusform>
            <numerusform>%n incidents need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more open</source>
        <translation>
            <numerusform>%n more open</numerusform>
            <numerusform>%n more open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more …</source>
        <translation>
            <numerusform>%n more …</numerusform>
            <numerusform>%n more …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>nightbell::WelcomePage</name>
    <message numerus="yes">
        <source>%n disk(s)</source>
        <translation>
            <numerusform>%n disk</numerusform>
            <numerusform>%n disks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
</context>
</TS>
