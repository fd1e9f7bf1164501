// SPDX-License-Identifier: GPL-3.0-or-later
// 5,000 samples for a chart 500 pixels wide: well within a frame.
#include "bench/measure.h"
#include "domain/series.h"

#include <cmath>

using namespace nightbell;

int main()
{
    Series full{Metric::Cpu, {}, std::chrono::seconds(5)};
    for (int i = 0; i < 5'000; ++i)
        full.samples.append({fromMilliseconds(i * 1'000LL), std::sin(i)});
    Series drawn;
    const double time = medianMilliseconds(
        51, [](int) {}, [&] { drawn = downsample(full, fromMilliseconds(0), fromMilliseconds(5'000'000), 500); });
    return report("5,000 samples to 500 columns", time, 16) ? 0 : 1;
}
