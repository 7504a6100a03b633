"""Whether a person is at the machine, whether the screen is locked, and how much time really passed.

watch.find() chooses what can tell on this desktop; whoever has it looks every second or two, and is told None wherever
the truth cannot be known. clocks.passed() says what lay between two readings: time, sleep, a clock that was set.

One module a way to tell: x11, dbus, windows, macos, and own_windows where nothing better is there. Nothing of this is
loaded before the first page is painted.
"""
