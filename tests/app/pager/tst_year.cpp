// SPDX-License-Identifier: GPL-3.0-or-later
// A year of incidents through the pager's book, and beside it the rules told once more, in another way: no state, no
// deadlines, no events. For each incident every minute of its life is looked at, and what has to be said in that minute
// follows from the minute alone and from what was said before. Both have to say the same, at the same minute.
#include "pager/pagebook.h"
#include "support/incidents.h"

#include <QTest>

#include <map>
#include <random>
#include <set>
#include <vector>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Minute = qint64; // since the beginning of the year

const TimePoint yearStart = *fromIso(u"2026-01-01T00:00:00Z"_s);
constexpr Minute yearLength = 365LL * 24 * 60;

TimePoint timeOf(Minute minute)
{
    return yearStart + std::chrono::minutes(minute);
}

// One incident's life, in minutes. Zero: it does not happen.
struct Life
{
    QString id;
    int service = 0; // one a life at a time: causes are another test's
    Urgency urgency = Urgency::High;
    Minute opens = 0;
    Minute acknowledged = 0;
    Minute triggersAgain = 0; // after that
    Minute ends = 0;
};

struct Pause
{
    Minute from = 0;
    Minute until = 0; // as it was asked for
    Minute resumed = 0; // or earlier, by hand; 0: it ran out
};

struct Plan
{
    std::vector<Service> services;
    std::vector<Life> lives;
    std::vector<Pause> pauses;
    std::vector<Minute> restarts;
    std::set<std::pair<Minute, Minute>> off; // nothing runs from … until just before …
};

// "page 4711", "backup 4711 late", … in the minutes in which it was said.
using Sayings = std::map<Minute, std::multiset<QString>>;

// The rules once more.
class Model
{
public:
    explicit Model(const Plan &plan) : m_plan(plan)
    {
        m_calendars.resize(plan.services.size());
        for (std::size_t i = 0; i < plan.services.size(); ++i) {
            if (plan.services[i].hours)
                m_calendars[i] = calendar(*plan.services[i].hours);
        }
        m_paused.resize(yearLength, false);
        for (const Pause &pause : plan.pauses) {
            const Minute end = pause.resumed > 0 ? pause.resumed : pause.until;
            std::fill(m_paused.begin() + pause.from, m_paused.begin() + std::min(end, yearLength), true);
        }
        m_off.resize(yearLength, false);
        for (const auto &[from, until] : plan.off)
            std::fill(m_off.begin() + from, m_off.begin() + until, true);
    }

    Sayings all()
    {
        for (const Life &life : m_plan.lives)
            live(life);
        return m_said;
    }

private:
    struct Shown
    {
        QDate date;
        int minute = 0;
    };
    static constexpr Minute margin = 3 * 24 * 60;

    // What the clock on the wall shows in each minute of the year, and a little around it. No zone changes but on a quarter.
    static const std::vector<Shown> &wallOf(const QTimeZone &zone)
    {
        static std::map<QByteArray, std::vector<Shown>> walls;
        std::vector<Shown> &wall = walls[zone.id()];
        if (!wall.empty())
            return wall;
        int offset = 0;
        for (Minute minute = -margin; minute < yearLength + margin; ++minute) {
            if (minute % 15 == 0)
                offset = zone.offsetFromUtc(toDateTime(timeOf(minute))) / 60;
            const Minute shown = minute + offset + margin + 24 * 60; // not below zero
            wall.push_back({QDate(2025, 12, 28).addDays(shown / (24 * 60)), static_cast<int>(shown % (24 * 60))});
        }
        return wall;
    }

    // For each minute whether it lies in a window: found by looking at the clock on the wall in each minute there is.
    static std::vector<bool> calendar(const SupportHours &hours)
    {
        std::vector<bool> open(yearLength, false);
        const std::vector<Shown> &wall = wallOf(*hours.zone);
        for (QDate date(2025, 12, 30); date <= QDate(2027, 1, 2); date = date.addDays(1)) {
            if (!hours.days.at(static_cast<std::size_t>(date.dayOfWeek() - 1)) || hours.holidays.contains(date))
                continue;
            const QDate endDate = hours.to > hours.from ? date : date.addDays(1);
            // From the first minute that shows the beginning or more to the last that shows less than the end.
            const Minute around = margin + QDate(2026, 1, 1).daysTo(date) * 24 * 60;
            Minute first = -1;
            Minute last = -1;
            for (Minute i = std::max<Minute>(0, around - 24 * 60); i < std::min<Minute>(std::ssize(wall), around + 3 * 24 * 60); ++i) {
                const Shown &shown = wall[static_cast<std::size_t>(i)];
                if (first < 0 && std::pair(shown.date, shown.minute) >= std::pair(date, hours.from))
                    first = i;
                if (std::pair(shown.date, shown.minute) < std::pair(endDate, hours.to))
                    last = i;
            }
            for (Minute i = first; first >= 0 && i <= last; ++i) {
                if (const Minute minute = i - margin; minute >= 0 && minute < yearLength)
                    open[static_cast<std::size_t>(minute)] = true;
            }
        }
        return open;
    }

    void live(const Life &life)
    {
        const Service &service = m_plan.services[static_cast<std::size_t>(life.service)];
        const std::vector<bool> &open = m_calendars[static_cast<std::size_t>(life.service)];
        bool told = false;
        Minute paged = -1; // since
        Minute taken = -1; // acknowledged since
        bool lapsed = false;
        std::set<Minute> steps; // offsets of those that were taken
        for (Minute minute = life.opens; minute < life.ends; ++minute) {
            if (m_off[static_cast<std::size_t>(minute)])
                continue;
            const bool isAcknowledged
                = life.acknowledged > 0 && minute >= life.acknowledged && (life.triggersAgain == 0 || minute < life.triggersAgain);
            const bool isPaused = m_paused[static_cast<std::size_t>(minute)];
            if (isAcknowledged && !lapsed) {
                paged = -1;
                steps.clear();
                if (life.urgency == Urgency::High && service.pageAgainAfter > 0ms) {
                    taken = taken < 0 ? life.acknowledged : taken;
                    if (timeOf(minute) - timeOf(taken) >= service.pageAgainAfter)
                        lapsed = true;
                }
                if (!lapsed)
                    continue;
            }
            if (!isAcknowledged)
                taken = -1;
            if (life.urgency == Urgency::Low) {
                const bool isOpen = !service.hours || open[static_cast<std::size_t>(minute)];
                if (!told && isOpen && !isPaused) {
                    told = true;
                    say(minute, u"tell "_s + life.id);
                }
                continue;
            }
            if (paged < 0 && (!isPaused || service.always)) {
                paged = minute;
                say(minute, u"page "_s + life.id);
            }
            if (paged >= 0)
                step(life, service, minute, paged, steps);
        }
    }

    // What is due in this minute, and was not said: noise each `louderAfter` as long as there is no backup, then the backup.
    void step(const Life &life, const Service &service, Minute minute, Minute paged, std::set<Minute> &steps)
    {
        const Minute louder = service.louderAfter / 1min;
        const Minute backup = service.escalateAfter / 1min;
        Minute noise = 0; // the last that is due
        for (Minute time = 1; louder > 0 && time <= 10; ++time) {
            const Minute after = time * louder;
            if (backup > 0 && after >= backup)
                break;
            if (paged + after <= minute && !steps.contains(after)) {
                noise = after;
                steps.insert(after);
            }
        }
        const bool tellsBackup = backup > 0 && paged + backup <= minute && steps.insert(backup).second;
        if (tellsBackup)
            say(minute, u"backup "_s + life.id + (paged + backup < minute ? u" late"_s : QString()));
        else if (noise > 0)
            say(minute, u"louder "_s + life.id + (paged + noise < minute ? u" late"_s : QString()));
    }

    void say(Minute minute, const QString &what) { m_said[minute].insert(what); }

    const Plan &m_plan;
    std::vector<std::vector<bool>> m_calendars; // by service
    std::vector<bool> m_paused;
    std::vector<bool> m_off;
    Sayings m_said;
};

// The real one, driven as the session does it: by changes, and by the deadlines that it names itself.
class Console
{
public:
    explicit Console(const Plan &plan) : m_plan(plan), m_book(newBook()) { }

    Sayings all()
    {
        struct Event
        {
            std::function<void()> happens;
        };
        std::multimap<Minute, Event> events;
        const auto at = [&events](Minute minute, std::function<void()> happens) { events.emplace(minute, Event{std::move(happens)}); };
        at(0, [this] { start(); });
        for (const Pause &pause : m_plan.pauses) {
            at(pause.from, [this, pause] { pauseUntil(pause.until); });
            if (pause.resumed > 0)
                at(pause.resumed, [this] { resume(); });
        }
        for (const Minute minute : m_plan.restarts)
            at(minute, [this] { start(); });
        for (const auto &[from, until] : m_plan.off) {
            at(from, [this] { m_isOff = true; });
        }
        for (const Life &life : m_plan.lives) {
            at(life.opens, [this, &life] { change(life, IncidentState::Triggered); });
            if (life.acknowledged > 0)
                at(life.acknowledged, [this, &life] { change(life, IncidentState::Acknowledged); });
            if (life.triggersAgain > 0)
                at(life.triggersAgain, [this, &life] { change(life, IncidentState::Triggered); });
            at(life.ends, [this, &life] { end(life); });
        }
        // Whoever starts sees what has happened by then.
        for (const auto &[from, until] : m_plan.off) {
            at(until, [this] {
                m_isOff = false;
                start();
            });
        }
        for (auto event = events.begin(); event != events.end();) {
            const Minute minute = event->first;
            tickUntil(minute - 1);
            m_minute = minute;
            for (; event != events.end() && event->first == minute; ++event)
                event->second.happens();
            tick();
        }
        tickUntil(yearLength - 1);
        return m_said;
    }

private:
    static PageBook newBook()
    {
        return PageBook([](const SourceId &) { return false; });
    }

    TimePoint now() const { return timeOf(m_minute); }

    // All that is due until then, when it is due.
    void tickUntil(Minute last)
    {
        while (!m_isOff && m_book.nextDue() <= timeOf(last)) {
            m_minute = std::max<Minute>(m_minute, (m_book.nextDue() - yearStart + 1min - 1ms) / 1min);
            tick();
        }
    }

    void tick()
    {
        if (!m_isOff)
            take(m_book.tick(now()));
    }

    // A crash: what is on disk stays, and the sources say what is open.
    void start()
    {
        m_book = newBook();
        m_book.restore(m_disk.values(), {}, m_pausedUntil);
        m_book.setServices(QList<Service>(m_plan.services.begin(), m_plan.services.end()), {}, now());
        tick();
        m_shown.clear();
        show();
    }

    void change(const Life &life, IncidentState state)
    {
        Incident incident = makeIncident(life.id, state, u"prod"_s);
        incident.service = m_plan.services[static_cast<std::size_t>(life.service)].id;
        incident.urgency = life.urgency;
        incident.created = timeOf(life.opens);
        if (state == IncidentState::Acknowledged)
            incident.acknowledgedAt = timeOf(life.acknowledged);
        m_source.insert(incident.id, incident);
        show();
    }

    void end(const Life &life)
    {
        m_source.remove(IncidentId(life.id));
        show();
    }

    // What the sources say, as the session hands it on.
    void show()
    {
        if (m_isOff)
            return;
        SharedIncidents after;
        for (Incident incident : std::as_const(m_source)) {
            m_book.overlay(incident);
            after.append(incident);
        }
        const Diff<Shared<Incident>> diff = difference(m_shown, after);
        m_shown = after;
        take(m_book.apply(diff, now()));
    }

    void pauseUntil(Minute until)
    {
        if (m_isOff)
            return;
        m_pausedUntil = timeOf(until);
        take(m_book.pause(*m_pausedUntil, now()));
    }

    void resume()
    {
        if (m_isOff)
            return;
        take(m_book.resume(now()));
    }

    void take(const PageOutcome &outcome)
    {
        for (const Page &page : outcome.raise) {
            if (!page.repeated)
                say(u"page "_s, page.id, false);
        }
        for (const StepDue &step : outcome.steps)
            say(step.toBackup ? u"backup "_s : u"louder "_s, step.page.id, step.isLate);
        for (const Incident &incident : outcome.tell + outcome.release)
            say(u"tell "_s, incident.id, false);
        for (const PageRecord &record : outcome.write)
            m_disk.insert(record.id, record);
        for (const IncidentId &id : outcome.forget)
            m_disk.remove(id);
        m_pausedUntil = m_book.pausedUntil();
        if (!outcome.lapsed.isEmpty())
            show();
    }

    void say(const QString &what, const IncidentId &id, bool isLate)
    {
        m_said[m_minute].insert(what + id.text() + (isLate ? u" late"_s : QString()));
    }

    const Plan &m_plan;
    PageBook m_book;
    QMap<IncidentId, Incident> m_source;
    SharedIncidents m_shown;
    QHash<IncidentId, PageRecord> m_disk;
    std::optional<TimePoint> m_pausedUntil;
    Sayings m_said;
    Minute m_minute = 0;
    bool m_isOff = false;
};

Service randomService(int number, std::mt19937 &random)
{
    const auto oneOf
        = [&random](const auto &choices) { return choices[std::uniform_int_distribution<std::size_t>(0, std::size(choices) - 1)(random)]; };
    Service service;
    service.id = ServiceId(u"service-%1"_s.arg(number));
    service.louderAfter = oneOf(std::array<Duration, 3>{1min, 2min, 0min});
    service.escalateAfter = oneOf(std::array<Duration, 4>{5min, 10min, 3min, 0min});
    service.pageAgainAfter = oneOf(std::array<Duration, 3>{0min, 30min, 4h});
    service.always = number % 3 == 0;
    if (number % 4 == 3)
        return service;
    SupportHours hours;
    hours.zone = QTimeZone(oneOf(std::array{"Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"}));
    hours.days = *supportDaysFromText(oneOf(std::array{u"mon-fri"_s, u"daily"_s, u"sat,sun"_s, u"sun"_s, u"fri-mon"_s}));
    // With those that begin or end while the clocks are changed.
    const auto [from, to] = oneOf(std::array{std::pair(u"09:00"_s, u"17:00"_s), std::pair(u"02:30"_s, u"10:00"_s),
        std::pair(u"22:00"_s, u"02:30"_s), std::pair(u"00:00"_s, u"24:00"_s), std::pair(u"17:00"_s, u"09:00"_s)});
    hours.from = *minutesFromText(from);
    hours.to = *minutesFromText(to);
    for (const QDate date : {QDate(2026, 1, 1), QDate(2026, 4, 6), QDate(2026, 12, 25)})
        hours.holidays.append(date);
    service.hours = hours;
    return service;
}

Plan randomPlan(unsigned seed)
{
    std::mt19937 random(seed);
    const auto between = [&random](Minute low, Minute high) { return std::uniform_int_distribution<Minute>(low, high)(random); };
    Plan plan;
    for (int number = 0; number < 40; ++number)
        plan.services.push_back(randomService(number, random));
    int id = 0;
    for (int number = 0; number < 40; ++number) {
        // One after the other, so that no two of a service are the same cause.
        for (Minute minute = between(1, 4'000); minute < yearLength - 20'000;) {
            Life life{
                .id = u"I-%1"_s.arg(++id), .service = number, .urgency = between(0, 1) ? Urgency::High : Urgency::Low, .opens = minute};
            const Minute length = between(0, 3) == 0 ? between(300, 6'000) : between(1, 90);
            life.ends = minute + length;
            if (between(0, 2) > 0 && length > 4) {
                life.acknowledged = minute + between(1, length / 2);
                // One that has lapsed is triggered for its pager; that it also is at its source is nothing new.
                const bool comesBack = plan.services[static_cast<std::size_t>(number)].pageAgainAfter > 0ms;
                if (between(0, 3) == 0 && !comesBack)
                    life.triggersAgain = std::min(life.acknowledged + between(1, length / 2), life.ends - 1);
            }
            plan.lives.push_back(life);
            minute = life.ends + between(6, 9'000);
        }
    }
    for (Minute minute = between(0, 5'000); minute < yearLength - 30'000; minute += between(2'000, 12'000)) {
        Pause pause{.from = minute, .until = minute + (between(0, 1) ? 30 : between(60, 900)), .resumed = 0};
        if (between(0, 2) == 0)
            pause.resumed = pause.from + between(1, pause.until - pause.from - 1);
        plan.pauses.push_back(pause);
    }
    for (int i = 0; i < 60; ++i)
        plan.restarts.push_back(between(1, yearLength - 1));
    return plan;
}

QString differencesOf(const Sayings &expected, const Sayings &said)
{
    QStringList lines;
    std::set<Minute> minutes;
    for (const auto &[minute, what] : expected)
        minutes.insert(minute);
    for (const auto &[minute, what] : said)
        minutes.insert(minute);
    const auto of = [](const Sayings &sayings, Minute minute) {
        const auto found = sayings.find(minute);
        return found == sayings.end() ? std::multiset<QString>() : found->second;
    };
    for (const Minute minute : minutes) {
        const auto wanted = of(expected, minute);
        const auto got = of(said, minute);
        if (wanted == got)
            continue;
        lines.append(u"%1: expected [%2], said [%3]"_s.arg(toIso(timeOf(minute)), QStringList(wanted.begin(), wanted.end()).join(", "_L1),
            QStringList(got.begin(), got.end()).join(", "_L1)));
        if (lines.size() == 10)
            break;
    }
    return lines.join(u'\n');
}

qsizetype countOf(const Sayings &sayings, QLatin1StringView word)
{
    qsizetype count = 0;
    for (const auto &[minute, what] : sayings)
        count += std::ranges::count_if(what, [word](const QString &each) { return each.startsWith(word); });
    return count;
}

} // namespace

class TestYear : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aYearIsAsTheRulesSay_data();
    void aYearIsAsTheRulesSay();
    void whatWasMissedWhileOffIsSaidOnceAndLate();
};

void TestYear::aYearIsAsTheRulesSay_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::newRow("a year") << 1U;
    QTest::newRow("another") << 20'261'128U;
}

void TestYear::aYearIsAsTheRulesSay()
{
    QFETCH(const unsigned, seed);
    const Plan plan = randomPlan(seed);
    const Sayings expected = Model(plan).all();
    const Sayings said = Console(plan).all();
    const QString differences = differencesOf(expected, said);
    QVERIFY2(differences.isEmpty(), qPrintable(differences));
    // A year in which nothing happens proves nothing.
    for (const auto word : {"page "_L1, "tell "_L1, "louder "_L1, "backup "_L1})
        QVERIFY2(countOf(said, word) > 200, word.data());
}

void TestYear::whatWasMissedWhileOffIsSaidOnceAndLate()
{
    Plan plan = randomPlan(7);
    plan.pauses.clear();
    std::mt19937 random(7);
    for (Minute minute = 3'000; minute < yearLength - 10'000; minute += 5'003)
        plan.off.emplace(minute, minute + 7 + static_cast<Minute>(random() % 400));
    const Sayings said = Console(plan).all();
    const Sayings expected = Model(plan).all();
    const QString differences = differencesOf(expected, said);
    QVERIFY2(differences.isEmpty(), qPrintable(differences));
    qsizetype late = 0;
    for (const auto &[minute, what] : said)
        late += std::ranges::count_if(what, [](const QString &each) { return each.endsWith(" late"_L1); });
    QVERIFY(late > 0);
}

QTEST_GUILESS_MAIN(TestYear)
#include "tst_year.moc"
