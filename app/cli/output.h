// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <cstdio>

namespace nightbell {

// How a word is drawn on a terminal that has colours. The word itself says the same.
enum class Ink : std::uint8_t { Plain, Bad, Warning, Good, Faint };

struct Cell
{
    QString text;
    Ink ink = Ink::Plain;
};

// Rows of cells in columns; the last column is not padded. What comes from outside is made harmless.
struct Table
{
    QStringList headers;
    QList<QList<Cell>> rows;

    // `width`: of the terminal; the last column goes on below itself where it is wider. 0: lines are as long as they are.
    QStringList lines(bool coloured, qsizetype width = 0) const;
};

// `text`, made harmless, in the lines that it takes behind `indent` letters of a terminal of that width, broken at blanks where
// that can be done; one line where there is no terminal, or hardly room. Never empty.
QStringList folded(const QString &text, qsizetype indent, qsizetype width);

// `text` on one line and without control characters, so that a title cannot move the cursor or reverse the line.
QString harmless(const QString &text);

QString inked(const Cell &cell, bool coloured);

// stdout and stderr of a program that is used by people and by scripts.
class Output
{
public:
    Output(std::FILE *out, std::FILE *error);

    bool isColoured() const { return m_coloured; } // stdout is a terminal, and NO_COLOR is not set
    qsizetype width() const; // of the terminal; 0: stdout is none
    bool isBroken() const; // nobody reads stdout any more

    void line(const QString &text);
    void lines(const QStringList &texts);
    void json(const QJsonDocument &document, QJsonDocument::JsonFormat format);
    void problem(const QString &text); // on stderr, with the program's name

private:
    void write(const QByteArray &bytes);

    std::FILE *m_out;
    std::FILE *m_error;
    bool m_coloured = false;
    bool m_broken = false;
};

} // namespace nightbell
