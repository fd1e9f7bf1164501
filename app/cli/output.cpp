// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <QVarLengthArray>

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView colourOf(Ink ink)
{
    switch (ink) {
    case Ink::Plain:
        return {};
    case Ink::Bad:
        return "\x1b[1;31m"_L1;
    case Ink::Warning:
        return "\x1b[33m"_L1;
    case Ink::Good:
        return "\x1b[32m"_L1;
    case Ink::Faint:
        return "\x1b[2m"_L1;
    }
    return {};
}

// How many places of a terminal it takes, as far as that can be said without its font: marks take none.
qsizetype widthOf(const QString &text)
{
    qsizetype width = 0;
    for (const char32_t c : text.toUcs4())
        width += QChar::isMark(c) ? 0 : 1;
    return width;
}

QString joined(const QList<Cell> &row, const QList<qsizetype> &widths, bool coloured)
{
    QString line;
    for (qsizetype column = 0; column < row.size(); ++column) {
        line += inked(row[column], coloured);
        if (column + 1 < row.size())
            line += QString(widths[column] - widthOf(harmless(row[column].text)) + 2, u' ');
    }
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

constexpr qsizetype narrowest = 20; // letters: a column that is narrower is no better to read than a long line

} // namespace

QString harmless(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        switch (c.category()) {
        case QChar::Other_Control:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            result += u' ';
            break;
        case QChar::Other_Format: // among them those that turn the direction of writing
            break;
        default:
            result += c;
        }
    }
    return result;
}

QString inked(const Cell &cell, bool coloured)
{
    const QString text = harmless(cell.text);
    const QLatin1StringView colour = colourOf(cell.ink);
    return coloured && !colour.isEmpty() && !text.isEmpty() ? colour + text + "\x1b[0m"_L1 : text;
}

QStringList Table::lines(bool coloured, qsizetype width) const
{
    QList<Cell> head;
    for (const QString &header : headers)
        head.append(Cell{header, Ink::Faint});
    QList<qsizetype> widths(headers.size(), 0);
    for (qsizetype column = 0; column < headers.size(); ++column) {
        widths[column] = widthOf(headers[column]);
        for (const QList<Cell> &row : rows)
            widths[column] = std::max(widths[column], widthOf(harmless(row.value(column).text)));
    }
    qsizetype indent = 0;
    for (qsizetype column = 0; column + 1 < headers.size(); ++column)
        indent += widths[column] + 2;
    QStringList lines{joined(head, widths, coloured)};
    for (QList<Cell> row : rows) { // a copy: its last cell becomes shorter
        if (row.isEmpty())
            continue;
        const Cell last = row.constLast();
        const QStringList pieces = folded(last.text, indent, width);
        row.last().text = pieces.constFirst();
        lines.append(joined(row, widths, coloured));
        for (const QString &piece : pieces.sliced(1))
            lines.append(QString(indent, u' ') + inked(Cell{piece, last.ink}, coloured));
    }
    return lines;
}

QStringList folded(const QString &text, qsizetype indent, qsizetype width)
{
    QStringList lines;
    QString rest = harmless(text);
    const qsizetype room = width - indent;
    while (room >= narrowest && widthOf(rest) > room) {
        qsizetype at = rest.lastIndexOf(u' ', room);
        if (at <= 0)
            at = rest.at(room - 1).isHighSurrogate() ? room - 1 : room;
        lines.append(rest.first(at));
        rest = rest.sliced(at).trimmed();
    }
    if (!rest.isEmpty() || lines.isEmpty())
        lines.append(rest);
    return lines;
}

Output::Output(std::FILE *out, std::FILE *error) : m_out(out), m_error(error)
{
    m_coloured = ::isatty(::fileno(out)) && qEnvironmentVariableIsEmpty("NO_COLOR") && qEnvironmentVariable("TERM") != "dumb"_L1;
}

qsizetype Output::width() const
{
    winsize size{};
    const bool isKnown = ::isatty(::fileno(m_out)) && ::ioctl(::fileno(m_out), TIOCGWINSZ, &size) == 0;
    return isKnown ? size.ws_col : 0;
}

bool Output::isBroken() const
{
    // A pipe tells without being written to, so a watch that has nothing to say ends as well.
    pollfd descriptor{::fileno(m_out), 0, 0};
    return m_broken || (::poll(&descriptor, 1, 0) > 0 && (descriptor.revents & (POLLERR | POLLNVAL)) != 0);
}

void Output::write(const QByteArray &bytes)
{
    // Whole and at once: whoever reads a line has read it to its end.
    const bool written = std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), m_out) == static_cast<size_t>(bytes.size())
        && std::fflush(m_out) == 0;
    m_broken = m_broken || !written;
}

void Output::line(const QString &text)
{
    write(text.toUtf8() + '\n');
}

void Output::lines(const QStringList &texts)
{
    for (const QString &text : texts)
        line(text);
}

void Output::json(const QJsonDocument &document, QJsonDocument::JsonFormat format)
{
    QByteArray bytes = document.toJson(format);
    if (!bytes.endsWith('\n'))
        bytes += '\n';
    write(bytes);
}

void Output::problem(const QString &text)
{
    QStringList lines = text.split(u'\n'); // ours; what comes from outside may hold anything else
    for (QString &line : lines)
        line = harmless(line);
    const QByteArray bytes = "nightbellctl: " + lines.join(u'\n').toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), m_error);
    std::fflush(m_error);
}

} // namespace nightbell
