// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace nightbell {

void keepLargeBlocksApart()
{
#ifdef __GLIBC__
    // Set once, the threshold does not grow by itself any more. Lists of 10,000 incidents stay below it: new pages cost time.
    constexpr int apart = 8 * 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, apart);
    // Large answers are read on a thread, which ends when it has nothing to do. Each new one would take a heap of its own.
    mallopt(M_ARENA_MAX, 2);
    // Such a heap grows by a page or two otherwise, with a call of the system for each.
    constexpr int ahead = 1024 * 1024;
    mallopt(M_TOP_PAD, ahead);
    // What one refresh frees the next one needs again: given back at once, each of its pages would be asked for anew.
    constexpr int kept = 16 * 1024 * 1024;
    mallopt(M_TRIM_THRESHOLD, kept);
#endif
}

void giveBackFreed()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace nightbell
