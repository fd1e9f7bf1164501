// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace nightbell {

// What FigureDelegate, TableFilter and DataTable want to know of a cell beside its text.
enum TableRole {
    SortRole = Qt::UserRole + 1, // what the column is sorted by
    ToneRole, // int of a Tone: drawn as a shape before the text
    SeriesRole, // Series of the last hour
    TopRole, // double: value at the upper edge of the sparkline
    ThresholdRole, // double: absent where there is none
    LoudRole, // bool: above its threshold
    FaintRole, // bool: no longer true, or not known
};

} // namespace nightbell
