// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

using namespace Qt::StringLiterals;

// Resources of a static library are linked in only when somebody names them; the macro needs the global namespace.
static void loadResources()
{
    Q_INIT_RESOURCE(nightbell);
}

namespace nightbell {
namespace {

// Draws one file of resources/icons at whatever size is asked for, so that it is crisp on every screen. Without a colour of
// its own it has the program's text colour of the moment, and needs no care when the theme changes.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString name, std::optional<QColor> color) : m_name(std::move(name)), m_color(color) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        QSvgRenderer renderer(source(mode));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled)
            painter->setOpacity(painter->opacity() * 0.4);
        renderer.render(painter, QRectF(rect));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key = u"nightbell-icon/%1/%2/%3/%4x%5"_s.arg(
            m_name, color().name(QColor::HexArgb), QString::number(mode), QString::number(size.width()), QString::number(size.height()));
        QPixmap picture;
        if (QPixmapCache::find(key, &picture))
            return picture;
        picture = QPixmap(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, picture);
        return picture;
    }

    QString key() const override { return u"nightbell"_s; }
    QString iconName() override { return m_name; }
    bool isNull() override { return !QFile::exists(path()); }
    QIconEngine *clone() const override { return new SvgIconEngine(m_name, m_color); }

private:
    QString path() const { return u":/icons/%1.svg"_s.arg(m_name); }
    QColor color() const { return m_color.value_or(QGuiApplication::palette().color(QPalette::WindowText)); }

    QByteArray source(QIcon::Mode mode) const
    {
        Q_UNUSED(mode)
        QFile file(path());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll().replace("currentColor", color().name().toLatin1());
    }

    QString m_name;
    std::optional<QColor> m_color;
};

} // namespace

QIcon icon(const QString &name, const QPalette &palette)
{
    loadResources();
    const QColor color = palette.color(QPalette::WindowText);
    const bool isOrdinary = color == QGuiApplication::palette().color(QPalette::WindowText);
    return QIcon(new SvgIconEngine(name, isOrdinary ? std::nullopt : std::optional(color)));
}

QIcon icon(const QString &name, const QColor &color)
{
    loadResources();
    return QIcon(new SvgIconEngine(name, color));
}

} // namespace nightbell
