// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <simdjson.h>

namespace nightbell {

// A text for simdjson's on-demand reader: answers too large for base/json. The reader's tables are as large as the text, and
// new pages for them cost more time than the reading, so each thread keeps its own as long as it lives.
class OnDemandText
{
public:
    explicit OnDemandText(QByteArray text);

    // `document` reads from this text, until another one is opened on the same thread.
    simdjson::error_code open(simdjson::ondemand::document &document) const;

private:
    QByteArray m_text;
};

} // namespace nightbell
