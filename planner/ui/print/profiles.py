"""Choices of paper under names of the person's own: take one up, keep it, give it another name, forget it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from planner.domain.edits import Refused
from planner.domain.print_choice import LONGEST_NAME, PrintChoice, Profile, is_profile_name
from planner.settings import Settings, SettingsProblem
from planner.ui.ask import Question, answered
from planner.ui.controls import Button, Words
from planner.ui.print.fields import Pick
from planner.ui.theme import font

if TYPE_CHECKING:
    from planner.ui.main_window import MainWindow

NONE = "As chosen below"
QUEUED = Qt.ConnectionType.QueuedConnection  # once the menu is gone: a question takes the keyboard


class Profiles(QWidget):
    """`taken(PrintChoice)` comes when a profile is chosen. The one that was chosen last stays chosen."""

    taken = Signal(object)

    def __init__(self, window: MainWindow, label: int) -> None:
        super().__init__()
        self.main = window
        self.workspace = window.workspace
        self.choice: PrintChoice | None = None  # what is chosen below; None while it cannot be
        self.pick = Pick("Profile")
        self.more = Button("⋯", "plain", "Profile: keep, rename, delete")
        self.menu = QMenu(self)
        words = Words("Profile", soft=True)
        words.setBuddy(self.pick)
        words.setFixedWidth(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self.pick, 1)
        row.addWidget(self.more)
        self.pick.activated.connect(self._take)
        self.more.clicked.connect(self._open_menu)

    @property
    def chosen(self) -> Profile | None:
        """The profile that is in use, if it is still kept."""
        name = self.workspace.settings.printed_as.casefold()
        return next((each for each in self.workspace.settings.profiles if each.name.casefold() == name), None)

    def show_choice(self, choice: PrintChoice | None) -> None:
        """Show the profiles; `choice` is what is chosen below."""
        self.choice = choice
        chosen = self.chosen
        names = sorted((each.name for each in self.workspace.settings.profiles), key=str.casefold)
        rows = [(name + self._changed(chosen) * (chosen is not None and name == chosen.name), name) for name in names]
        self.pick.fill([(NONE, ""), *rows])
        self.pick.take(chosen.name if chosen else "")

    def _changed(self, chosen: Profile | None) -> str:
        return ", changed" if chosen is not None and self.choice != chosen.choice else ""

    def _take(self) -> None:
        name = self.pick.currentData()
        if self._keep(replace(self.workspace.settings, printed_as=name)) and (chosen := self.chosen) is not None:
            self.taken.emit(chosen.choice)

    # What the menu offers

    def _open_menu(self) -> None:
        self.menu.clear()
        chosen = self.chosen
        if chosen is not None and self._changed(chosen):
            self._offer(f"Keep the changes in {_in_menu(chosen.name)}", lambda: self._save(chosen.name))
        self._offer("Keep as a profile…", self.save_as)
        if chosen is not None:
            self._offer(f"Rename {_in_menu(chosen.name)}…", self.rename)
            self._offer(f"Delete {_in_menu(chosen.name)}", self.delete)
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _offer(self, words: str, deed: Callable[[], object]) -> None:
        self.menu.addAction(words).triggered.connect(lambda _=False: deed(), QUEUED)

    def save_as(self) -> None:
        """Keep what is chosen under a name; one that is taken already is replaced, after saying so."""

        def judge(name: str) -> str:
            replaced = self.workspace.settings.profile(name) is not None
            return f"It takes the place of the profile “{name}”." if replaced else "So it can be taken up again."

        name = ask_name(self.main, "Keep as a profile", "", judge)
        if name is not None:
            self._save(name)

    def _save(self, name: str) -> None:
        if self.choice is None:
            self._refuse("What is chosen cannot be printed yet: choose otherwise first.")
            return
        settings = self.workspace.settings
        if len(settings.profiles) and settings.profile(name) == self.choice and settings.printed_as == name:
            return
        try:
            kept = replace(settings.with_profile(name, self.choice), printed_as=name)
        except ValueError as problem:
            self._refuse(str(problem))
            return
        self._keep(kept)

    def rename(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        others = [each for each in self.workspace.settings.profiles if each is not chosen]

        def judge(name: str) -> str | Refused:
            if any(each.name.casefold() == name.casefold() for each in others):
                return Refused(f"There is a profile “{name}” already: choose another name.")
            return f"“{chosen.name}” becomes “{name}”."

        name = ask_name(self.main, "Rename the profile", chosen.name, judge)
        if name is not None:
            self._keep(
                replace(self.workspace.settings, profiles=(*others, Profile(name, chosen.choice)), printed_as=name)
            )

    def delete(self) -> None:
        """Forget the name; what it stood for is still chosen below."""
        chosen = self.chosen
        if chosen is None:
            return
        if self._keep(self.workspace.settings.without_profile(chosen.name)):
            self.main.say(f"The profile “{chosen.name}” is gone; what it stood for is still chosen.")

    def _keep(self, settings: Settings) -> bool:
        try:
            self.workspace.change_settings(settings)
        except SettingsProblem as problem:
            self._refuse(str(problem))
            return False
        self.show_choice(self.choice)
        return True

    def _refuse(self, words: str) -> None:
        self.main.refuse(Refused(words), below=self.pick)


def _in_menu(name: str) -> str:
    """An ampersand is itself, no mnemonic."""
    return f"“{name}”".replace("&", "&&")


def ask_name(window: QWidget, title: str, text: str, judge: Callable[[str], str | Refused]) -> str | None:
    """Ask for a profile's name; None when the person thought better of it. `judge` says what it would do."""
    field = QLineEdit(text)
    field.setFont(font("large"))
    field.setPlaceholderText("My notebook")
    question = Question(window, title, "Under which name?", field)

    def look() -> None:
        name = field.text().strip()
        if not name:
            question.judge("Write a name, such as My notebook.", False)
        elif not is_profile_name(name):
            question.judge(f"A name is one line of at most {LONGEST_NAME} characters.", False)
        else:
            said = judge(name)
            question.judge(said.reason if isinstance(said, Refused) else said, isinstance(said, str))

    field.textChanged.connect(look)
    look()
    field.selectAll()
    return field.text().strip() if answered(window, question) else None
