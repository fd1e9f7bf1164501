// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policycard.h"

#include "domain/wording.h"
#include "theme.h"
#include "widgets/labels.h"
#include "widgets/toneshape.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

QString nameOf(const Shift &shift)
{
    return shift.isMine ? PolicyCard::tr("you") : shift.person.name;
}

bool isMineNow(const EscalationPolicy &policy, int level)
{
    return std::ranges::any_of(policy.now, [level](const Shift &shift) { return shift.level == level && shift.isMine; });
}

} // namespace

QString onLevelNow(const EscalationPolicy &policy, int level, TimePoint now)
{
    QStringList people;
    for (const Shift &shift : policy.now) {
        if (shift.level != level)
            continue;
        const QString name = nameOf(shift);
        people.append(shift.end ? PolicyCard::tr("%1 until %2").arg(name, clockTime(*shift.end, now)) : name);
    }
    people.removeDuplicates();
    return people.join(", "_L1);
}

QString onLevelNext(const EscalationPolicy &policy, int level, TimePoint now)
{
    QStringList people;
    for (const Shift &shift : policy.next) {
        if (shift.level == level && shift.start)
            people.append(PolicyCard::tr("%1 from %2").arg(nameOf(shift), clockTime(*shift.start, now)));
    }
    return people.join(", "_L1);
}

QString stretchText(const Shift &shift, TimePoint now)
{
    if (!shift.end)
        return shift.start ? PolicyCard::tr("from %1").arg(clockTime(*shift.start, now)) : PolicyCard::tr("always");
    if (!shift.start || *shift.start <= now)
        return PolicyCard::tr("until %1").arg(clockTime(*shift.end, now));
    // The day of the end goes without saying where it is that of the start.
    return PolicyCard::tr("%1 – %2").arg(clockTime(*shift.start, now), clockTime(*shift.end, *shift.start));
}

LevelMark::LevelMark(int level, bool isMine, bool isLast, QWidget *parent)
    : QWidget(parent)
    , m_level(level)
    , m_isMine(isMine)
    , m_isLast(isLast)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

QSize LevelMark::sizeHint() const
{
    const int side = fontMetrics().height() + 8;
    return {side, side};
}

void LevelMark::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = fontMetrics().height() + 6;
    const QRectF disc(1, 1, side, side);
    if (!m_isLast)
        painter.fillRect(QRectF(disc.center().x() - 1, disc.bottom() + 3, 2, height() - disc.bottom() - 3), hairline(palette()));
    painter.setPen(QPen(m_isMine ? accent(palette()) : hairline(palette()), 2));
    painter.setBrush(raised(palette()));
    painter.drawEllipse(disc);
    painter.setFont(scaled(font(), 1.0, QFont::DemiBold));
    painter.setPen(m_isMine ? accent(palette()) : palette().color(QPalette::WindowText));
    painter.drawText(disc, Qt::AlignCenter, QString::number(m_level));
}

PolicyCard::PolicyCard(const EscalationPolicy &policy, TimePoint now, QWidget *parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    setProperty("card", true);
    setAccessibleName(policy.name);
    m_column->setContentsMargins(16, 12, 16, 12);
    m_column->setSpacing(0);
    addHead(policy);
    for (const EscalationLevel &level : policy.levels)
        addLevel(policy, level, now);
    if (policy.levels.isEmpty())
        m_column->addWidget(makeMuted(tr("What it does after that is not known."), this));
}

void PolicyCard::addHead(const EscalationPolicy &policy)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(makeHeading(policy.name, 1.1, this), 1);
    if (policy.url.isValid() && !policy.url.isEmpty()) {
        auto *open = new QToolButton(this);
        open->setIcon(icon(u"external"_s, palette()));
        open->setToolTip(tr("Open “%1” in the browser").arg(policy.name));
        open->setAccessibleName(open->toolTip());
        connect(open, &QToolButton::clicked, this, [url = policy.url] { QDesktopServices::openUrl(url); });
        row->addWidget(open, 0, Qt::AlignTop);
    }
    m_column->addLayout(row);
    m_column->addSpacing(8);
}

void PolicyCard::addLevel(const EscalationPolicy &policy, const EscalationLevel &level, TimePoint now)
{
    const bool isLast = level.level >= policy.levels.size();
    const bool isMine = isMineNow(policy, level.level);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new LevelMark(level.level, isMine, isLast, this));
    auto *words = new QVBoxLayout;
    words->setContentsMargins(0, 3, 0, isLast ? 4 : 12);
    words->setSpacing(2);
    const QString people = onLevelNow(policy, level.level, now);
    if (people.isEmpty()) {
        auto *nobody = new QHBoxLayout;
        nobody->setSpacing(8);
        nobody->addWidget(new ToneShape(Tone::Acknowledged, 0.8, this), 0, Qt::AlignVCenter);
        nobody->addWidget(makeText(tr("Nobody is on call here"), this), 1);
        words->addLayout(nobody);
    } else {
        words->addWidget(makeHeading(people, 1.0, this));
    }
    if (const QString next = onLevelNext(policy, level.level, now); !next.isEmpty())
        words->addWidget(makeText(tr("Next: %1").arg(next), this));
    if (const QString targets = level.targets.join(", "_L1); !targets.isEmpty() && targets != people)
        words->addWidget(makeMuted(targets, this));
    const bool isDelayKnown = level.delay > Duration(0);
    if (isDelayKnown && !isLast)
        words->addWidget(makeMuted(tr("Unacknowledged for %1: level %2").arg(spanText(level.delay)).arg(level.level + 1), this));
    else if (isDelayKnown && policy.loops > 0)
        words->addWidget(
            makeMuted(tr("Unacknowledged for %1: again from level 1, %n time(s)", nullptr, policy.loops).arg(spanText(level.delay)), this));
    row->addLayout(words, 1);
    m_column->addLayout(row);
}

} // namespace nightbell
