# SPDX-License-Identifier: GPL-3.0-or-later
# Where things are installed, and the Debian package.
