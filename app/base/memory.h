// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace nightbell {

// Lets go of memory that was needed for a moment: the answer of a server with 50,000 alerts is 40 MB, and each list made of it
// 35 MB. The C library would carve such blocks out of its heap, between others that stay, and keep what they leave behind; from
// here on they are apart and go back to the system with their last user. To be called before there are threads.
void keepLargeBlocksApart();

// Gives the system back what lies free between blocks that stay: the parts in which a large answer came in. Takes up to some
// ten milliseconds.
void giveBackFreed();

} // namespace nightbell
