// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/grouping.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr auto labelPrefix = "label:"_L1;

int attention(const Incident &incident)
{
    if (incident.needsPerson())
        return 0;
    switch (incident.state) {
    case IncidentState::Triggered:
        return incident.quiet == Quiet::No ? 1 : 3;
    case IncidentState::Acknowledged:
        return 2;
    case IncidentState::Resolved:
        return 4;
    }
    return 5;
}

bool wantsMore(const Incident &one, const Incident &other)
{
    return std::pair(attention(one), one.severity) < std::pair(attention(other), other.severity);
}

bool goesBefore(const IncidentGroup &one, const IncidentGroup &other)
{
    const int more = attention(other.worst) - attention(one.worst);
    return more != 0 ? more > 0 : one.id < other.id;
}

// What ten thousand incidents of one answer have in common is mostly one text: that is seen without a look at the letters.
bool isOneText(const QString &one, const QString &other)
{
    return (one.constData() == other.constData() && one.size() == other.size()) || one == other;
}

// Both are sorted by name and mostly have the same names: one step for each.
void keepShared(QList<Label> &shared, const QList<Label> &labels)
{
    qsizetype place = 0;
    const auto isMissing = [&](const Label &label) {
        while (place < labels.size() && !isOneText(labels.at(place).name, label.name) && labels.at(place).name < label.name)
            ++place;
        return place == labels.size() || !isOneText(labels.at(place).name, label.name) || !isOneText(labels.at(place).value, label.value);
    };
    if (std::ranges::none_of(std::as_const(shared), isMissing))
        return;
    place = 0;
    shared.removeIf(isMissing);
}

// The groupOf() of the incident where it stands in the incident itself; null: it is made anew each time, or there is none.
// `place`: of the label, where it was in the incident before: there it mostly is in this one, too.
const QString *keptGroupOf(const Incident &incident, const Grouping &grouping, qsizetype &place)
{
    switch (grouping.by) {
    case Grouping::By::Source:
        return &incident.source.text();
    case Grouping::By::Host:
        return &incident.host.text();
    case Grouping::By::Service:
        return &incident.service.text();
    case Grouping::By::Label:
        if (place >= incident.labels.size() || incident.labels.at(place).name != grouping.label) {
            const auto found = std::ranges::find(incident.labels, grouping.label, &Label::name);
            place = found - incident.labels.begin();
        }
        return place < incident.labels.size() ? &incident.labels.at(place).value : nullptr;
    case Grouping::By::Nothing:
    case Grouping::By::Severity:
        break;
    }
    return nullptr;
}

} // namespace

QString toWord(const Grouping &grouping)
{
    switch (grouping.by) {
    case Grouping::By::Nothing:
        return {};
    case Grouping::By::Source:
        return u"source"_s;
    case Grouping::By::Host:
        return u"host"_s;
    case Grouping::By::Service:
        return u"service"_s;
    case Grouping::By::Severity:
        return u"severity"_s;
    case Grouping::By::Label:
        return labelPrefix + grouping.label;
    }
    return {};
}

std::optional<Grouping> groupingFromWord(const QString &word)
{
    if (word.startsWith(labelPrefix) && word.size() > labelPrefix.size())
        return Grouping{Grouping::By::Label, word.mid(labelPrefix.size())};
    for (const auto by : {Grouping::By::Nothing, Grouping::By::Source, Grouping::By::Host, Grouping::By::Service, Grouping::By::Severity}) {
        if (toWord(Grouping{by}) == word)
            return Grouping{by};
    }
    return std::nullopt;
}

QString groupOf(const Incident &incident, const Grouping &grouping)
{
    qsizetype place = 0;
    if (const QString *kept = keptGroupOf(incident, grouping, place))
        return *kept;
    return grouping.by == Grouping::By::Severity ? toWord(incident.severity) : QString();
}

QList<IncidentGroup> grouped(const SharedIncidents &incidents, const Grouping &grouping)
{
    QList<IncidentGroup> groups;
    if (grouping.by == Grouping::By::Nothing)
        return groups;
    QHash<QString, qsizetype> places; // and 1: 0 is that of a group that is not there yet
    QHash<const QChar *, qsizetype> placesOfTexts; // by where a text lies: those that are equal are mostly one
    places.reserve(incidents.size() / 4);
    placesOfTexts.reserve(incidents.size() / 4);
    qsizetype column = 0; // of the label
    for (const Shared<Incident> &each : incidents) {
        const Incident &incident = *each;
        const QString *kept = keptGroupOf(incident, grouping, column);
        qsizetype place = kept ? placesOfTexts.value(kept->constData(), -1) : -1;
        bool isNew = false;
        if (place < 0) {
            const QString key = kept ? *kept : groupOf(incident, grouping);
            qsizetype &known = places[key];
            isNew = known == 0;
            if (isNew) {
                groups.append(IncidentGroup{.id = GroupId(key), .worst = each, .shared = incident.labels});
                known = groups.size();
            }
            place = known - 1;
            if (kept)
                placesOfTexts.insert(kept->constData(), place);
        }
        IncidentGroup &group = groups[place];
        ++group.count;
        group.needing += incident.needsPerson() ? 1 : 0;
        if (isNew)
            continue;
        keepShared(group.shared, incident.labels);
        if (wantsMore(incident, group.worst))
            group.worst = each;
    }
    if (grouping.by == Grouping::By::Label) {
        for (IncidentGroup &group : groups)
            group.shared.removeIf([&grouping](const Label &label) { return label.name == grouping.label; });
    }
    std::ranges::sort(groups, goesBefore);
    return groups;
}

QStringList labelNames(const SharedIncidents &incidents)
{
    QSet<QString> names;
    const QList<Label> *before = nullptr;
    for (const Incident &incident : incidents) {
        for (qsizetype place = 0; place < incident.labels.size(); ++place) {
            const QString &name = incident.labels.at(place).name;
            // Neighbours mostly have the same: asking the set 100,000 times would be felt.
            if (!before || place >= before->size() || !isOneText(before->at(place).name, name))
                names.insert(name);
        }
        before = &incident.labels;
    }
    QStringList sorted(names.cbegin(), names.cend());
    sorted.sort();
    return sorted;
}

} // namespace nightbell
