// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/checkmodel.h"

#include "domain/wording.h"
#include "models/tableroles.h"
#include "theme.h"

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr qint64 dayMilliseconds = 86'400'000;
constexpr qint64 soon = 14; // days: a certificate that ends within them is loud

// The worst first.
int rankOf(CheckState state)
{
    switch (state) {
    case CheckState::Failed:
        return 0;
    case CheckState::Failing:
        return 1;
    case CheckState::Waiting:
        return 2;
    case CheckState::Passing:
        return 3;
    case CheckState::Paused:
        return 4;
    }
    return 5;
}

bool hasRun(const Check &check)
{
    return check.last.at != TimePoint{};
}

std::optional<qint64> certificateDays(const Check &check, TimePoint now)
{
    if (!check.last.certificateExpires)
        return std::nullopt;
    return (*check.last.certificateExpires - now).count() / dayMilliseconds;
}

} // namespace

CheckModel::CheckModel(Clock &clock, QObject *parent) : SyncedTable(parent), m_clock(clock), m_now(clock.now())
{ }

void CheckModel::setChecks(const QList<Check> &checks)
{
    m_now = m_clock.now();
    setItems(checks);
}

void CheckModel::refreshAges(int first, int last)
{
    m_now = m_clock.now();
    if (first >= 0 && last < rowCount())
        Q_EMIT dataChanged(index(first, Age), index(last, Age), {Qt::DisplayRole});
}

int CheckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    const Check &check = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(check, index.column());
    case Qt::ToolTipRole:
        return index.column() == Reason || index.column() == Target ? QVariant(textOf(check, index.column())) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == State ? sentenceOf(check) : textOf(check, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Latency || index.column() == Certificate || index.column() == Age
            ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
            : QVariant();
    case SortRole:
        return sortKeyOf(check, index.column());
    case ToneRole:
        return index.column() == State ? QVariant(static_cast<int>(toneOf(check.state))) : QVariant();
    case LoudRole:
        return index.column() == Certificate && certificateDays(check, m_now).value_or(soon + 1) <= soon;
    case FaintRole:
        return check.state == CheckState::Paused || check.state == CheckState::Waiting;
    default:
        return {};
    }
}

QVariant CheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Target:
        return tr("What is checked");
    case Latency:
        return tr("Answer");
    case Service:
        return tr("Service");
    case Certificate:
        return tr("Certificate");
    case Age:
        return tr("Age");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

QString CheckModel::textOf(const Check &check, int column) const
{
    switch (column) {
    case State:
        return stateText(check.state);
    case Target:
        return check.target;
    case Latency:
        return hasRun(check) && check.last.passed() ? tr("%1 ms").arg(check.last.phases.total.count()) : u"–"_s;
    case Service:
        return check.service.isEmpty() ? u"–"_s : check.service.text();
    case Certificate:
        if (const auto days = certificateDays(check, m_now))
            return *days < 0 ? tr("expired") : tr("%n day(s)", nullptr, static_cast<int>(*days));
        return u"–"_s;
    case Age:
        return hasRun(check) ? ageText(m_now - check.last.at) : u"–"_s;
    case Reason:
        return hasRun(check) ? checkReason(check.last) : QString();
    default:
        return {};
    }
}

QVariant CheckModel::sortKeyOf(const Check &check, int column) const
{
    switch (column) {
    case State:
        return rankOf(check.state);
    case Latency:
        return qint64(check.last.phases.total.count());
    case Certificate:
        return qint64(certificateDays(check, m_now).value_or(100'000));
    case Age:
        return qint64((m_now - check.last.at).count());
    default:
        return textOf(check, column);
    }
}

QString CheckModel::sentenceOf(const Check &check) const
{
    const QString reason = textOf(check, Reason);
    const QString state = tr("%1: %2").arg(check.target, stateText(check.state));
    return reason.isEmpty() ? state : state + u", "_s + reason;
}

} // namespace nightbell
